import { z } from 'zod';
import { MAIL_LIMITS } from './mail-limits.ts';
import { cancelledOutcome, opaqueId, shortText } from './values.ts';

const work = z.strictObject({ workId: opaqueId });
const bytes = z.number().int().nonnegative();
/** The package that an export made. */
const packageId = z.strictObject({ madeId: opaqueId });

const mediumPlace = z.strictObject({
  placeId: opaqueId,
  /** Name of the medium, empty when it has none, and where it is, for reading only. */
  label: z.string(),
  shown: z.string(),
  fileSystem: z.string(),
  freeBytes: bytes.nullable(),
  totalBytes: bytes.nullable(),
});

const onMedium = {
  /** The package's folder on the medium. */
  madeId: opaqueId,
  shown: z.string(),
  twinCode: shortText,
  files: bytes,
  bytes,
  /** How to take the medium out safely here, in plain Chinese. */
  eject: z.string(),
};

/** Handing a package in: USB, mail, receipt. Stages come as `exportStage`; `cancelWork` cancels. */
export const deliveryCalls = {
  /** Asks for the folder of a package that was exported before; weeks may lie between export and handing in. */
  chooseEarlierPackage: {
    input: z.strictObject({ draftId: opaqueId }),
    output: z.discriminatedUnion('outcome', [
      cancelledOutcome,
      z.strictObject({
        outcome: z.literal('chosen'),
        madeId: opaqueId,
        /** Where it lies, for reading only. */
        shown: z.string(),
        twinCode: shortText,
        createdOn: z.iso.date(),
        incomplete: z.boolean(),
        /** Its sealed pages are back in place. */
        sealed: z.boolean(),
        files: bytes,
        bytes,
      }),
    ]),
  },
  listMediumPlaces: {
    input: packageId,
    output: z.strictObject({
      /** `false` when this system does not tell its drives; a place can be chosen all the same. */
      listed: z.boolean(),
      places: z.array(mediumPlace),
      /** Media that are plugged in but cannot be written to now, with why and what to do. */
      unusable: z.array(z.strictObject({ label: z.string(), reason: z.string() })),
      neededBytes: bytes,
    }),
  },
  chooseMediumPlace: {
    input: packageId,
    output: z.discriminatedUnion('outcome', [
      cancelledOutcome,
      z.strictObject({ outcome: z.literal('chosen'), place: mediumPlace }),
    ]),
  },
  startMedium: {
    input: packageId.extend({
      placeId: opaqueId,
      /** The person was asked whether what lies there gives way. */
      replace: z.boolean(),
    }),
    output: work,
  },
  waitForMedium: {
    input: work,
    output: z.discriminatedUnion('outcome', [
      cancelledOutcome,
      z.strictObject({ outcome: z.literal('written'), ...onMedium }),
      /** The same package was there, intact; nothing was written. */
      z.strictObject({ outcome: z.literal('already'), ...onMedium }),
      z.strictObject({ outcome: z.literal('occupied'), shown: z.string(), problems: z.array(z.string()) }),
    ]),
  },
  /** Beside the package. */
  startMail: {
    input: packageId.extend({ limitMegabytes: z.literal(MAIL_LIMITS), replace: z.boolean() }),
    output: work,
  },
  waitForMail: {
    input: work,
    output: z.discriminatedUnion('outcome', [
      cancelledOutcome,
      z.strictObject({
        outcome: z.literal('written'),
        /** The folder of all parts. */
        madeId: opaqueId,
        shown: z.string(),
        twinCode: shortText,
        /** `madeId` opens the draft. */
        mails: z.array(
          z.strictObject({
            madeId: opaqueId,
            zip: shortText,
            zipBytes: bytes,
            draftBytes: bytes,
            files: bytes,
          }),
        ),
      }),
      /** A file alone is more than a mail may be: why, and what to do. */
      z.strictObject({ outcome: z.literal('tooLarge'), message: z.string() }),
      z.strictObject({ outcome: z.literal('occupied'), shown: z.string() }),
    ]),
  },
  /** Writes 送达回执 and labels beside the package and opens them where the person reads PDFs. */
  printReceipt: {
    input: packageId.extend({
      medium: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('stick') }),
        z.strictObject({ kind: z.literal('mail'), count: z.number().int().min(1).max(999) }),
        z.strictObject({ kind: z.literal('open') }),
      ]),
    }),
    output: z.strictObject({ madeId: opaqueId, shown: z.string(), steps: z.array(z.string()) }),
  },
};

import { z } from 'zod';
import { LARGEST_UPLOAD, uploadedName } from './evidence.ts';
import { address, cancelledOutcome, nothing, opaqueId, shortText } from './values.ts';

const work = z.strictObject({ workId: opaqueId });
const sealing = z.strictObject({ sealingId: opaqueId });
const page = z.number().int().min(1).max(99_999);

/** A place of the book that is signed, sealed or dated on paper. */
const sealPlace = z.strictObject({ page, where: z.string(), what: z.string() });
export type SealPlaceView = z.infer<typeof sealPlace>;

const placement = z.discriminatedUnion('state', [
  /** `note`: what a person should look at; it holds nothing up. */
  z.strictObject({
    state: z.literal('placed'),
    page,
    by: z.enum(['code', 'person']),
    note: z.string().optional(),
  }),
  z.strictObject({
    state: z.literal('question'),
    /** The page to propose; null where none is likely. */
    likely: page.nullable(),
    text: z.string(),
  }),
  z.strictObject({
    state: z.literal('refused'),
    /** A person said which page it is, and may say otherwise; else a code speaks against it. */
    mayAnswer: z.boolean(),
    text: z.string(),
  }),
  /** `undo`: by the person's own word. */
  z.strictObject({ state: z.literal('left'), undo: z.boolean(), text: z.string() }),
]);

/** A page of the scans, its small picture, and what becomes of it. */
const scannedPage = z.strictObject({
  pageId: z.string().max(80),
  /** The file's name, and the page's number in it, of so many. */
  name: shortText,
  number: page,
  pageCount: page,
  address,
  placement,
});
export type ScannedPage = z.infer<typeof scannedPage>;

const plan = z.strictObject({
  /** Pages of the bound book. */
  pages: page,
  scans: z.array(scannedPage),
  /** Every place that the notice wants sealed, and those whose page has no scan. */
  places: z.array(sealPlace),
  missing: z.array(sealPlace),
  /** Files that are no scans: they were not added. */
  unreadable: z.array(z.string()),
});
export type SealingPlanView = z.infer<typeof plan>;

/** Scanned, sealed pages back in their package. Stages come as `exportStage`; `cancelWork` cancels. */
export const sealingCalls = {
  /** @see closeSealing ends it */
  openSealing: {
    input: z.strictObject({ madeId: opaqueId, draftId: opaqueId }),
    output: z.strictObject({
      sealingId: opaqueId,
      twinCode: shortText,
      /** What an export of the draft would have now; null where that cannot be told. */
      presentCode: shortText.nullable(),
      /** Whether the package was exported from this draft, as far as is remembered here. */
      ofDraft: z.boolean(),
      /** Beside which the sealed package goes unless another place is chosen; for reading only. */
      shown: z.string(),
    }),
  },
  /** Scans by the system's dialog, several at once; they are read by `startReadingScans`. */
  chooseScans: {
    input: sealing,
    output: z.discriminatedUnion('outcome', [
      cancelledOutcome,
      z.strictObject({ outcome: z.literal('chosen'), count: z.number().int().positive() }),
    ]),
  },
  /** A dropped scan; its pieces come by `sendChunk`. */
  beginScanUpload: {
    input: sealing.extend({
      name: uploadedName,
      bytes: z.number().int().nonnegative().max(LARGEST_UPLOAD),
    }),
    output: z.strictObject({ uploadId: opaqueId }),
  },
  finishScanUpload: { input: sealing.extend({ uploadId: opaqueId }), output: nothing },
  /** Reads what was added and answers; cancelled or failed, neither counts. */
  startReadingScans: {
    input: sealing.extend({
      /** What the person says of one page: a page of the book, not to be put in, or (null) nothing any more. */
      answer: z
        .strictObject({
          pageId: z.string().max(80),
          to: z.union([page, z.literal('leave'), z.null()]),
        })
        .nullable(),
    }),
    output: work,
  },
  waitForScans: {
    input: work,
    output: z.discriminatedUnion('outcome', [
      cancelledOutcome,
      z.strictObject({ outcome: z.literal('read'), plan }),
    ]),
  },
  startSealing: {
    input: sealing.extend({
      /** By `chooseExportPlace`; null beside the package. */
      placeId: opaqueId.nullable(),
      allowMissing: z.boolean(),
    }),
    output: work,
  },
  waitForSealing: {
    input: work,
    output: z.discriminatedUnion('outcome', [
      cancelledOutcome,
      /** Something is still asked or missing; nothing was written. */
      z.strictObject({ outcome: z.literal('open') }),
      z.strictObject({
        outcome: z.literal('sealed'),
        madeId: opaqueId,
        name: shortText,
        shown: z.string(),
        twinCode: shortText,
        /** Pages that were put in place. */
        pages: z.number().int().positive(),
      }),
    ]),
  },
  /** The window no longer shows it; what was dropped and every small picture go. */
  closeSealing: { input: sealing, output: nothing },
};

import { z } from 'zod';
import { draftSummary, sealingView } from './drafts.ts';
import { LARGEST_UPLOAD, uploadedName } from './evidence.ts';
import { cancelledOutcome, moment, nothing, opaqueId, programme, revision, shortText } from './values.ts';

const one = z.strictObject({ draftId: opaqueId });
const work = z.strictObject({ workId: opaqueId });

/** A package that was exported from this window. */
const exportView = z.strictObject({
  exportId: opaqueId,
  at: moment,
  revision,
  twinCode: shortText,
  /** The package's own name. */
  name: shortText,
  /** “草稿” stands across its pages. */
  incomplete: z.boolean(),
});
export type ExportView = z.infer<typeof exportView>;

/** `ContentChange` of shared/form/compare-drafts.ts. */
const contentChange = z.strictObject({
  part: z.enum(['answers', 'evidence', 'declarations', 'destination']),
  key: z.string().max(200),
  section: z.string(),
  label: z.string(),
  before: z.string(),
  after: z.string(),
});

/** A content that is known here, and what became of it. */
const match = z.strictObject({
  draft: draftSummary,
  /** The export that it came from; null for content that was not exported with this code from here. */
  exported: exportView.nullable(),
  /** Twin code of the draft as it stands. */
  presentCode: shortText.nullable(),
  /** From then to now, in the form's order; empty where both are the same. */
  changes: z.array(contentChange),
});
export type CodeMatch = z.infer<typeof match>;

/** One side of a comparison. */
const versionView = z.strictObject({
  revision,
  twinCode: shortText.nullable(),
  /** When it was exported; null for a version that never was. */
  exportedAt: moment.nullable(),
});

export const revisionCalls = {
  /** What became of the last export for sealing; changes with every save. */
  readSealing: { input: one, output: z.strictObject({ sealing: sealingView.nullable() }) },
  /** Lets a draft that is locked be changed again. */
  unlockDraft: { input: one, output: z.strictObject({ sealing: sealingView.nullable() }) },
  /** Latest first. */
  listExports: { input: one, output: z.strictObject({ exports: z.array(exportView) }) },

  /** A code as somebody types it from paper. */
  checkCode: {
    input: z.strictObject({ typed: z.string().max(200) }),
    output: z.discriminatedUnion('outcome', [
      /** Eight letters and digits make a code; this is none. */
      z.strictObject({ outcome: z.literal('noCode') }),
      z.strictObject({ outcome: z.literal('unknown'), twinCode: shortText }),
      z.strictObject({ outcome: z.literal('known'), twinCode: shortText, matches: z.array(match).min(1) }),
    ]),
  },
  /** A package or a draft by the system's dialog. */
  choosePackage: {
    input: z.strictObject({ kind: z.enum(['whole', 'file']) }),
    output: z.discriminatedUnion('outcome', [
      cancelledOutcome,
      z.strictObject({ outcome: z.literal('chosen'), packageId: opaqueId, name: shortText }),
    ]),
  },
  /** A dropped package; its pieces come by `sendChunk`. */
  beginPackageUpload: {
    input: z.strictObject({ name: uploadedName, bytes: z.number().int().nonnegative().max(LARGEST_UPLOAD) }),
    output: z.strictObject({ uploadId: opaqueId }),
  },
  finishPackageUpload: {
    input: z.strictObject({ uploadId: opaqueId }),
    output: z.strictObject({ packageId: opaqueId, name: shortText }),
  },
  /** Reads all of a package back; stages come as `exportStage`, `cancelWork` stops it. */
  startPackageCheck: { input: z.strictObject({ packageId: opaqueId }), output: work },
  waitForPackageCheck: {
    input: work,
    output: z.discriminatedUnion('outcome', [
      cancelledOutcome,
      z.strictObject({
        outcome: z.literal('done'),
        name: shortText,
        twinCode: shortText,
        programme,
        applicantName: z.string(),
        /** Of a whole package; null for a draft file, of which that cannot be said. */
        verified: z
          .strictObject({
            intact: z.boolean(),
            incomplete: z.boolean(),
            /** Local day of the export, YYYY-MM-DD. */
            createdOn: z.iso.date(),
            problems: z.array(z.string()),
          })
          .nullable(),
        /** Null for a draft that is not on this machine. */
        match: match.nullable(),
      }),
    ]),
  },

  /** Two revisions of a draft; `to` null is the draft as it stands. */
  compareVersions: {
    input: one.extend({ from: revision, to: revision.nullable() }),
    output: z.strictObject({ from: versionView, to: versionView, changes: z.array(contentChange) }),
  },
  /** 修改说明 as a Word file, where the system's dialog says. */
  writeChanges: {
    input: one.extend({ from: revision, to: revision.nullable() }),
    output: z.discriminatedUnion('outcome', [
      cancelledOutcome,
      z.strictObject({ outcome: z.literal('written'), madeId: opaqueId, name: shortText }),
    ]),
  },
  /** The window no longer asks about it. */
  closePackage: { input: z.strictObject({ packageId: opaqueId }), output: nothing },
};

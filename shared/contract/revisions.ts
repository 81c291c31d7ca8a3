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

/** A code that was read from a picture, and what it stands for here; `matches` is empty where nothing is known. */
const readCode = z.strictObject({
  twinCode: shortText,
  pages: z.array(
    z.strictObject({
      /** Page of the file, and the page that is printed on it. */
      scanned: z.number().int().positive(),
      printed: z.number().int().positive(),
      /** The paper that it is a page of, where that is not the book: 材料清单. */
      paper: shortText.nullable(),
    }),
  ),
  matches: z.array(match),
});
export type ReadCodeView = z.infer<typeof readCode>;

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
  /** A package, a draft, or a picture of printed pages by the system's dialog. */
  choosePackage: {
    input: z.strictObject({ kind: z.enum(['whole', 'file', 'picture']) }),
    output: z.discriminatedUnion('outcome', [
      cancelledOutcome,
      z.strictObject({ outcome: z.literal('chosen'), packageId: opaqueId, name: shortText }),
    ]),
  },
  /** A dropped one, whichever of them it is; its pieces come by `sendChunk`. */
  beginPackageUpload: {
    input: z.strictObject({ name: uploadedName, bytes: z.number().int().nonnegative().max(LARGEST_UPLOAD) }),
    output: z.strictObject({ uploadId: opaqueId }),
  },
  finishPackageUpload: {
    input: z.strictObject({ uploadId: opaqueId }),
    output: z.strictObject({ packageId: opaqueId, name: shortText }),
  },
  /** Reads all of a package back, or the codes on a picture; the content says which it is. Stages come as `exportStage`, `cancelWork` stops it. */
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
      z.strictObject({
        /** It was a picture of printed pages, or several. */
        outcome: z.literal('pages'),
        name: shortText,
        pageCount: z.number().int().nonnegative(),
        codes: z.array(readCode),
        /** Pages on which no code could be read. */
        without: z.array(z.number().int().positive()),
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

import { z } from 'zod';
import { sealGuide } from './seal-guide.ts';
import {
  address,
  cancelledOutcome,
  findingSchema,
  nothing,
  opaqueId,
  revision,
  shortText,
} from './values.ts';

const work = z.strictObject({ workId: opaqueId });
const made = z.strictObject({ madeId: opaqueId });
const bytes = z.number().int().nonnegative();

/** What can be opened of something that Dossier wrote. A `.dossier` or a check's PDF has only `folder` and `itself`. */
export const madePart = z.enum([
  'folder',
  'itself',
  'word',
  'pdf',
  'bound',
  'checklist',
  'binding',
  'sealed',
]);
export type MadePart = z.infer<typeof madePart>;

export const exportCalls = {
  /** The person is about to ask for a preview: what it needs may be loaded. */
  preparePreview: { input: nothing, output: nothing },
  /** Makes the PDF of the draft as it stands; stages come as `exportStage`. */
  startPreview: { input: z.strictObject({ draftId: opaqueId }), output: work },
  /** Ends with the work; may be asked again after the window was loaded anew. */
  waitForPreview: {
    input: work,
    output: z.discriminatedUnion('outcome', [
      cancelledOutcome,
      z.strictObject({
        outcome: z.literal('done'),
        previewId: opaqueId,
        address,
        revision,
        pageCount: z.number().int().positive(),
        bytes,
        /** What an export would write; a folder ends with `/`. Sizes as far as they are known. */
        willWrite: z.array(z.strictObject({ name: shortText, bytes: bytes.nullable() })),
      }),
    ]),
  },
  /** The window no longer shows it; its file goes. */
  closePreview: { input: z.strictObject({ previewId: opaqueId }), output: nothing },
  chooseExportPlace: {
    input: z.strictObject({ draftId: opaqueId }),
    output: z.discriminatedUnion('outcome', [
      cancelledOutcome,
      z.strictObject({
        outcome: z.literal('chosen'),
        placeId: opaqueId,
        /** For reading only. */
        shown: z.string(),
        freeBytes: bytes.nullable(),
      }),
    ]),
  },
  startExport: {
    input: z.strictObject({
      draftId: opaqueId,
      /** What the window last had confirmed; export runs at this revision or not at all. */
      revision,
      placeId: opaqueId,
      /** Although findings block, with 草稿 across every page. */
      incomplete: z.boolean(),
      zip: z.boolean(),
    }),
    output: work,
  },
  waitForExport: {
    input: work,
    output: z.discriminatedUnion('outcome', [
      cancelledOutcome,
      z.strictObject({ outcome: z.literal('blocked'), findings: z.array(findingSchema) }),
      z.strictObject({
        outcome: z.literal('done'),
        madeId: opaqueId,
        /** Folder's name, and where it lies, for reading only. */
        name: shortText,
        shown: z.string(),
        twinCode: shortText,
        bytes,
        files: z.array(z.strictObject({ name: z.string(), bytes })),
        /** Beside the folder, where it was wished for. */
        zip: z.strictObject({ name: shortText, bytes }).nullable(),
        findings: z.array(findingSchema),
        guide: sealGuide,
        /** Why the export is not among those that are listed, and locks nothing; null when it is. */
        notRemembered: z.enum(['diskFull', 'other']).nullable(),
      }),
    ]),
  },
  /** Preview or export; its `waitFor…` then ends with `cancelled`, and nothing is left behind. */
  cancelWork: { input: work, output: nothing },
  /** Tries again for an export that was `notRemembered`. */
  rememberExport: { input: made, output: nothing },
  revealMade: { input: made, output: nothing },
  openMade: { input: made.extend({ part: madePart }), output: nothing },
  /** Prints the bound PDF by the system's dialog; ends with the person's answer to it. */
  printMade: {
    input: made.extend({ copies: z.number().int().min(1).max(9) }),
    output: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.enum(['printed', 'cancelled']) }),
      z.strictObject({
        /** No dialog came: it was opened where the person reads PDFs, whose print dialog is the system's. */
        outcome: z.literal('opened'),
        /** How to print so many copies there, in plain Chinese, a line a step; to be shown. */
        steps: z.array(z.string()),
      }),
    ]),
  },
  /** The places to seal of a package that was exported before; its own papers tell how it is printed. */
  startSealGuide: { input: made, output: work },
  waitForSealGuide: {
    input: work,
    output: z.discriminatedUnion('outcome', [
      cancelledOutcome,
      z.strictObject({ outcome: z.literal('read'), guide: sealGuide }),
    ]),
  },
};

export const exportEvents = {
  exportStage: z.strictObject({
    workId: opaqueId,
    /** The stage's name in the words of the screens. */
    stage: shortText,
    percent: z.number().min(0).max(100),
    done: z.number().nullable(),
    total: z.number().nullable(),
    /** Estimated; null while there is nothing to estimate from. */
    remainingSeconds: z.number().nonnegative().nullable(),
  }),
};

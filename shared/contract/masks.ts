import { z } from 'zod';
import { MOST_MASKS, maskSchema } from '../masks/mask.ts';
import { cancelledOutcome, opaqueId, shortText } from './values.ts';

const masks = z.array(maskSchema).max(MOST_MASKS);
const count = z.number().int().nonnegative();
const work = z.strictObject({ workId: opaqueId });
const marked = z.strictObject({ fileId: opaqueId, masks });

/** Regions marked on evidence, and copies for others, in which they are black. */
export const maskCalls = {
  /** The files of a draft that have marks. */
  listMasks: {
    input: z.strictObject({ draftId: opaqueId }),
    output: z.strictObject({ files: z.array(marked) }),
  },
  /** All marks of a file, as they are from now on. */
  saveMasks: { input: marked.extend({ draftId: opaqueId }), output: z.strictObject({ masks }) },
  /** A copy for others, in a new folder at a place that `chooseExportPlace` gave; stages come as `exportStage`. */
  startCleanedCopy: {
    input: z.strictObject({ draftId: opaqueId, placeId: opaqueId }),
    output: work,
  },
  waitForCleanedCopy: {
    input: work,
    output: z.discriminatedUnion('outcome', [
      cancelledOutcome,
      z.strictObject({
        outcome: z.literal('done'),
        madeId: opaqueId,
        /** Where it lies, for reading only. */
        shown: z.string(),
        name: shortText,
        files: count,
        bytes: count,
        masks: count,
        /** Evidence that is not in it, with why. */
        leftOut: z.array(z.strictObject({ item: z.string(), reason: z.string() })),
      }),
    ]),
  },
};

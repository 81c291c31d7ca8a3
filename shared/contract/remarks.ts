import { z } from 'zod';
import { cancelledOutcome, opaqueId, revision, shortText } from './values.ts';

const one = z.strictObject({ draftId: opaqueId });
const state = z.enum(['open', 'changed', 'explained']);
/** Field, evidence slot or `destinationDistrict`; null for none. */
const place = z.string().max(200).nullable();
/** What is answered to a remark, in short. */
const answer = z.string().max(2_000);

const remarkView = z.strictObject({
  remarkId: opaqueId,
  text: z.string(),
  place,
  state,
  answer,
  /** What the officer had before him; null where nothing was exported as a whole. */
  baseRevision: revision.nullable(),
  /** Places in the draft that differ from what the officer saw, at the remark's place. */
  changes: z.number().int().nonnegative(),
});
export type RemarkView = z.infer<typeof remarkView>;
const remarks = z.strictObject({ remarks: z.array(remarkView) });

export const remarkCalls = {
  /** In the officer's order. */
  listRemarks: { input: one, output: remarks },
  /** A text as the officer sent it; it is taken apart, and the place of each guessed. */
  addRemarks: { input: one.extend({ text: z.string().max(200_000) }), output: remarks },
  saveRemark: { input: one.extend({ remarkId: opaqueId, place, state, answer }), output: remarks },
  removeRemark: { input: one.extend({ remarkId: opaqueId }), output: remarks },
  /** Undoes `removeRemark`. */
  returnRemark: { input: one.extend({ remarkId: opaqueId }), output: remarks },
  /** 修改说明 that answers the remarks in their order, as a Word file, where the system's dialog says. */
  writeAnswers: {
    input: one,
    output: z.discriminatedUnion('outcome', [
      cancelledOutcome,
      z.strictObject({ outcome: z.literal('written'), madeId: opaqueId, name: shortText }),
    ]),
  },
};

import { z } from 'zod';
import { evidenceView, figureView } from './evidence.ts';
import {
  answerValue,
  cancelledOutcome,
  declarationValue,
  draftContent,
  findingSchema,
  formId,
  givenPassword,
  moment,
  newPassword,
  nothing,
  opaqueId,
  programme,
  revision,
  shortText,
} from './values.ts';

/** What became of a draft's last export for sealing. */
export const sealingView = z.strictObject({
  revision,
  twinCode: shortText,
  exportedAt: moment,
  /**
   * `locked`: nothing can be changed. `valid`: unlocked, the content is still what was printed. `void`:
   * the content is another one, so that pages with this code are worth nothing.
   */
  state: z.enum(['locked', 'valid', 'void']),
});
export type SealingView = z.infer<typeof sealingView>;

/** One line of the home screen. */
export const draftSummary = z.strictObject({
  draftId: opaqueId,
  programme,
  notice: shortText,
  /** Empty until it is filled in. */
  applicantName: z.string(),
  /** Empty for 标杆企业 and until it is filled in. */
  productName: z.string(),
  createdAt: moment,
  changedAt: moment,
  revision,
  /** Per cent of what the form requires; null until it was first computed. */
  progress: z.number().min(0).max(100).nullable(),
  /** Findings that block; null until the first check. */
  blocks: z.number().int().nonnegative().nullable(),
  /** Set while it lies in the bin; it is deleted 30 days later. */
  binnedAt: moment.nullable(),
  example: z.boolean(),
  /** Null for a draft that was never exported as a whole. */
  sealing: sealingView.nullable(),
});
export type DraftSummary = z.infer<typeof draftSummary>;

/** A draft from a file, before it is taken in. */
export const incomingDraft = z.strictObject({
  programme,
  applicantName: z.string(),
  /** Null for a file that does not say. */
  changedAt: moment.nullable(),
});
export type IncomingDraft = z.infer<typeof incomingDraft>;

export const openedDraft = z.strictObject({
  summary: draftSummary,
  content: draftContent,
  evidence: z.array(evidenceView),
  /** Every figure that the narratives name, by its `file`. */
  figures: z.array(figureView),
  /** Where the person was last. */
  place: z.strictObject({ section: formId, field: z.string().max(200).nullable() }).nullable(),
});
export type OpenedDraft = z.infer<typeof openedDraft>;

/** One change of a save. What it does not name stays as it is. */
export const change = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('answer'), field: formId, value: answerValue }),
  z.strictObject({ kind: z.literal('declaration'), condition: formId, value: declarationValue.nullable() }),
  z.strictObject({
    kind: z.literal('confirmation'),
    finding: z.string().min(1).max(200),
    value: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('destinationDistrict'), value: z.string().max(300).nullable() }),
]);
export type Change = z.infer<typeof change>;

const savedDraft = z.strictObject({ revision, savedAt: moment });
const one = z.strictObject({ draftId: opaqueId });
const work = z.strictObject({ workId: opaqueId });
const summaryOutput = z.strictObject({ draft: draftSummary });

const changedThing = z.enum(['answer', 'declaration', 'confirmation', 'destinationDistrict', 'evidence']);
const historyEntry = z.strictObject({
  entryId: opaqueId,
  at: moment,
  /** Revision of the draft right after the change. */
  revision,
  what: z.enum([...changedThing.options, 'whole']),
  /** Field, condition, finding or slot; empty for `whole` (a draft brought in, a version restored). */
  subject: z.string().max(200),
  /** In short, as plain text for a list; the values come with `readVersion`. */
  before: z.string(),
  after: z.string(),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

const sectionState = z.strictObject({
  section: formId,
  state: z.enum(['empty', 'started', 'complete']),
  /** Number of findings that block. */
  blocks: z.number().int().nonnegative(),
});

export const draftCalls = {
  /** Most recently changed first. */
  listDrafts: {
    input: z.strictObject({ bin: z.boolean() }),
    output: z.strictObject({ drafts: z.array(draftSummary) }),
  },
  createDraft: {
    input: z.strictObject({ programme, declarations: z.record(formId, declarationValue) }),
    output: summaryOutput,
  },
  /** A complete example as a draft of its own, marked `example`. */
  createExample: { input: z.strictObject({ programme }), output: summaryOutput },
  duplicateDraft: { input: one, output: summaryOutput },
  binDraft: { input: one, output: summaryOutput },
  takeFromBin: { input: one, output: summaryOutput },
  /** For good, and only from the bin. */
  deleteDraft: { input: one, output: nothing },
  openDraft: { input: one, output: openedDraft },
  /**
   * One transaction; the answer carries the revision that is on disk. `revision` is the last one that
   * the window knows: when it is stale nothing is written and the error is `staleRevision`.
   */
  saveDraft: {
    input: z.strictObject({ draftId: opaqueId, revision, changes: z.array(change).min(1).max(500) }),
    output: savedDraft,
  },
  rememberPlace: {
    input: z.strictObject({ draftId: opaqueId, section: formId, field: z.string().max(200).nullable() }),
    output: nothing,
  },
  /** Asks for a `.dossier` by the system's dialog. */
  importDraft: {
    input: nothing,
    output: z.discriminatedUnion('outcome', [
      cancelledOutcome,
      z.strictObject({ outcome: z.literal('imported'), draft: draftSummary }),
      z.strictObject({
        outcome: z.literal('exists'),
        importId: opaqueId,
        existing: draftSummary,
        incoming: incomingDraft,
      }),
      /** It opens with its password only: ask for it, then `startUnlock`. */
      z.strictObject({ outcome: z.literal('protected'), importId: opaqueId, name: shortText }),
    ]),
  },
  /** Opens a draft that waits for its password; nothing is taken in yet. */
  startUnlock: {
    input: z.strictObject({ importId: opaqueId, password: givenPassword }),
    output: work,
  },
  /** Ends with `wrongPassword` as an error: it waits on, and may be asked for again. */
  waitForUnlock: {
    input: work,
    output: z.discriminatedUnion('outcome', [
      cancelledOutcome,
      z.strictObject({
        outcome: z.literal('unlocked'),
        incoming: incomingDraft,
        /** The same draft, where it is here already; maybe in the bin. */
        existing: draftSummary.nullable(),
      }),
    ]),
  },
  /** Answers `exists`, or takes in a draft that the system offered (`draftOffered`). */
  settleImport: {
    input: z.strictObject({ importId: opaqueId, choice: z.enum(['replace', 'copy', 'discard']) }),
    output: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('imported'), draft: draftSummary }),
      z.strictObject({ outcome: z.literal('discarded') }),
    ]),
  },
  /** Writes a `.dossier` where the system's dialog says. */
  exportDraft: {
    input: one,
    output: z.discriminatedUnion('outcome', [
      cancelledOutcome,
      z.strictObject({
        outcome: z.literal('written'),
        madeId: opaqueId,
        name: shortText,
        bytes: z.number().int(),
      }),
    ]),
  },
  /** The same with a password, where the system's dialog says; stages come as `exportStage`. */
  startProtectedDraft: {
    input: one.extend({ password: newPassword }),
    output: z.discriminatedUnion('outcome', [
      cancelledOutcome,
      z.strictObject({ outcome: z.literal('started'), workId: opaqueId }),
    ]),
  },
  waitForProtectedDraft: {
    input: work,
    output: z.discriminatedUnion('outcome', [
      cancelledOutcome,
      z.strictObject({
        outcome: z.literal('written'),
        madeId: opaqueId,
        name: shortText,
        bytes: z.number().int(),
      }),
    ]),
  },

  /** Newest first; `before` is the `entryId` of the last line that is there. */
  listHistory: {
    input: z.strictObject({
      draftId: opaqueId,
      field: formId.nullable(),
      before: opaqueId.nullable(),
      limit: z.number().int().min(1).max(200),
    }),
    output: z.strictObject({ entries: z.array(historyEntry), more: z.boolean() }),
  },
  /** The draft as it was at a revision. */
  readVersion: {
    input: z.strictObject({ draftId: opaqueId, version: revision }),
    output: z.strictObject({
      content: draftContent,
      /** What is others now, in the form's order: `before` as it was at the revision, `after` as it is now, as in the list. */
      differences: z.array(
        z.strictObject({
          what: changedThing,
          subject: z.string().max(200),
          before: z.string(),
          after: z.string(),
        }),
      ),
    }),
  },
  /** Puts back what stood before one change. */
  restoreEntry: {
    input: z.strictObject({ draftId: opaqueId, revision, entryId: opaqueId }),
    output: openedDraft,
  },
  /** Puts the whole draft back to a revision, as a new revision. */
  restoreVersion: {
    input: z.strictObject({ draftId: opaqueId, revision, version: revision }),
    output: openedDraft,
  },

  readFindings: {
    input: one,
    output: z.strictObject({
      revision,
      findings: z.array(findingSchema),
      /** Hints that a person has ticked; `findings` leaves them out. */
      confirmed: z.array(findingSchema),
      sections: z.array(sectionState),
      progress: z.number().min(0).max(100),
    }),
  },
  /** The check as a PDF, where the system's dialog says. */
  exportFindings: {
    input: one,
    output: z.discriminatedUnion('outcome', [
      cancelledOutcome,
      z.strictObject({ outcome: z.literal('written'), madeId: opaqueId, name: shortText }),
    ]),
  },
};

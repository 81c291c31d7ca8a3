import { z } from 'zod';
import { invoiceSchema } from '../form/draft.ts';
import { address, cancelledOutcome, formId, nothing, opaqueId, revision, shortText } from './values.ts';

/** Bytes of a dropped or pasted file cross the bridge in pieces of at most this. */
export const LARGEST_CHUNK = 1_048_576;
/** A single file larger than this is refused before its first byte. */
export const LARGEST_UPLOAD = 2 * 1024 ** 3;

const bytes = z.number().int().nonnegative();
const rotation = z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]);

const evidenceFileView = z.strictObject({
  fileId: opaqueId,
  name: shortText,
  /** `EvidenceKind`, found from the content. */
  kind: z.string().max(20),
  bytes,
  /** Pages that it fills in the bound book; 0 with a problem. */
  pages: z.number().int().nonnegative(),
  rotate: rotation,
  about: z.array(shortText),
  /** Plain Chinese: why it cannot go into the book. */
  problem: z.string().nullable(),
  /** The file itself; null when the window has no way to show its kind. */
  address: address.nullable(),
  thumbnail: address.nullable(),
});
export type EvidenceFileView = z.infer<typeof evidenceFileView>;

export const evidenceView = z.strictObject({
  slot: formId,
  files: z.array(evidenceFileView),
  /** “无”, with its reason. */
  none: z.strictObject({ reason: z.string() }).nullable(),
});
export type EvidenceView = z.infer<typeof evidenceView>;

export const figureView = z.strictObject({
  /** Name inside the draft, `figures/…`: what a narrative's figure carries. */
  file: z.string().max(300),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  width: z.number().int().nonnegative(),
  height: z.number().int().nonnegative(),
  address: address.nullable(),
  problem: z.string().nullable(),
});
export type FigureView = z.infer<typeof figureView>;

/** Every slot that the call touched, as it is now. */
const evidenceChanged = z.strictObject({
  outcome: z.literal('changed'),
  revision,
  slots: z.array(evidenceView),
  /** Plain Chinese, to be shown: a photo that was converted, a file that is there already, one that was refused. */
  notes: z.array(z.string()),
});
export type EvidenceChanged = z.infer<typeof evidenceChanged>;
const figureAdded = z.strictObject({
  outcome: z.literal('figure'),
  figure: figureView,
  notes: z.array(z.string()),
});
export type FigureAdded = z.infer<typeof figureAdded>;
/** What ledger files or a pasted table hold; the window merges it and saves it as the field's answer. */
const ledgerRead = z.strictObject({
  outcome: z.literal('ledger'),
  invoices: z.array(invoiceSchema),
  /** Plain Chinese, each with the file and the line it speaks of. */
  problems: z.array(z.strictObject({ file: shortText, place: shortText, problem: z.string() })),
});
export type LedgerRead = z.infer<typeof ledgerRead>;

/** A dropped file's own name, without folders. */
export const uploadedName = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[^/\\\0]+$/);

const changedOrCancelled = z.discriminatedUnion('outcome', [cancelledOutcome, evidenceChanged]);
const inSlot = z.strictObject({ draftId: opaqueId, slot: formId });
const ofFile = z.strictObject({ draftId: opaqueId, fileId: opaqueId });

export const evidenceCalls = {
  /** Files by the system's dialog, several at once. */
  pickEvidence: { input: inSlot, output: changedOrCancelled },
  replaceEvidence: { input: ofFile, output: changedOrCancelled },
  renameEvidence: {
    input: ofFile.extend({ name: z.string().trim().min(1).max(200) }),
    output: evidenceChanged,
  },
  rotateEvidence: { input: ofFile.extend({ rotate: rotation }), output: evidenceChanged },
  /** What the file proves: an honour, a standard, a case's enterprise. */
  describeEvidence: { input: ofFile.extend({ about: z.array(shortText).max(50) }), output: evidenceChanged },
  /** Reorders within a slot, or moves to another; `position` counts from 0 in the slot it goes to. */
  moveEvidence: {
    input: ofFile.extend({ slot: formId, position: z.number().int().min(0).max(500) }),
    output: evidenceChanged,
  },
  removeEvidence: { input: ofFile, output: evidenceChanged },
  /** Undoes `removeEvidence`. */
  returnEvidence: { input: ofFile, output: evidenceChanged },
  /** `null` takes “无” back. */
  setEvidenceNone: {
    input: inSlot.extend({ reason: z.string().max(500).nullable() }),
    output: evidenceChanged,
  },
  pickFigure: {
    input: z.strictObject({ draftId: opaqueId }),
    output: z.discriminatedUnion('outcome', [cancelledOutcome, figureAdded]),
  },
  pickLedger: {
    input: z.strictObject({ draftId: opaqueId }),
    output: z.discriminatedUnion('outcome', [cancelledOutcome, ledgerRead]),
  },
  /** A table pasted from Excel, tab-separated. */
  readLedgerText: {
    input: z.strictObject({ draftId: opaqueId, text: z.string().max(5_000_000) }),
    output: ledgerRead,
  },

  /** A dropped or pasted file: begin, pieces in order, finish. Nothing of it is kept before `finishUpload`. */
  beginUpload: {
    input: z.strictObject({
      draftId: opaqueId,
      target: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('evidence'), slot: formId }),
        z.strictObject({ kind: z.literal('figure') }),
        z.strictObject({ kind: z.literal('ledger') }),
      ]),
      name: uploadedName,
      bytes: bytes.max(LARGEST_UPLOAD),
    }),
    output: z.strictObject({ uploadId: opaqueId }),
  },
  sendChunk: {
    input: z.strictObject({
      uploadId: opaqueId,
      /** Where the piece begins; it must be where the last one ended. */
      offset: bytes.max(LARGEST_UPLOAD),
      bytes: z.instanceof(Uint8Array).refine((piece) => piece.byteLength <= LARGEST_CHUNK),
    }),
    output: z.strictObject({ received: bytes }),
  },
  finishUpload: {
    input: z.strictObject({ uploadId: opaqueId }),
    output: z.discriminatedUnion('outcome', [evidenceChanged, figureAdded, ledgerRead]),
  },
  cancelUpload: { input: z.strictObject({ uploadId: opaqueId }), output: nothing },
};

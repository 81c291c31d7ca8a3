import type { EvidenceView } from '../../../shared/contract/evidence.ts';
import type { EvidenceSlot } from '../../../shared/form/definition.ts';

/** State of a slot: `optional` is empty and may stay so. */
export type SlotStateKind = 'missing' | 'ready' | 'none' | 'problem' | 'optional';

/** Shape and words; colour comes on top. */
export const SLOT_STATES: Readonly<Record<SlotStateKind, { shape: string; words: string }>> = {
  missing: { shape: '○', words: '缺' },
  ready: { shape: '●', words: '齐' },
  none: { shape: '⊘', words: '无' },
  problem: { shape: '▲', words: '有问题' },
  optional: { shape: '◌', words: '可选' },
};

type Content = Pick<EvidenceView, 'files' | 'none'>;

interface SlotSituation {
  slot: EvidenceSlot;
  content: Content;
  /** Of the slot on whose “无” this one depends. */
  other: Content | undefined;
  /** Rows of the ledger that is printed in the slot's place. */
  invoices: number;
  /** Findings that block, on the slot or its ledger. */
  blocks: number;
}

/** Whether something must be in the slot: always, or while the other one says “无”. */
export function isRequired(slot: EvidenceSlot, other: Content | undefined): boolean {
  if (slot.requiredWhenNone === undefined) return slot.presence === 'required';
  return other !== undefined && other.none !== null && other.files.length === 0;
}

export function slotState({ slot, content, other, invoices, blocks }: SlotSituation): SlotStateKind {
  const { files, none } = content;
  if (files.some(({ problem }) => problem !== null)) return 'problem';
  if (files.length > 0 || invoices > 0) return blocks > 0 ? 'problem' : 'ready';
  if (none !== null && slot.noneAllowed === true) return none.reason.trim() === '' ? 'problem' : 'none';
  return blocks > 0 || isRequired(slot, other) ? 'missing' : 'optional';
}

import { RuleContext } from '../rules/context.ts';
import type { Finding } from '../rules/finding.ts';
import type { EvidenceSlot, Field, Notice, Section } from './definition.ts';
import type { Draft } from './draft.ts';
import { isFilled } from './filled.ts';

/** How far a section of the walk is: ○ 未填, ◐ 进行中, ● 完成. */
export interface SectionState {
  section: string;
  state: 'empty' | 'started' | 'complete';
  /** Number of findings that block. */
  blocks: number;
}

export interface FormProgress {
  sections: SectionState[];
  /** Whole per cent of what the form requires; 100 only when nothing is missing. */
  progress: number;
}

/** Required things and how many of them are there; a table of figures is one thing and may be there in part. */
interface Tally {
  required: number;
  there: number;
}

function shareOfField(context: RuleContext, field: Field): number {
  if (field.kind !== 'yearTable') return context.isEmpty(field.id) ? 0 : 1;
  const cells = field.years.flatMap((year) => field.rows.map((row) => `${field.id}.${year}.${row.id}`));
  const filled = cells.filter((place) => context.number(place) !== undefined).length;
  return cells.length === 0 ? 1 : filled / cells.length;
}

function saysNone(context: RuleContext, slotId: string): boolean {
  return context.evidence(slotId)?.none != null && context.files([slotId]).length === 0;
}

function isSlotRequired(context: RuleContext, slot: EvidenceSlot): boolean {
  return slot.requiredWhenNone === undefined
    ? slot.presence === 'required'
    : saysNone(context, slot.requiredWhenNone);
}

function isSlotAnswered(context: RuleContext, slot: EvidenceSlot): boolean {
  if (context.files([slot.id]).length > 0) return true;
  if (slot.ledgerField !== undefined) return (context.ledger(slot.ledgerField)?.invoices.length ?? 0) > 0;
  return slot.noneAllowed === true && saysNone(context, slot.id);
}

function slotsOf(section: Section): EvidenceSlot[] {
  return section.kind === 'evidence' ? section.items.flatMap((item) => item.slots) : [];
}

function tallyOf(context: RuleContext, section: Section): Tally {
  const slots = slotsOf(section);
  // A ledger is asked for by its slot; as a field it would count twice.
  const inSlots = new Set(slots.map((slot) => slot.ledgerField));
  const fields = section.fields.filter(
    (field) => field.optional !== true && !inSlots.has(field.id) && context.isAsked(field),
  );
  const required = slots.filter((slot) => isSlotRequired(context, slot));
  const there =
    fields.reduce((sum, field) => sum + shareOfField(context, field), 0) +
    required.filter((slot) => isSlotAnswered(context, slot)).length;
  return { required: fields.length + required.length, there };
}

/** Whether the applicant has put anything at all into a section, required or not. */
function isBegun(draft: Draft, section: Section): boolean {
  return (
    section.fields.some((field) => isFilled(draft.answers[field.id])) ||
    slotsOf(section).some((slot) => isFilled(draft.evidence[slot.id]))
  );
}

/**
 * How far a draft is: per section for the marks of the walk, and in all, counted from what the form
 * requires of this applicant (conditional fields while they are asked). What is wrong with what is
 * there does not lessen the progress; it keeps a section from being complete.
 *
 * @param findings of the same draft, as `checkDraft` tells them
 */
export function formProgress(notice: Notice, draft: Draft, findings: readonly Finding[]): FormProgress {
  const context = new RuleContext(notice, draft, {}, '');
  const tallies = context.form.sections.map((section) => ({ section, tally: tallyOf(context, section) }));
  const sections = tallies.map(({ section, tally }): SectionState => {
    const blocks = findings.filter(
      (finding) => finding.level === 'block' && finding.section === section.id,
    ).length;
    const isWhole = tally.there >= tally.required;
    if (isWhole && blocks === 0) return { section: section.id, state: 'complete', blocks };
    return { section: section.id, state: isBegun(draft, section) ? 'started' : 'empty', blocks };
  });
  const required = tallies.reduce((sum, { tally }) => sum + tally.required, 0);
  const there = tallies.reduce((sum, { tally }) => sum + tally.there, 0);
  return { sections, progress: required === 0 ? 100 : Math.floor((there / required) * 100) };
}

import type { Form, Notice } from '../form/definition.ts';
import type { Draft } from '../form/draft.ts';
import type { DraftFacts } from '../form/evidence-facts.ts';
import { printable } from '../text/printable.ts';
import { RuleContext } from './context.ts';
import type { Finding } from './finding.ts';
import { RULE_KINDS } from './registry.ts';

export interface JudgedDraft {
  /** What is to be said. */
  findings: Finding[];
  /** The hints that are left out because a person has ticked them, in the same order; they can be unticked. */
  confirmed: Finding[];
}

/** As `checkDraft`, with the ticked hints apart. */
export function judgeDraft(notice: Notice, draft: Draft, facts: DraftFacts, today: string): JudgedDraft {
  const context = new RuleContext(notice, draft, facts, today);
  const found = context.form.rules.flatMap((rule) => {
    const kind = RULE_KINDS.get(rule.kind);
    if (kind === undefined) throw new Error(`notice ${notice.id}: unknown rule kind ${rule.kind}`);
    return kind.run(rule, context);
  });
  const place = placesOf(context.form);
  const all = found
    .map((finding, index) => ({ finding, index, at: place(finding) }))
    .sort((a, b) => a.at - b.at || a.index - b.index)
    .map(({ finding }) => readable(finding))
    .map(withOwnKey());
  const isTicked = ({ level, key }: Finding) => level === 'hint' && draft.confirmations?.[key] === true;
  return { findings: all.filter((each) => !isTicked(each)), confirmed: all.filter(isTicked) };
}

/**
 * Runs the notice's rules over a draft.
 * @param draft as the lenient schema takes it; anything may be missing.
 * @param facts what reading the draft's files told, by their path inside it.
 * @param today the day of the check, `YYYY-MM-DD`.
 * @returns the findings in the form's order (section, field, evidence slot, then the rules' order);
 * hints that a person has ticked are left out.
 * Throws only for a fault in the notice's data: an unknown rule kind, or parameters that do not fit it.
 */
export function checkDraft(notice: Notice, draft: Draft, facts: DraftFacts, today: string): Finding[] {
  return judgeDraft(notice, draft, facts, today).findings;
}

/** What a sentence quotes of an answer must not turn the sentence around. */
function readable(finding: Finding): Finding {
  return { ...finding, message: printable(finding.message), remedy: printable(finding.remedy) };
}

/** Tells apart findings on the same thing twice (one file attached to a slot two times), so that keys are unique. */
function withOwnKey(): (finding: Finding) => Finding {
  const seen = new Map<string, number>();
  return (finding) => {
    const times = (seen.get(finding.key) ?? 0) + 1;
    seen.set(finding.key, times);
    return times === 1 ? finding : { ...finding, key: `${finding.key}#${times}` };
  };
}

/** The place of a finding in the walk through the form, as a number that sorts. */
function placesOf(form: Form): (finding: Finding) => number {
  const places = new Map<string, number>();
  let next = 0;
  for (const section of form.sections) {
    places.set(`section ${section.id}`, next++);
    for (const field of section.fields) places.set(`field ${field.id}`, next++);
    if (section.kind !== 'evidence') continue;
    for (const slot of section.items.flatMap((item) => item.slots)) places.set(`slot ${slot.id}`, next++);
  }
  return ({ section, field, evidence }) =>
    places.get(`field ${field?.split('.')[0] ?? ''}`) ??
    places.get(`slot ${evidence ?? ''}`) ??
    places.get(`section ${section}`) ??
    next;
}

import { sequenceSteps } from '../text/sequence-difference.ts';
import { areAlike } from '../text/word-difference.ts';
import { evidenceSectionOf, type Form } from './definition.ts';
import type { ChangedPlace } from './describe-change.ts';
import type { Draft } from './draft.ts';
import { placeWords, shortLabel } from './place-words.ts';
import { oneLine } from './print-answer.ts';
import { answerParts, evidenceParts, type PrintedLine, type PrintedParts } from './printed-lines.ts';

/** One thing that two contents of a draft have differently, as both print it; empty where there is nothing. */
export interface ContentChange {
  /** What it is part of, to go there. Key: field, slot or condition. */
  part: Exclude<ChangedPlace['part'], 'confirmations'>;
  key: string;
  /** Title of the section; empty for what stands in none. */
  section: string;
  /** In the form's words: “统一社会信用代码”, “生产经营指标 2024 年营业收入”, “企业概况 第 2 段”. */
  label: string;
  before: string;
  after: string;
}

type Place = Omit<ContentChange, 'before' | 'after'>;

const DECLARED: Readonly<Record<string, string>> = { yes: '是', no: '否', unsure: '不确定' };

/** The same words, but not the same thing: said in words, for there is nothing else to see. */
function unseen({ text }: PrintedLine, place: Place): string {
  if (place.part === 'evidence') return `${text}（文件内容或次序有变）`;
  return text.startsWith('［插图］') ? `${text}（图片有变）` : `${text}（格式有变）`;
}

function isLong(before: readonly PrintedLine[], after: readonly PrintedLine[]): boolean {
  return before.length > 1 || after.length > 1;
}

/** Line by line: what stands in one of the two only, and lines that are the other's in new words side by side. */
function lineChanges(
  place: Place,
  before: readonly PrintedLine[],
  after: readonly PrintedLine[],
): ContentChange[] {
  const steps = sequenceSteps(
    before,
    after,
    ({ key }) => key,
    // A short answer is one thing, whatever stands in it.
    (left, right) => !isLong(before, after) || areAlike(left.text, right.text),
  );
  let oldLine = 0;
  let newLine = 0;
  return steps.flatMap((step): ContentChange[] => {
    if (step.kind !== 'extra') oldLine += 1;
    if (step.kind !== 'missing') newLine += 1;
    if (step.kind === 'same') return [];
    const number = step.kind === 'missing' ? oldLine : newLine;
    const label = isLong(before, after) ? `${place.label} 第 ${number} 段` : place.label;
    const old = step.kind === 'extra' ? '' : step.expected.text;
    if (step.kind === 'missing') return [{ ...place, label, before: old, after: '' }];
    const { found } = step;
    const isUnseen = old === found.text;
    return [{ ...place, label, before: old, after: isUnseen ? unseen(found, place) : found.text }];
  });
}

function wholeText(lines: readonly PrintedLine[]): string {
  return lines.map(({ text }) => text).join('；');
}

/** A list of files is one thing: what it was and what it is. */
function listChanges(
  place: Place,
  before: readonly PrintedLine[],
  after: readonly PrintedLine[],
): ContentChange[] {
  const keys = (lines: readonly PrintedLine[]) => lines.map(({ key }) => key).join('\n');
  if (keys(before) === keys(after)) return [];
  const known = new Set(before.map(({ key }) => key));
  const names = new Set(before.map(({ text }) => text));
  const now = after.map((each) =>
    !known.has(each.key) && names.has(each.text) ? unseen(each, place) : each.text,
  );
  const [old, present] = [wholeText(before), now.join('；')];
  return [{ ...place, before: old, after: old === present ? `${present}（次序有变）` : present }];
}

function partChanges(place: Place, before: PrintedParts, after: PrintedParts): ContentChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  const changes = names.flatMap((name) => {
    const own: Place = { ...place, label: name === '' ? place.label : `${place.label} ${name}` };
    const [old, present] = [before.get(name) ?? [], after.get(name) ?? []];
    return place.part === 'evidence' ? listChanges(own, old, present) : lineChanges(own, old, present);
  });
  const order = (parts: PrintedParts) => [...parts.keys()].join('\n');
  if (changes.length > 0 || order(before) === order(after)) return changes;
  return [{ ...place, before: '原来的次序', after: '各项内容未变，次序有变' }];
}

/**
 * What two contents of a draft print differently, place by place in the form's order. Ticks of the
 * applicant's own check list are no content: they print nowhere. Empty for a content and itself.
 */
export function compareDrafts(form: Form, old: Draft, present: Draft): ContentChange[] {
  const one = (place: Place, before: string, after: string): ContentChange[] =>
    before === after ? [] : [{ ...place, before, after }];
  const destination = ({ destinationDistrict }: Draft) => oneLine(destinationDistrict ?? '');
  const evidence = evidenceSectionOf(form);
  return [
    ...one(
      { part: 'destination', key: '', section: '', label: '报送区县' },
      destination(old),
      destination(present),
    ),
    ...form.sections.flatMap((section) => {
      const slots = section.id === evidence.id ? evidence.items.flatMap((item) => item.slots) : [];
      return [
        ...section.fields.flatMap((field) =>
          partChanges(
            { part: 'answers', key: field.id, section: section.title, label: placeWords(form, field.id) },
            answerParts(field, old.answers[field.id]),
            answerParts(field, present.answers[field.id]),
          ),
        ),
        ...slots.flatMap((slot) =>
          partChanges(
            { part: 'evidence', key: slot.id, section: section.title, label: shortLabel(slot.label) },
            evidenceParts(old.evidence[slot.id]),
            evidenceParts(present.evidence[slot.id]),
          ),
        ),
      ];
    }),
    ...form.conditions.flatMap(({ id, question }) =>
      one(
        { part: 'declarations', key: id, section: '申报条件自查', label: question.replace(/？$/, '') },
        DECLARED[old.declarations?.[id] ?? ''] ?? '',
        DECLARED[present.declarations?.[id] ?? ''] ?? '',
      ),
    ),
  ];
}

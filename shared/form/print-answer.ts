import { industryByCode } from '../reference/industries.ts';
import { printable } from '../text/printable.ts';
import type { Field, Form } from './definition.ts';
import { fieldsOf } from './definition.ts';
import type { AnswerValue, Draft, YearTableAnswer } from './draft.ts';
import { parseTemplate } from './template.ts';

/** 1234.5 with two decimals → 1,234.50; counts of people, months and rights without decimals. */
export function printNumber(value: number, decimals: number): string {
  // Not rounded to an integer where somebody typed one and a half persons: what was typed is printed.
  const shown = decimals === 0 && !Number.isInteger(value) ? 2 : decimals;
  return value.toLocaleString('en-US', { minimumFractionDigits: shown, maximumFractionDigits: shown });
}

/** 2025-10-05 → 2025年10月5日, 2024-09 → 2024年9月; other text as typed. */
export function printDate(value: string): string {
  const match = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(value.trim());
  if (match === null) return oneLine(value);
  const [, year, month, day] = match;
  return `${year}年${Number(month)}月${day === undefined ? '' : `${Number(day)}日`}`;
}

/** Text of a single-line answer: cleaned, line breaks as blanks. */
export function oneLine(value: string): string {
  return printable(value).replace(/\s+/g, ' ').trim();
}

/** “3670 汽车零部件及配件制造”; a code that the standard does not know as typed. */
export function printIndustry(code: string): string {
  const industry = industryByCode(code.trim());
  return industry === undefined ? oneLine(code) : `${industry.code} ${industry.name}`;
}

/** “其他” with its text, where the form asks for one. */
function printChoice(form: Form, draft: Draft, field: Field, chosen: string): string {
  const explaining = fieldsOf(form).find(
    (other) =>
      other.askedWhen?.field === field.id && other.askedWhen.equals === chosen && other.kind === 'text',
  );
  const text = explaining === undefined ? undefined : draft.answers[explaining.id];
  return typeof text === 'string' && text.trim() !== ''
    ? `${oneLine(chosen)}（${oneLine(text)}）`
    : oneLine(chosen);
}

function printYearTable(field: Field, value: AnswerValue, path: string[]): string {
  const [year, row] = path;
  if (field.kind !== 'yearTable' || year === undefined || row === undefined) return '';
  const number = (value as YearTableAnswer | null | undefined)?.[year]?.[row];
  const definition = field.rows.find((each) => each.id === row);
  return typeof number === 'number' && definition !== undefined
    ? printNumber(number, definition.decimals)
    : '';
}

/** What the form prints for an answer in one line; empty while there is none. Narratives print as blocks, not here. */
export function printAnswer(form: Form, draft: Draft, path: string): string {
  const [fieldId = '', ...inside] = path.split('.');
  const field = fieldsOf(form).find((each) => each.id === fieldId);
  const value = draft.answers[fieldId];
  if (field === undefined || value === undefined || value === null) return '';
  switch (field.kind) {
    case 'number':
      return typeof value === 'number' ? printNumber(value, field.decimals) : '';
    case 'date':
      return typeof value === 'string' ? printDate(value) : '';
    case 'industry':
      return typeof value === 'string' && value.trim() !== '' ? printIndustry(value) : '';
    case 'industries':
      return Array.isArray(value) ? value.map((code) => printIndustry(String(code))).join('；') : '';
    case 'choice':
      return typeof value === 'string' && value !== '' ? printChoice(form, draft, field, value) : '';
    case 'choices':
      return Array.isArray(value)
        ? value.map((each) => printChoice(form, draft, field, String(each))).join('、')
        : '';
    case 'yearTable':
      return printYearTable(field, value, inside);
    default:
      return typeof value === 'string' ? oneLine(value) : '';
  }
}

/** Whether a box of a choice is ticked. */
function isChosen(draft: Draft, field: string, option: string): boolean {
  const value = draft.answers[field];
  return Array.isArray(value) ? value.some((each) => each === option) : value === option;
}

/** A template with its answers put in, as one line: □/☑ for boxes, the form's blank where nothing is answered. */
export function printTemplate(form: Form, draft: Draft, template: string): string {
  return parseTemplate(template)
    .map((part) => {
      if (part.kind === 'text') return part.text;
      if (part.kind === 'box') return isChosen(draft, part.field, part.option) ? '☑' : '□';
      return printAnswer(form, draft, part.path) || part.blank;
    })
    .join('');
}

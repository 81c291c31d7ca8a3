import { normaliseCreditCode } from '../reference/credit-code.ts';
import { readDay } from '../rules/calendar.ts';
import { printable } from '../text/printable.ts';
import type { Field, FieldOfKind } from './definition.ts';

/**
 * Fields that are typed in one line: how a typed or pasted text becomes the answer, and an answer the
 * text. What cannot be read stays as it was typed, for the check of its format to name.
 */

export type TypedField = FieldOfKind<'text' | 'number' | 'date' | 'phone' | 'creditCode'>;
const TYPED_KINDS: ReadonlySet<Field['kind']> = new Set(['text', 'number', 'date', 'phone', 'creditCode']);

export function isTypedField(field: Field): field is TypedField {
  return TYPED_KINDS.has(field.kind);
}

const WAN_IN: Readonly<Record<string, number>> = { 元: 10_000, 万元: 1, 万: 1, 亿元: 0.0001, 亿: 0.0001 };
const NUMBER = /^([+-]?)(\d+\.?\d*|\.\d+)(亿元|万元|元|亿|万|个月|人|月|项|个|家|件)?$/;
/** Beyond this a double no longer holds the second decimal. */
const LARGEST = 1e13;

/**
 * The number that a person typed or pasted: full-width digits, separators, spaces, currency signs, a unit
 * behind it and the brackets of accountants are taken. In a field of 万元 an amount written with 元 or
 * 亿元 is converted. Undefined for what is no number.
 */
export function readNumber(text: string, unit: string): number | undefined {
  const plain = (text.length > 60 ? '' : text)
    .normalize('NFKC')
    .replace(/[\s,，'’¥￥]/g, '')
    .replace(/^人民币|^RMB/i, '')
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/^\(([^()-]+)\)$/, '-$1');
  const [, sign, digits, written] = NUMBER.exec(plain) ?? [];
  if (digits === undefined) return undefined;
  const isMoney = unit === '万元';
  if (written !== undefined && written in WAN_IN && !isMoney) return undefined;
  if (written !== undefined && !(written in WAN_IN) && isMoney) return undefined;
  const scale = (isMoney && written !== undefined ? WAN_IN[written] : undefined) ?? 1;
  // 1.1 亿 / 0.0001 is 11000.000000000002: a double's last digits are noise.
  const value = Number((Number(`${sign ?? ''}${digits}`) / scale).toPrecision(15));
  return Math.abs(value) <= LARGEST ? value : undefined;
}

/** A number as it is edited: plain digits. */
export function plainNumber(value: number): string {
  return value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 10 });
}

/** A number as it is read: with separators and at least `decimals` places; places beyond them are never hidden. */
export function groupedNumber(value: number, decimals: number): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: 10 });
}

/** The text to edit for an answer. */
export function typedText(field: TypedField, answer: unknown): string {
  if (field.kind === 'number') return typeof answer === 'number' ? plainNumber(answer) : '';
  return typeof answer === 'string' ? answer : '';
}

/** The answer that a typed text stands for; null for none. */
export function typedAnswer(field: TypedField, text: string): string | number | null {
  switch (field.kind) {
    case 'number':
      return readNumber(text, field.unit) ?? null;
    case 'date':
      return readDay(text) ?? (text.trim() || null);
    case 'creditCode':
      return normaliseCreditCode(text) || null;
    case 'text':
    case 'phone':
      return text === '' ? null : text;
  }
}

/** The text once the box is left: what was meant, in the form's own way of writing. */
export function settledText(field: TypedField, text: string): string {
  switch (field.kind) {
    case 'date':
      return readDay(text) ?? text.trim();
    case 'creditCode':
      return normaliseCreditCode(text);
    case 'number': {
      const value = readNumber(text, field.unit);
      return value === undefined ? text.trim() : plainNumber(value);
    }
    case 'text':
    case 'phone':
      return text.trim();
  }
}

/** The text as it is shown while nobody edits it: separators in numbers, the credit code in groups of four. */
export function readingText(field: TypedField, text: string): string {
  if (field.kind === 'number') {
    const value = readNumber(text, field.unit);
    return value === undefined ? text : groupedNumber(value, field.decimals);
  }
  if (field.kind === 'creditCode') return normaliseCreditCode(text).replace(/(.{4})(?=.)/gu, '$1 ');
  return text;
}

/** A pasted text in one line: line ends and tabs become nothing between Chinese characters, else a space. */
export function pastedLine(text: string): string {
  return printable(text)
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .trim()
    .replace(/(?<=[\p{Script=Han}，。、；：）】”])\s*[\n\t]+\s*(?=[\p{Script=Han}（【“])/gu, '')
    .replace(/\s*[\n\t]+\s*/g, ' ')
    .replace(/\u00a0/g, ' ');
}

/** What a paste into the field puts there. */
export function pastedText(field: TypedField, text: string): string {
  const line = pastedLine(text);
  if (field.kind === 'text') return line;
  if (field.kind === 'phone') return line.normalize('NFKC').replace(/[‐‑‒–—−]+/g, '-');
  // A part of a number or of a code is put where the caret is, as it is.
  return settledText(field, line);
}

import { narrativeAnswerSchema } from '../text/narrative.ts';
import { figuresOf, narrativeText, toNarrativeDocument } from '../text/narrative-text.ts';
import type { Field, Form } from './definition.ts';
import { fieldsOf } from './definition.ts';
import { caseAnswerSchema, evidenceAnswerSchema, ledgerSchema, scenarioAnswerSchema } from './draft.ts';
import { oneLine, printIndustry, printNumber } from './print-answer.ts';

/** A change of a draft in plain words, for a line of the history. */
export interface DescribedChange {
  before: string;
  after: string;
}

/** One thing in a draft that changes on its own, as the journal names it. */
export interface ChangedPlace {
  part: 'answers' | 'evidence' | 'declarations' | 'confirmations' | 'destination';
  key: string;
}

/** What a value says, in pieces that can be compared: a cell of a table, a case, a scenario; `''` for all of it. */
type Pieces = Map<string, string>;

const DECLARED: Readonly<Record<string, string>> = { yes: '是', no: '否', unsure: '不确定' };
const LEVELS = ['未应用', '一级', '二级', '三级', '四级'];

/** Longer values are shown around what differs. Characters. */
const LONGEST = 160;
/** Characters of what stayed, before and after what differs. */
const AROUND = 20;

const whole = (text: string): Pieces => new Map(text === '' ? [] : [['', text]]);

function narrativeLine(value: unknown): string {
  const answer = narrativeAnswerSchema.safeParse(value);
  if (!answer.success) return '';
  const document = toNarrativeDocument(answer.data);
  const figures = figuresOf(document).length;
  const text = oneLine(narrativeText(document));
  return figures === 0 ? text : `${text}（插图 ${figures} 张）`;
}

function industryLine(code: unknown): string {
  return typeof code === 'string' ? printIndustry(code) : '';
}

function numberLine(value: number, decimals: number, unit: string): string {
  return `${printNumber(value, decimals)} ${unit}`;
}

function tablePieces(field: Extract<Field, { kind: 'yearTable' }>, value: unknown): Pieces {
  const pieces: Pieces = new Map();
  if (typeof value !== 'object' || value === null) return pieces;
  for (const year of field.years) {
    const row: unknown = Reflect.get(value, year);
    if (typeof row !== 'object' || row === null) continue;
    for (const { id, label, decimals, unit } of field.rows) {
      const cell: unknown = Reflect.get(row, id);
      if (typeof cell === 'number') pieces.set(`${year} 年${label}`, numberLine(cell, decimals, unit));
    }
  }
  return pieces;
}

function casePieces(field: Extract<Field, { kind: 'caseList' }>, value: unknown): Pieces {
  const pieces: Pieces = new Map();
  for (const [index, each] of (Array.isArray(value) ? value : []).entries()) {
    const parsed = caseAnswerSchema.safeParse(each);
    if (!parsed.success) continue;
    const { enterprise, place, completedOn } = parsed.data;
    const elements = field.elements.map(({ id, label }) => `${label}：${oneLine(parsed.data[id] ?? '')}`);
    const text = [oneLine(enterprise ?? ''), oneLine(place ?? ''), completedOn ?? '', ...elements];
    pieces.set(`案例 ${index + 1}`, text.filter((part) => part !== '' && !part.endsWith('：')).join('，'));
  }
  return pieces;
}

function scenarioPieces(value: unknown): Pieces {
  const pieces: Pieces = new Map();
  for (const each of Array.isArray(value) ? value : []) {
    const parsed = scenarioAnswerSchema.safeParse(each);
    if (!parsed.success) continue;
    const { scenario, level, description, proof } = parsed.data;
    const parts = [LEVELS[level ?? 0] ?? '', narrativeLine(description), oneLine(proof ?? '')];
    pieces.set(oneLine(scenario), parts.filter((part) => part !== '').join('，'));
  }
  return pieces;
}

function ledgerLine(value: unknown): string {
  const ledger = ledgerSchema.safeParse(value);
  if (!ledger.success) return '';
  const { invoices, basis } = ledger.data;
  const sum = invoices.reduce(
    (total, invoice) => total + ((basis === 'amount' ? invoice.amount : invoice.total) ?? 0),
    0,
  );
  const name = basis === 'amount' ? '金额' : '价税合计';
  return `发票 ${invoices.length} 张，${name}共 ${numberLine(sum / 10_000, 2, '万元')}`;
}

function answerPieces(field: Field, value: unknown): Pieces {
  switch (field.kind) {
    case 'number':
      return whole(typeof value === 'number' ? numberLine(value, field.decimals, field.unit) : '');
    case 'industry':
      return whole(industryLine(value));
    case 'industries':
      return whole(Array.isArray(value) ? value.map(industryLine).join('、') : '');
    case 'choices':
      return whole(Array.isArray(value) ? value.map((each) => oneLine(String(each))).join('、') : '');
    case 'yearTable':
      return tablePieces(field, value);
    case 'narrative':
      return whole(narrativeLine(value));
    case 'scenarioBoard':
      return scenarioPieces(value);
    case 'caseList':
      return casePieces(field, value);
    case 'ledger':
      return whole(ledgerLine(value));
    default:
      return whole(typeof value === 'string' ? oneLine(value) : '');
  }
}

function evidenceLine(value: unknown): string {
  const answer = evidenceAnswerSchema.safeParse(value);
  if (!answer.success) return '';
  const files = (answer.data.files ?? []).map(({ name, path, rotate, about }) => {
    const shown = oneLine(name?.trim() || (path.split('/').at(-1) ?? path));
    const remarks = [
      ...(rotate === null || rotate === undefined || rotate === 0 ? [] : [`转 ${rotate} 度`]),
      ...(about ?? []).map(oneLine),
    ];
    return remarks.length === 0 ? shown : `${shown}（${remarks.join('、')}）`;
  });
  const none = answer.data.none;
  if (none !== null && none !== undefined)
    files.push(none.reason === '' ? '无' : `无（${oneLine(none.reason)}）`);
  return files.join('、');
}

function piecesOf(form: Form, { part, key }: ChangedPlace, value: unknown): Pieces {
  switch (part) {
    case 'answers': {
      const field = fieldsOf(form).find(({ id }) => id === key);
      return field === undefined ? new Map() : answerPieces(field, value);
    }
    case 'evidence':
      return whole(evidenceLine(value));
    case 'declarations':
      return whole(DECLARED[String(value)] ?? '');
    case 'confirmations':
      return whole(value === true ? '已确认' : '');
    case 'destination':
      return whole(typeof value === 'string' ? oneLine(value) : '');
  }
}

/** A piece of a text without half a character at its ends. */
function piece(text: string, from: number, until: number): string {
  return text.slice(from, until).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}

/** Two long texts, each cut to where they differ. */
function aroundDifference(before: string, after: string): DescribedChange {
  if (Math.max(before.length, after.length) <= LONGEST) return { before, after };
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const cut = (text: string): string => {
    const from = Math.max(0, start - AROUND);
    const until = Math.min(text.length, text.length - end + AROUND, from + LONGEST);
    return `${from > 0 ? '…' : ''}${piece(text, from, until)}${until < text.length ? '…' : ''}`;
  };
  return { before: cut(before), after: cut(after) };
}

/**
 * What a change did, in words that a person can compare: of a table only the cells, of a list only the
 * entries that are others now, of a long text what surrounds the difference. Empty where there was, or
 * is, nothing. Never throws, whatever an older version stored.
 */
export function describeChange(
  form: Form,
  place: ChangedPlace,
  oldValue: unknown,
  newValue: unknown,
): DescribedChange {
  const before = piecesOf(form, place, oldValue);
  const after = piecesOf(form, place, newValue);
  const names = [...new Set([...before.keys(), ...after.keys()])];
  const pairs = names
    .filter((name) => before.get(name) !== after.get(name))
    .map((name) => {
      const pair = aroundDifference(before.get(name) ?? '', after.get(name) ?? '');
      const named = (text: string) => (text === '' || name === '' ? text : `${name}：${text}`);
      return { before: named(pair.before), after: named(pair.after) };
    });
  const joined = (side: keyof DescribedChange) =>
    pairs
      .map((pair) => pair[side])
      .filter((text) => text !== '')
      .join('；');
  if (pairs.length > 0) return { before: joined('before'), after: joined('after') };
  // The same words in another shape: a heading, a list, a picture exchanged, an order.
  return oldValue === newValue
    ? { before: '', after: '' }
    : { before: '', after: '文字未变，格式、插图或次序有调整' };
}

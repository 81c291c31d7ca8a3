import { type NarrativeAnswer, type NarrativeBlock, narrativeAnswerSchema } from '../text/narrative.ts';
import { toNarrativeDocument } from '../text/narrative-text.ts';
import type { Field } from './definition.ts';
import {
  caseAnswerSchema,
  evidenceAnswerSchema,
  type Invoice,
  ledgerSchema,
  scenarioAnswerSchema,
} from './draft.ts';
import { oneLine, printDate, printIndustry, printNumber } from './print-answer.ts';

/** A line of what an answer prints. Two lines are the same where their keys are. */
export interface PrintedLine {
  text: string;
  /** All that makes the line what it is, also what its text does not show: bold words, the picture itself. */
  key: string;
}

/** What an answer prints, in parts that are compared by their names; `''` for all of it. */
export type PrintedParts = Map<string, PrintedLine[]>;

const LEVELS = ['未应用', '一级', '二级', '三级', '四级'];

const line = (text: string, key = ''): PrintedLine => ({ text, key: `${text}\n${key}` });

function lines(...texts: string[]): PrintedLine[] {
  return texts.filter((text) => text !== '').map((text) => line(text));
}

/** Puts a part that says something. */
function put(parts: PrintedParts, name: string, printed: PrintedLine[]): void {
  if (printed.length > 0) parts.set(name, printed);
}

function blockLines(block: NarrativeBlock, mark: string): PrintedLine[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading': {
      const text = (block.content ?? []).map((each) => (each.type === 'text' ? each.text : ' ')).join('');
      const shown = oneLine(text);
      const level = block.type === 'heading' ? block.attrs.level : 0;
      const bold = (block.content ?? []).map((each) =>
        each.type === 'text' && each.marks !== undefined && each.marks.length > 0 ? each.text : '',
      );
      return shown === '' ? [] : [line(`${mark}${shown}`, `${level} ${bold.join('\n')}`)];
    }
    case 'figure': {
      const { caption, file, sha256 } = block.attrs;
      return [line(`［插图］${oneLine(caption)}`, sha256 ?? file)];
    }
    case 'bulletList':
    case 'orderedList':
      return block.content.flatMap((item, index) => {
        const own = block.type === 'bulletList' ? '• ' : `${(block.attrs?.start ?? 1) + index}. `;
        return item.content.flatMap((each, at) => blockLines(each, at === 0 ? `${mark}${own}` : mark));
      });
    case 'table':
      return block.content.map((row) => {
        const cells = row.content.map((cell) =>
          cell.content.flatMap((each) => blockLines(each, '').map(({ text }) => text)).join(' '),
        );
        const spans = row.content.map(
          ({ type, attrs }) => `${type} ${attrs?.colspan ?? 1} ${attrs?.rowspan ?? 1}`,
        );
        return line(cells.join(' ｜ '), spans.join('\n'));
      });
  }
}

function narrativeLines(answer: NarrativeAnswer | null | undefined): PrintedLine[] {
  return toNarrativeDocument(answer).content.flatMap((block) => blockLines(block, ''));
}

function unit(value: number, decimals: number, name: string): string {
  return `${printNumber(value, decimals)} ${name}`;
}

function tableParts(field: Extract<Field, { kind: 'yearTable' }>, value: unknown): PrintedParts {
  const parts: PrintedParts = new Map();
  if (typeof value !== 'object' || value === null) return parts;
  for (const year of field.years) {
    const row: unknown = Reflect.get(value, year);
    if (typeof row !== 'object' || row === null) continue;
    for (const { id, label, decimals, unit: name } of field.rows) {
      const cell: unknown = Reflect.get(row, id);
      if (typeof cell === 'number') put(parts, `${year} 年${label}`, lines(unit(cell, decimals, name)));
    }
  }
  return parts;
}

function caseParts(field: Extract<Field, { kind: 'caseList' }>, value: unknown): PrintedParts {
  const parts: PrintedParts = new Map();
  for (const [index, each] of (Array.isArray(value) ? value : []).entries()) {
    const parsed = caseAnswerSchema.safeParse(each);
    if (!parsed.success) continue;
    const { enterprise, place, completedOn, inChongqing } = parsed.data;
    const name = `案例 ${index + 1}`;
    put(parts, `${name} 企业名称`, lines(oneLine(enterprise ?? '')));
    put(parts, `${name} 所在地`, lines(oneLine(place ?? '')));
    if (typeof inChongqing === 'boolean') put(parts, `${name} 在重庆`, lines(inChongqing ? '是' : '否'));
    put(parts, `${name} 完成时间`, lines(printDate(completedOn ?? '')));
    for (const { id, label } of field.elements)
      put(parts, `${name} ${label}`, lines(...(parsed.data[id] ?? '').split('\n').map(oneLine)));
  }
  return parts;
}

function scenarioParts(value: unknown): PrintedParts {
  const parts: PrintedParts = new Map();
  for (const each of Array.isArray(value) ? value : []) {
    const parsed = scenarioAnswerSchema.safeParse(each);
    if (!parsed.success) continue;
    const { scenario, level, description, proof } = parsed.data;
    const name = oneLine(scenario);
    put(parts, `${name} 应用水平`, lines(LEVELS[level ?? 0] ?? ''));
    put(parts, `${name} 应用描述`, narrativeLines(description));
    put(parts, `${name} 佐证`, lines(...(proof ?? '').split('\n').map(oneLine)));
  }
  return parts;
}

function invoiceText(invoice: Invoice): string {
  const { content, amount, total, issuedOn, category, seller, status, cityFunded } = invoice;
  const money = (name: string, value: number | null | undefined) =>
    typeof value === 'number' ? `${name} ${printNumber(value, 2)} 元` : '';
  return [
    oneLine(content),
    money('金额', amount),
    money('价税合计', total),
    printDate(issuedOn),
    category ?? '',
    oneLine(seller ?? ''),
    status ?? '',
    cityFunded === true ? '已获市级财政资金' : cityFunded === false ? '未获市级财政资金' : '',
  ]
    .filter((text) => text !== '')
    .join('，');
}

function ledgerParts(value: unknown): PrintedParts {
  const parts: PrintedParts = new Map();
  const ledger = ledgerSchema.safeParse(value);
  if (!ledger.success) return parts;
  if (ledger.data.basis === 'amount') put(parts, '累计口径', lines('按金额'));
  const turns = new Map<string, number>();
  for (const [index, invoice] of ledger.data.invoices.entries()) {
    const number = oneLine(invoice.number) === '' ? `第 ${index + 1} 行` : oneLine(invoice.number);
    const turn = (turns.get(number) ?? 0) + 1;
    turns.set(number, turn);
    const name = `发票 ${number}${turn === 1 ? '' : `（第 ${turn} 次）`}`;
    const hidden = [invoice.code, invoice.buyerName, invoice.buyerCreditCode].map((each) => each ?? '');
    put(parts, name, [line(invoiceText(invoice), hidden.join('\n'))]);
  }
  return parts;
}

/** What the answer to a field prints. Never throws, whatever an older version stored. */
export function answerParts(field: Field, value: unknown): PrintedParts {
  const whole = (...texts: string[]): PrintedParts => {
    const parts: PrintedParts = new Map();
    put(parts, '', lines(...texts));
    return parts;
  };
  switch (field.kind) {
    case 'number':
      return whole(typeof value === 'number' ? unit(value, field.decimals, field.unit) : '');
    case 'date':
      return whole(typeof value === 'string' ? printDate(value) : '');
    case 'industry':
      return whole(typeof value === 'string' && value.trim() !== '' ? printIndustry(value) : '');
    case 'industries':
      return whole(Array.isArray(value) ? value.map((each) => printIndustry(String(each))).join('、') : '');
    case 'choices':
      return whole(Array.isArray(value) ? value.map((each) => oneLine(String(each))).join('、') : '');
    case 'yearTable':
      return tableParts(field, value);
    case 'narrative': {
      const answer = narrativeAnswerSchema.safeParse(value);
      const parts: PrintedParts = new Map();
      put(parts, '', answer.success ? narrativeLines(answer.data) : []);
      return parts;
    }
    case 'scenarioBoard':
      return scenarioParts(value);
    case 'caseList':
      return caseParts(field, value);
    case 'ledger':
      return ledgerParts(value);
    default:
      return whole(typeof value === 'string' ? oneLine(value) : '');
  }
}

/** The files of an evidence slot by their names, a line each, and “无” with its reason. */
export function evidenceParts(value: unknown): PrintedParts {
  const parts: PrintedParts = new Map();
  const answer = evidenceAnswerSchema.safeParse(value);
  if (!answer.success) return parts;
  const printed = (answer.data.files ?? []).map(({ name, path, rotate, about, sha256 }) => {
    const shown = oneLine(name?.trim() || (path.split('/').at(-1) ?? path));
    const remarks = [
      ...(rotate === null || rotate === undefined || rotate === 0 ? [] : [`转 ${rotate} 度`]),
      ...(about ?? []).map(oneLine),
    ];
    return line(remarks.length === 0 ? shown : `${shown}（${remarks.join('、')}）`, sha256 ?? path);
  });
  const { none } = answer.data;
  if (none !== null && none !== undefined)
    printed.push(line(none.reason.trim() === '' ? '无' : `无（${oneLine(none.reason)}）`));
  put(parts, '', printed);
  return parts;
}

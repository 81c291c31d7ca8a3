import type { Invoice } from '../../shared/form/draft.ts';
import { invoiceSchema } from '../../shared/form/draft.ts';
import { readAmount } from '../../shared/rules/amount.ts';
import { readDay } from '../../shared/rules/calendar.ts';
import { excerpt } from '../../shared/rules/wording.ts';

type ColumnId = Exclude<keyof Invoice, 'buyerCreditCode'> | 'buyerCreditCode';

export interface LedgerColumn {
  id: ColumnId;
  label: string;
  kind: 'text' | 'code' | 'amount' | 'date' | 'choice' | 'tick';
  /** rem. */
  width: number;
  /** What can be chosen, beside nothing. */
  options?: readonly string[];
}

const CATEGORIES = invoiceSchema.shape.category.unwrap().unwrap().options;
const STATUSES = invoiceSchema.shape.status.unwrap().unwrap().options;

/** What `cityFunded` reads as; nothing while it was not said. */
const FUNDED = { yes: '是', no: '否' } as const;

/** The columns in the notice's order (发票内容、发票号、金额、开票时间), then what Dossier asks besides. */
export const LEDGER_COLUMNS: readonly LedgerColumn[] = [
  { id: 'content', label: '发票内容', kind: 'text', width: 13 },
  { id: 'number', label: '发票号', kind: 'code', width: 12 },
  { id: 'amount', label: '金额（元）', kind: 'amount', width: 7.5 },
  { id: 'total', label: '价税合计（元）', kind: 'amount', width: 8 },
  { id: 'issuedOn', label: '开票时间', kind: 'date', width: 6.5 },
  { id: 'category', label: '类别', kind: 'choice', width: 9.5, options: CATEGORIES },
  {
    id: 'cityFunded',
    label: '已获市级财政资金',
    kind: 'tick',
    width: 9,
    options: [FUNDED.no, FUNDED.yes],
  },
  { id: 'seller', label: '销方', kind: 'text', width: 12 },
  { id: 'buyerName', label: '购方', kind: 'text', width: 12 },
  { id: 'buyerCreditCode', label: '购方信用代码', kind: 'code', width: 12 },
  { id: 'code', label: '发票代码', kind: 'code', width: 8 },
  { id: 'status', label: '发票状态', kind: 'choice', width: 8, options: STATUSES },
];

export const EMPTY_INVOICE: Invoice = { content: '', number: '', issuedOn: '' };

const money = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A cell as it is typed and searched: `12800.5`, `2024-03-05`. */
export function cellText(invoice: Invoice, { id, kind }: LedgerColumn): string {
  const value = invoice[id];
  if (value === null || value === undefined) return '';
  if (kind === 'tick') return value === true ? FUNDED.yes : FUNDED.no;
  return String(value);
}

/** A cell as it is read: `12,800.50`. */
export function shownCell(invoice: Invoice, column: LedgerColumn): string {
  const value = invoice[column.id];
  return typeof value === 'number' ? money.format(value) : cellText(invoice, column);
}

/** What typing into a cell makes of an invoice, or why it cannot be taken, in Chinese. */
export type CellChange = { invoice: Invoice; problem?: undefined } | { invoice?: undefined; problem: string };

function without(invoice: Invoice, id: ColumnId): Invoice {
  // The three that every invoice has stay as empty texts.
  if (id === 'content' || id === 'number' || id === 'issuedOn') return { ...invoice, [id]: '' };
  const { [id]: _, ...others } = invoice;
  return others;
}

/** Texts of a cell are one line. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** @param typed as a person types or pastes it; nothing clears the cell */
export function changeCell(invoice: Invoice, column: LedgerColumn, typed: string): CellChange {
  const text = oneLine(typed);
  const { id, kind } = column;
  if (text === '') return { invoice: without(invoice, id) };
  switch (kind) {
    case 'text':
      return { invoice: { ...invoice, [id]: text } };
    case 'code':
      return { invoice: { ...invoice, [id]: text.normalize('NFKC').replace(/[\s'’‘`]/g, '') } };
    case 'date':
      return { invoice: { ...invoice, issuedOn: readDay(text) ?? text } };
    case 'amount': {
      const yuan = readAmount(text);
      if (yuan === undefined)
        return { problem: `“${excerpt(text)}”不是金额，没有采用。请写成 12800.00 的样子，单位为元。` };
      return { invoice: { ...invoice, [id]: Math.round(yuan * 100) / 100 } };
    }
    case 'tick':
      return { invoice: { ...invoice, cityFunded: text === FUNDED.yes } };
    case 'choice': {
      const changed = invoiceSchema.safeParse({ ...invoice, [id]: text });
      return changed.success
        ? { invoice: changed.data }
        : { problem: `“${excerpt(text)}”不在可选的范围内，没有采用。` };
    }
  }
}

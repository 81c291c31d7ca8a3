import type { Invoice, Ledger } from '../form/draft.ts';
import { normaliseCreditCode } from '../reference/credit-code.ts';
import { readDay } from './calendar.ts';
import { readInvoiceNumber } from './invoice-number.ts';
import { matchRedInvoices } from './red-invoices.ts';
import { comparable } from './wording.ts';

/**
 * Which invoices of a ledger count as 数字化转型投入, and how much they make. Traps and their source:
 * data/einvoice-columns.md. All sums are whole fen (0.01 元), so no floating error can decide 150 万元.
 */

/** Why an invoice does not count. */
export type LeftOutCause =
  | 'noAmount'
  | 'noDate'
  | 'badNumber'
  | 'duplicate'
  | 'tooEarly'
  | 'tooLate'
  | 'otherBuyer'
  | 'voided'
  | 'redFlushed'
  | 'redInvoice'
  | 'cityFunded';

export interface LedgerRow {
  invoice: Invoice;
  counted: boolean;
  /** What it adds to the sum; negative for a red invoice, 0 when left out. */
  countedFen: number;
  /** In Chinese, for a row that is left out. */
  reason?: string;
  cause?: LeftOutCause;
  /** Day of issue, where it can be read. */
  issuedDay?: string;
  /** The figure of the chosen basis, where there is one, counted or not. */
  amountFen?: number;
}

export interface LedgerAssessment {
  basis: 'total' | 'amount';
  rows: LedgerRow[];
  totalFen: number;
  /** By year of issue. */
  totalFenByYear: Record<string, number>;
}

const BASIS_NAMES = { total: '价税合计', amount: '金额' } as const;

/** 元 as whole fen; half a fen goes away from zero. */
function fenOf(yuan: number): number {
  const fen = Math.round(Number((Math.abs(yuan) * 100).toPrecision(15)));
  return fen === 0 ? 0 : Math.sign(yuan) * fen;
}

interface LeftOut {
  cause: LeftOutCause;
  reason: string;
}

/** True when the invoice names another buyer: by code where both have one, else by name where both have one. */
function hasOtherBuyer(invoice: Invoice, applicant: { creditCode: string; name: string }): boolean {
  const buyerCode = normaliseCreditCode((invoice.buyerCreditCode ?? '').slice(0, 200));
  const ownCode = normaliseCreditCode(applicant.creditCode.slice(0, 200));
  if (buyerCode !== '' && ownCode !== '') return buyerCode !== ownCode;
  const buyerName = comparable((invoice.buyerName ?? '').slice(0, 500));
  const ownName = comparable(applicant.name.slice(0, 500));
  return buyerName !== '' && ownName !== '' && buyerName !== ownName;
}

/** What rules out one row by itself, the strongest reason first. */
function judgeRow(
  row: LedgerRow,
  basis: 'total' | 'amount',
  applicant: { creditCode: string; name: string },
  window: { from: string; until: string },
): LeftOut | undefined {
  const { invoice, issuedDay } = row;
  const number = readInvoiceNumber(invoice, issuedDay);
  if (invoice.status === '已作废') return { cause: 'voided', reason: '发票已作废' };
  if (invoice.status === '已红冲-全额') return { cause: 'redFlushed', reason: '发票已全额红冲' };
  if (invoice.cityFunded === true) return { cause: 'cityFunded', reason: '已获市级财政资金支持' };
  if (number.problem !== undefined) return { cause: 'badNumber', reason: number.problem };
  if (issuedDay === undefined) return { cause: 'noDate', reason: '没有开票时间，或日期无法识别' };
  if (issuedDay < window.from) return { cause: 'tooEarly', reason: `开票时间早于 ${window.from}` };
  if (issuedDay > window.until) return { cause: 'tooLate', reason: `开票时间晚于 ${window.until}` };
  if (hasOtherBuyer(invoice, applicant)) return { cause: 'otherBuyer', reason: '购方不是申报单位' };
  if (row.amountFen === undefined)
    return { cause: 'noAmount', reason: `没有填写${BASIS_NAMES[basis]}（当前按${BASIS_NAMES[basis]}累计）` };
  return undefined;
}

/** Statuses that hold for the invoice, whichever of its rows carries them. */
function holdsForInvoice(cause: LeftOutCause): boolean {
  return cause === 'voided' || cause === 'redFlushed' || cause === 'cityFunded';
}

/** Leaves out all but one row of each invoice; a status on any of them holds for all. */
function leaveOutDuplicates(rows: readonly LedgerRow[], leftOut: Map<number, LeftOut>): void {
  const rowsByInvoice = new Map<string, number[]>();
  rows.forEach((row, index) => {
    const { identity } = readInvoiceNumber(row.invoice, row.issuedDay);
    if (identity === undefined) return;
    const same = rowsByInvoice.get(identity);
    if (same === undefined) rowsByInvoice.set(identity, [index]);
    else same.push(index);
  });
  for (const same of rowsByInvoice.values()) {
    if (same.length === 1) continue;
    const status = same
      .map((index) => leftOut.get(index))
      .find((each) => each && holdsForInvoice(each.cause));
    const kept = same.find((index) => !leftOut.has(index)) ?? same[0];
    for (const index of same) {
      if (index !== kept)
        leftOut.set(index, {
          cause: 'duplicate',
          reason: `与第 ${(kept ?? 0) + 1} 行是同一张发票，只计一次`,
        });
      else if (status !== undefined) leftOut.set(index, status);
    }
  }
}

/**
 * Judges each invoice of a ledger and adds up those that count.
 * @param ledger rows as entered or imported; nothing counts as no rows.
 * @param applicant code and name that the buyer must have; an empty one is not compared.
 * @param window first and last day of issue that count, `YYYY-MM-DD`, both included (通知二（二）: 2024年以来).
 * Sums are fen. Never throws.
 */
export function assessLedger(
  ledger: Ledger | null | undefined,
  applicant: { creditCode: string; name: string },
  window: { from: string; until: string },
): LedgerAssessment {
  const basis = ledger?.basis ?? 'total';
  const rows = (ledger?.invoices ?? []).map((invoice): LedgerRow => {
    const issuedDay = readDay(invoice.issuedOn);
    const yuan = invoice[basis];
    return {
      invoice,
      counted: false,
      countedFen: 0,
      ...(issuedDay === undefined ? {} : { issuedDay }),
      ...(yuan === null || yuan === undefined ? {} : { amountFen: fenOf(yuan) }),
    };
  });
  const leftOut = new Map<number, LeftOut>();
  rows.forEach((row, index) => {
    const found = judgeRow(row, basis, applicant, window);
    if (found !== undefined) leftOut.set(index, found);
  });
  leaveOutDuplicates(rows, leftOut);
  for (const [red, blue] of matchRedInvoices(rows, (index) => leftOut.get(index)?.cause))
    leftOut.set(red, {
      cause: 'redInvoice',
      reason: `红字发票，与第 ${blue + 1} 行的蓝字发票相抵，一并不计`,
    });

  const totalFenByYear: Record<string, number> = {};
  let totalFen = 0;
  rows.forEach((row, index) => {
    const found = leftOut.get(index);
    if (found !== undefined) {
      Object.assign(row, found);
      return;
    }
    row.counted = true;
    row.countedFen = row.amountFen ?? 0;
    totalFen += row.countedFen;
    const year = (row.issuedDay ?? '').slice(0, 4);
    totalFenByYear[year] = (totalFenByYear[year] ?? 0) + row.countedFen;
  });
  return { basis, rows, totalFen, totalFenByYear };
}

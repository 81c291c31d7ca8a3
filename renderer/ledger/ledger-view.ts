import type { Invoice } from '../../shared/form/draft.ts';
import type { LedgerRow } from '../../shared/rules/ledger.ts';
import { cellText, LEDGER_COLUMNS, type LedgerColumn } from './ledger-columns.ts';

/** Which rows are shown. `open`: counted, but the class or the city money is not said. */
export type LedgerFilter = 'all' | 'counted' | 'leftOut' | 'open';

export interface LedgerOrder {
  column: LedgerColumn['id'];
  down: boolean;
}

export interface LedgerViewSettings {
  filter: LedgerFilter;
  search: string;
  /** Null: as the ledger stands, and as the book prints it. */
  order: LedgerOrder | null;
}

export const WHOLE_LEDGER: LedgerViewSettings = { filter: 'all', search: '', order: null };

const chinese = new Intl.Collator('zh-CN', { numeric: true });

export function isOpen(row: LedgerRow): boolean {
  const { category, cityFunded } = row.invoice;
  return row.counted && (category === null || category === undefined || typeof cityFunded !== 'boolean');
}

function passes(row: LedgerRow, filter: LedgerFilter): boolean {
  if (filter === 'counted') return row.counted;
  if (filter === 'leftOut') return !row.counted;
  return filter === 'all' || isOpen(row);
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
}

function holds(invoice: Invoice, wanted: string): boolean {
  return LEDGER_COLUMNS.some((column) => plain(cellText(invoice, column)).includes(wanted));
}

/** Empty cells come last, whichever way it is sorted. */
function comparer({ column, down }: LedgerOrder): (one: Invoice, other: Invoice) => number {
  const found = LEDGER_COLUMNS.find(({ id }) => id === column);
  return (one, other) => {
    if (found === undefined) return 0;
    const [left, right] = [cellText(one, found), cellText(other, found)];
    if (left === '' || right === '') return Number(left === '') - Number(right === '');
    const order = found.kind === 'amount' ? Number(left) - Number(right) : chinese.compare(left, right);
    return down ? -order : order;
  };
}

/** Indexes of the rows to show, in their order. */
export function viewLedger(rows: readonly LedgerRow[], settings: LedgerViewSettings): number[] {
  const wanted = plain(settings.search);
  const indexes = rows.flatMap((row, index) =>
    passes(row, settings.filter) && (wanted === '' || holds(row.invoice, wanted)) ? [index] : [],
  );
  if (settings.order === null) return indexes;
  const compare = comparer(settings.order);
  const invoiceAt = (index: number) => rows[index]?.invoice;
  return indexes.sort((one, other) => {
    const [left, right] = [invoiceAt(one), invoiceAt(other)];
    return left === undefined || right === undefined ? 0 : compare(left, right) || one - other;
  });
}

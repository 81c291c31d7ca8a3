import type { Invoice } from '../../shared/form/draft.ts';
import { invoiceIdentity, mergeInvoices } from '../../shared/rules/merge-invoices.ts';
import { LEDGER_COLUMNS, shownCell } from './ledger-columns.ts';

/** As many as a ledger may hold (shared/form/draft.ts). */
export const MOST_INVOICES = 20_000;

/** An invoice that is in the ledger already and says something else there. */
export interface ImportDifference {
  /** Index of the ledger's row. */
  row: number;
  /** “金额：清单 100.00，导入 120.00”. */
  words: string;
  incoming: Invoice;
}

export interface ImportPlan {
  added: number;
  completed: number;
  same: number;
  differences: ImportDifference[];
  /** The ledger afterwards, differences kept as they stand in it. */
  invoices: Invoice[];
}

/** What the applicant says of an invoice; a file knows nothing of it. */
const OWN_COLUMNS = ['category', 'cityFunded'];

function wordsOf(present: Invoice, incoming: Invoice): string {
  return LEDGER_COLUMNS.filter(({ id }) => !OWN_COLUMNS.includes(id) && id !== 'status')
    .flatMap((column) => {
      const [one, other] = [shownCell(present, column), shownCell(incoming, column)];
      return one === '' || other === '' || one === other
        ? []
        : [`${column.label}：清单 ${one}，导入 ${other}`];
    })
    .join('；');
}

/** What bringing a list to the ledger would change: nothing comes in twice, nothing that was written is lost unasked. */
export function planImport(present: readonly Invoice[], incoming: readonly Invoice[]): ImportPlan {
  const merged = mergeInvoices(present, incoming);
  const places = new Map<string, number>();
  present.forEach((invoice, row) => {
    const identity = invoiceIdentity(invoice);
    if (identity !== undefined && !places.has(identity)) places.set(identity, row);
  });
  const differences = new Map<number, ImportDifference>();
  for (const invoice of incoming) {
    const identity = invoiceIdentity(invoice);
    const row = identity === undefined ? undefined : places.get(identity);
    const known = row === undefined ? undefined : present[row];
    if (row === undefined || known === undefined || differences.has(row)) continue;
    const words = wordsOf(known, invoice);
    if (words !== '') differences.set(row, { row, words, incoming: invoice });
  }
  const { added, completed, same, invoices } = merged;
  return { added, completed, same, invoices, differences: [...differences.values()] };
}

/** The ledger after an import, with the file's word for the differences where the applicant wants it. */
export function carryOut({ invoices, differences }: ImportPlan, takeIncoming: boolean): Invoice[] {
  if (!takeIncoming) return invoices;
  const result = [...invoices];
  for (const { row, incoming } of differences) {
    const present = result[row];
    if (present === undefined) continue;
    const said = Object.entries(incoming).filter(
      ([key, value]) => value !== null && value !== undefined && value !== '' && !OWN_COLUMNS.includes(key),
    );
    result[row] = { ...present, ...Object.fromEntries(said) };
  }
  return result;
}

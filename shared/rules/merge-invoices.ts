import type { Invoice } from '../form/draft.ts';
import { readDay } from './calendar.ts';
import { readInvoiceNumber } from './invoice-number.ts';

/** What became of the invoices that were brought to a ledger. */
export interface MergedInvoices {
  invoices: Invoice[];
  /** How many came as new rows. */
  added: number;
  /** How many were there and had something filled in, or another 发票状态. */
  completed: number;
  /** How many were there as they are. */
  same: number;
}

/** What tells the invoice from all others; undefined for a row whose number says nothing. */
export function invoiceIdentity(invoice: Invoice): string | undefined {
  return readInvoiceNumber(invoice, readDay(invoice.issuedOn)).identity;
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}

/** Fields in which the file knows more than nothing. What a person wrote stays, but for the status: the platform's is the newer one. */
function completedInvoice(present: Invoice, incoming: Invoice): Invoice {
  const filled = Object.fromEntries(
    Object.entries(incoming).filter(([key, value]) => !isBlank(value) && isBlank(Reflect.get(present, key))),
  );
  const status = incoming.status == null || incoming.status === '正常' ? {} : { status: incoming.status };
  return { ...present, ...filled, ...status };
}

/** All that a row says, as one text: the same for rows that say the same. */
function contentOf(invoice: Invoice): string {
  return JSON.stringify(
    Object.entries(invoice)
      .filter(([, value]) => !isBlank(value))
      .sort(([left], [right]) => (left < right ? -1 : 1)),
  );
}

/**
 * Brings invoices to a ledger. One that is there already (by its number) comes in no second time: it
 * fills what the present row lacks. A row without a usable number is new unless the very same stands
 * there. Rows that the ledger or the incoming list itself holds twice stay: the check marks them.
 *
 * @returns new rows behind the present ones, in their order; nothing that was given is changed
 */
export function mergeInvoices(present: readonly Invoice[], incoming: readonly Invoice[]): MergedInvoices {
  const keyOf = (invoice: Invoice) => invoiceIdentity(invoice) ?? contentOf(invoice);
  const invoices = [...present];
  const places = new Map<string, number>();
  for (const [place, invoice] of present.entries()) {
    const key = keyOf(invoice);
    if (!places.has(key)) places.set(key, place);
  }
  const counts = { added: 0, completed: 0, same: 0 };
  for (const invoice of incoming) {
    const place = places.get(keyOf(invoice));
    const known = place === undefined ? undefined : invoices[place];
    if (place === undefined || known === undefined) {
      invoices.push(invoice);
      counts.added += 1;
      continue;
    }
    const completed = completedInvoice(known, invoice);
    counts[contentOf(known) === contentOf(completed) ? 'same' : 'completed'] += 1;
    invoices[place] = completed;
  }
  return { invoices, ...counts };
}

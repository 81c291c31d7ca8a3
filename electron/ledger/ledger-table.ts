import type { Invoice } from '../../shared/form/draft.ts';

/** One row of a table, read. It is an invoice, or one line of one. */
export interface LedgerLine {
  /** Sheet and row as the person sees them. */
  place: string;
  number: string;
  /** Only where the number is one of 8 digits. */
  code: string;
  /** `number` has lost digits; the row says of an invoice, but not of which. */
  isRuined: boolean;
  /** Its number is merged with that of the row above: another item of the same invoice. */
  isContinued: boolean;
  issuedOn: string;
  content: string;
  amount?: number;
  tax?: number;
  total?: number;
  seller: string;
  buyerName: string;
  buyerCode: string;
  status: Invoice['status'];
  category: Invoice['category'];
  cityFunded: Invoice['cityFunded'];
}

/**
 * A table under one heading: lines of invoices (信息汇总表), invoices (发票基础信息, 用途确认), or a list
 * that somebody made.
 */
export interface LedgerTable {
  kind: 'lines' | 'invoices' | 'own';
  sheet: string;
  /** What 特定业务 sheets have besides; their lines may stand in 信息汇总表 as well. */
  isSpecial: boolean;
  /** The person's own sorting is there; nothing is proposed beside it. */
  hasCategories: boolean;
  lines: LedgerLine[];
}

/** A cell of a table as it is stored, not as it is shown: a format may hide decimals. */
export interface TableCell {
  text: string;
  /** Held as a number by the program that wrote the file, which keeps 15 digits of it. */
  isNumber: boolean;
  /** A formula whose result was not saved. */
  isUnknown?: boolean;
  /** Stands in a row above, merged with this one. */
  isMerged?: boolean;
}

export interface TableRow {
  /** As the person sees it, from 1. */
  line: number;
  /** By column, counted from 0; with holes. */
  cells: ReadonlyMap<number, TableCell>;
  isHidden: boolean;
}

/** Takes the sheets of a file one after the other, row by row. */
export interface TableSink {
  beginSheet(name: string): void;
  row(row: TableRow): void;
}

/** Ledgers have some dozen columns; what lies farther out is no part of them. */
export const MOST_COLUMNS = 200;
/** Lines of all sheets together: an invoice takes several, and a ledger has at most 20 000. */
export const MOST_LINES = 200_000;
/** Longer texts are cut: no column that is read holds such. Characters. */
export const LONGEST_TEXT = 2_000;

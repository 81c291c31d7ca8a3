/** One printed page of a spreadsheet, in its own space: origin at the upper left, pt. */
export interface SheetPage {
  title: string;
  width: number;
  height: number;
  /** Upper left corner of the title line; the table stands below it. */
  left: number;
  top: number;
  /** The page is wider than high and is turned to stand on A4. */
  sideways: boolean;
  columns: number[];
  rows: SheetRow[];
}
export interface SheetRow {
  height: number;
  heading: boolean;
  cells: PrintedCell[];
}
export interface PrintedCell {
  column: number;
  columns: number;
  /** Rows of this page that it covers, its own included. */
  rows: number;
  lines: string[];
  align: 'left' | 'center' | 'right';
}
/** A row before it has its page; a merged cell may reach over rows below. */
export interface LaidRow extends SheetRow {
  /** Places of this row that a cell of a row above covers. */
  covered: ReadonlySet<number>;
}

export const SHEET_TEXT = { size: 10.5, pitch: 16, padding: 3.5, titleHeight: 26 } as const;

/** Height of a row of so many lines, pt. */
export const rowHeight = (lines: number): number => lines * SHEET_TEXT.pitch + 2 * SHEET_TEXT.padding;

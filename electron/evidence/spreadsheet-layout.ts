import { MM } from '../book/layout.ts';
import { EVIDENCE_AREA } from './page-placement.ts';
import type { Sheet, SheetCell } from './spreadsheet.ts';
import { widestWidth, wrapText } from './text-wrap.ts';

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
  cells: { lines: string[]; number: boolean }[];
}

export const SHEET_TEXT = { size: 10, pitch: 15, padding: 3, titleHeight: 26 } as const;
/** White space around the table, within the evidence area. */
const INSET = 9 * MM;
const WIDEST_COLUMN = 200;
const NARROWEST_COLUMN = 20;
/** A wide sheet is printed smaller, down to this share; beyond it cells wrap. */
const LEAST_SCALE = 0.6;
/** Names that Excel and WPS give of themselves say nothing on paper. */
const UNNAMED = /^(sheet|工作表|表)\s*\d*$/i;
/** The heading row is looked for among the first rows: titles and units may stand above it. */
const HEADING_WITHIN = 6;

/** Lays out all sheets; inspecting and joining both take the number of pages from here. */
export function layoutSheets(sheets: readonly Sheet[]): SheetPage[] {
  return sheets.flatMap(layoutSheet);
}

function layoutSheet(sheet: Sheet): SheetPage[] {
  const natural = naturalWidths(sheet.rows);
  const total = natural.reduce((sum, width) => sum + width, 0);
  const sideways = total > EVIDENCE_AREA.width - 2 * INSET;
  const [widthAtFull, heightAtFull] = sideways
    ? [EVIDENCE_AREA.height, EVIDENCE_AREA.width]
    : [EVIDENCE_AREA.width, EVIDENCE_AREA.height];
  const scale = Math.max(LEAST_SCALE, Math.min(1, (widthAtFull - 2 * INSET) / total));
  const [width, height, inset] = [widthAtFull / scale, heightAtFull / scale, INSET / scale];
  const columns = total > width - 2 * inset ? squeeze(natural, width - 2 * inset) : natural;
  const left = (width - columns.reduce((sum, each) => sum + each, 0)) / 2;
  const page = (rows: SheetRow[]): SheetPage => ({
    title: UNNAMED.test(sheet.name) ? '' : sheet.name,
    width,
    height,
    left,
    top: inset,
    sideways,
    columns,
    rows,
  });

  const headingIndex = findHeading(sheet.rows);
  const rows = sheet.rows.map((row, index) => layoutRow(row, columns, index === headingIndex));
  const room = height - 2 * inset - SHEET_TEXT.titleHeight;
  const heading = rows[headingIndex];
  // A heading of half a page is none to repeat.
  const repeated = heading !== undefined && heading.height < room / 3 ? heading : undefined;

  const pages: SheetPage[] = [];
  let current: SheetRow[] = [];
  let used = 0;
  const turnPage = (rowIndex: number) => {
    pages.push(page(current));
    current = repeated !== undefined && rowIndex > headingIndex ? [repeated] : [];
    used = current.reduce((sum, row) => sum + row.height, 0);
  };
  for (const [index, row] of rows.entries()) {
    const fresh = repeated !== undefined && index > headingIndex ? repeated.height : 0;
    if (used + row.height > room && used > fresh) turnPage(index);
    for (const part of splitRow(row, room - used, room - fresh)) {
      if (used + part.height > room) turnPage(index);
      current.push(part);
      used += part.height;
    }
  }
  pages.push(page(current));
  return pages;
}

/** A title or a note: nothing in its row but the first cell. */
function standsAlone(row: readonly SheetCell[]): boolean {
  return (
    row.length > 1 &&
    row.findIndex((cell) => cell.text !== '') === 0 &&
    row.slice(1).every((cell) => cell.text === '')
  );
}

function naturalWidths(rows: readonly SheetCell[][]): number[] {
  const widths = new Array<number>(rows[0]?.length ?? 0).fill(NARROWEST_COLUMN);
  for (const row of rows) {
    // What stands alone in its row runs over the columns beside it and asks for no width.
    if (standsAlone(row)) continue;
    for (const [column, cell] of row.entries()) {
      const longest = Math.max(...cell.text.split('\n').map((line) => widestWidth(line, SHEET_TEXT.size)));
      const width = Math.min(WIDEST_COLUMN, longest + 2 * SHEET_TEXT.padding + 0.5);
      widths[column] = Math.max(widths[column] ?? 0, width);
    }
  }
  return widths;
}

/** Takes width from the wide columns until all fit; narrow ones keep theirs. */
function squeeze(natural: readonly number[], width: number): number[] {
  let low = NARROWEST_COLUMN;
  let high = WIDEST_COLUMN;
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    const sum = natural.reduce((total, each) => total + Math.min(each, middle), 0);
    if (sum > width) high = middle;
    else low = middle;
  }
  return natural.map((each) => Math.min(each, low));
}

function findHeading(rows: readonly SheetCell[][]): number {
  const columns = rows[0]?.length ?? 0;
  const index = rows
    .slice(0, HEADING_WITHIN)
    .findIndex(
      (row) =>
        row.filter((cell) => cell.text !== '').length * 2 > columns && row.every((cell) => !cell.number),
    );
  return columns > 1 ? index : -1;
}

function layoutRow(row: readonly SheetCell[], columns: readonly number[], heading: boolean): SheetRow {
  const alone = standsAlone(row);
  const all = columns.reduce((sum, width) => sum + width, 0);
  const cells = row.map((cell, index) => {
    const width = alone ? all : (columns[index] ?? NARROWEST_COLUMN);
    return {
      lines: wrapText(cell.text, width - 2 * SHEET_TEXT.padding, SHEET_TEXT.size),
      number: cell.number,
    };
  });
  const shown = alone ? cells.filter((cell) => cell.lines.some((line) => line !== '')) : cells;
  const lines = Math.max(1, ...shown.map((cell) => cell.lines.length));
  return { height: lines * SHEET_TEXT.pitch + 2 * SHEET_TEXT.padding, heading, cells: shown };
}

/** Parts of a row that is higher than a page; nothing is cut off. */
function splitRow(row: SheetRow, firstRoom: number, room: number): SheetRow[] {
  if (row.height <= firstRoom || row.height <= room) return [row];
  const linesIn = (height: number) =>
    Math.max(1, Math.floor((height - 2 * SHEET_TEXT.padding) / SHEET_TEXT.pitch));
  const most = Math.max(...row.cells.map((cell) => cell.lines.length));
  const parts: SheetRow[] = [];
  for (let from = 0; from < most; ) {
    const count = Math.min(most - from, linesIn(parts.length === 0 ? firstRoom : room));
    const cells = row.cells.map((cell) => ({ ...cell, lines: cell.lines.slice(from, from + count) }));
    parts.push({ heading: row.heading, cells, height: count * SHEET_TEXT.pitch + 2 * SHEET_TEXT.padding });
    from += count;
  }
  return parts;
}

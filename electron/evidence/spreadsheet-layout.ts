import { MM } from '../book/layout.ts';
import { EVIDENCE_AREA } from './page-placement.ts';
import type { Sheet, SheetCell, SheetMerge } from './sheet-grid.ts';
import { type LaidRow, type PrintedCell, rowHeight, SHEET_TEXT, type SheetPage } from './sheet-page.ts';
import { paginate } from './spreadsheet-pages.ts';
import { widestWidth, wrapText } from './text-wrap.ts';

/** White space around the table, within the evidence area. */
const INSET = 9 * MM;
const WIDEST_COLUMN = 210;
const NARROWEST_COLUMN = 20;
/** A narrow table is stretched towards the page's width, its columns up to this many times what they need. */
const MOST_STRETCH = 2.5;
/** A wide sheet is printed smaller, down to this share; beyond it cells wrap. */
const LEAST_SCALE = 0.6;
/** Names that Excel and WPS give of themselves say nothing on paper. */
const UNNAMED = /^(sheet|工作表|表)\s*\d*$/i;
/** The heading row is looked for among the first rows: titles and units may stand above it. */
const HEADING_WITHIN = 6;
const MOST_HEADING_ROWS = 4;

/** Lays out all sheets; inspecting and joining both take the number of pages from here. */
export function layoutSheets(sheets: readonly Sheet[]): SheetPage[] {
  return sheets.flatMap(layoutSheet);
}

function layoutSheet(sheet: Sheet): SheetPage[] {
  const alone = rowsAlone(sheet);
  const natural = naturalWidths(sheet, alone);
  const total = sum(natural);
  const sideways = total > EVIDENCE_AREA.width - 2 * INSET;
  const [widthAtFull, heightAtFull] = sideways
    ? [EVIDENCE_AREA.height, EVIDENCE_AREA.width]
    : [EVIDENCE_AREA.width, EVIDENCE_AREA.height];
  const scale = Math.max(LEAST_SCALE, Math.min(1, (widthAtFull - 2 * INSET) / total));
  const [width, height, inset] = [widthAtFull / scale, heightAtFull / scale, INSET / scale];
  const columns = fitColumns(natural, width - 2 * inset);
  const title = UNNAMED.test(sheet.name) ? '' : sheet.name;
  const left = (width - sum(columns)) / 2;
  const heading = findHeading(sheet);
  const rows = layoutRows(sheet, columns, heading, alone);
  const room = height - 2 * inset - SHEET_TEXT.titleHeight;
  return paginate(rows, heading, room).map((printed) => ({
    title,
    width,
    height,
    left,
    top: inset,
    sideways,
    columns,
    rows: printed,
  }));
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** The rows of titles and notes: nothing in them but the first cell, and nothing merged. */
function rowsAlone({ rows, merges }: Sheet): ReadonlySet<number> {
  const merged = new Set<number>();
  for (const { row, rows: count } of merges)
    for (let index = row; index < row + count; index += 1) merged.add(index);
  const alone = new Set<number>();
  for (const [index, row] of rows.entries()) {
    const onlyFirst = row.length > 1 && row.findLastIndex((cell) => cell.text !== '') === 0;
    if (onlyFirst && !merged.has(index)) alone.add(index);
  }
  return alone;
}

function naturalWidths(sheet: Sheet, alone: ReadonlySet<number>): number[] {
  const widths = new Array<number>(sheet.rows[0]?.length ?? 0).fill(NARROWEST_COLUMN);
  const wide = new Set(
    sheet.merges.flatMap(({ row, column, columns }) => (columns > 1 ? [placeOf(row, column)] : [])),
  );
  for (const [index, row] of sheet.rows.entries()) {
    // What stands alone in its row runs over the columns beside it and asks for no width.
    if (alone.has(index)) continue;
    for (const [column, cell] of row.entries()) {
      if (cell.text === '' || wide.has(placeOf(index, column))) continue;
      const longest = Math.max(...cell.text.split('\n').map((line) => widestWidth(line, SHEET_TEXT.size)));
      const width = Math.min(WIDEST_COLUMN, longest + 2 * SHEET_TEXT.padding + 0.5);
      widths[column] = Math.max(widths[column] ?? 0, width);
    }
  }
  return widths;
}

/** Sheets have far fewer columns (`MOST_COLUMNS`). */
const placeOf = (row: number, column: number) => row * 1000 + column;

/** Stretches narrow tables; takes width from the wide columns of a broad one until all fit. */
function fitColumns(natural: readonly number[], width: number): number[] {
  const total = sum(natural);
  if (total <= width) {
    const stretch = Math.min(MOST_STRETCH, width / total);
    return natural.map((each) => each * stretch);
  }
  let low = Math.min(NARROWEST_COLUMN, width / natural.length);
  let high = WIDEST_COLUMN;
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (sum(natural.map((each) => Math.min(each, middle))) > width) high = middle;
    else low = middle;
  }
  return natural.map((each) => Math.min(each, low));
}

/** The heading rows, which come again on every page; a heading may be several rows merged together. */
function findHeading({ rows, merges }: Sheet): { from: number; to: number } | undefined {
  const columns = rows[0]?.length ?? 0;
  if (columns < 2) return undefined;
  const from = rows.slice(0, HEADING_WITHIN).findIndex((row, index) => {
    const own = merges.filter((merge) => merge.row === index);
    // A merged title over all columns heads the sheet, not its columns.
    if (own.some((merge) => merge.columns === columns)) return false;
    const merged = own.reduce((count, merge) => count + merge.columns - 1, 0);
    const filled = row.filter((cell) => cell.text !== '').length + merged;
    return filled * 2 > columns && row.every((cell) => !cell.number);
  });
  if (from < 0) return undefined;
  const to = Math.max(
    from,
    ...merges.flatMap((merge) => (merge.row === from ? [merge.row + merge.rows - 1] : [])),
  );
  return to - from < MOST_HEADING_ROWS ? { from, to } : { from, to: from };
}

function layoutRows(
  sheet: Sheet,
  columns: readonly number[],
  heading: { from: number; to: number } | undefined,
  rowsStandingAlone: ReadonlySet<number>,
): LaidRow[] {
  const anchors = new Map(sheet.merges.map((merge) => [placeOf(merge.row, merge.column), merge]));
  const covered = coveredPlaces(sheet.merges);
  return sheet.rows.map((row, index) => {
    const isHeading = heading !== undefined && index >= heading.from && index <= heading.to;
    const alone = rowsStandingAlone.has(index);
    const cells: PrintedCell[] = [];
    const below = new Set<number>();
    for (let column = 0; column < row.length; ) {
      const cell = row[column] ?? { text: '', number: false };
      const merge = anchors.get(placeOf(index, column));
      const span = alone ? row.length : (merge?.columns ?? 1);
      if (covered.has(placeOf(index, column))) below.add(column);
      else {
        const width = sum(columns.slice(column, column + span)) - 2 * SHEET_TEXT.padding;
        cells.push({
          column,
          columns: span,
          rows: merge?.rows ?? 1,
          lines: wrapText(cell.text, width, SHEET_TEXT.size),
          align: alignOf(cell, isHeading, alone),
        });
      }
      column += below.has(column) ? 1 : span;
    }
    const lines = Math.max(1, ...cells.map((cell) => (cell.rows === 1 ? cell.lines.length : 1)));
    return { height: rowHeight(lines), heading: isHeading, cells, covered: below };
  });
}

/** Without the file's word, headings stand in the middle and numbers at the right. */
function alignOf(cell: SheetCell, heading: boolean, alone: boolean): PrintedCell['align'] {
  if (cell.align !== undefined) return cell.align;
  if (heading) return 'center';
  return cell.number && !alone ? 'right' : 'left';
}

function coveredPlaces(merges: readonly SheetMerge[]): ReadonlySet<number> {
  const places = new Set<number>();
  for (const { row, column, rows, columns } of merges)
    for (let down = row; down < row + rows; down += 1)
      for (let across = column; across < column + columns; across += 1)
        if (down !== row || across !== column) places.add(placeOf(down, across));
  return places;
}

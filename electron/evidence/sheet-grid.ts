import type { EvidenceProblem } from '../../shared/form/evidence-facts.ts';

/** A cell as printed. */
export interface SheetCell {
  text: string;
  number: boolean;
  /** As the file has it; without it numbers stand at the right and text at the left. */
  align?: 'left' | 'center' | 'right';
}
/** A merged area, by its place among the printed rows and columns. */
export interface SheetMerge {
  row: number;
  column: number;
  rows: number;
  columns: number;
}
/** What a sheet shows: hidden rows and columns and empty edges are gone. */
export interface Sheet {
  name: string;
  rows: SheetCell[][];
  merges: SheetMerge[];
}
/** Both ends belong to it; counted from 0. */
export interface SheetRange {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** A spreadsheet that cannot be printed whole. */
export class SpreadsheetRefused extends Error {
  readonly problem: EvidenceProblem;

  constructor(problem: EvidenceProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

export const MOST_ROWS = 20_000;
export const MOST_COLUMNS = 60;
const MOST_CELLS = 300_000;
const MOST_CHARACTERS = 3_000_000;
const MOST_MERGES = 20_000;
/** Places looked at for merged areas; areas that cover each other would otherwise be walked without end. */
const MOST_MERGED_PLACES = 4_000_000;
/** Columns that are said to be hidden, range after range: in a sound file each is named once. */
const MOST_CLAIMED_COLUMNS = 1_000_000;
const LONGEST_CELL = 5_000;
/** The grid of the file formats themselves (Excel specifications and limits). */
const GRID_ROWS = 1_048_576;
const GRID_COLUMNS = 16_384;
const PRINT_LESS = '请只保留需要佐证的部分，或另存为 PDF 后再添加';

export function refused(reason: string, remedy: string): SpreadsheetRefused {
  return new SpreadsheetRefused({ code: 'unsupported', reason, remedy });
}
export function damaged(): SpreadsheetRefused {
  return new SpreadsheetRefused({ code: 'damaged', detail: '表格文件无法读取' });
}

/** What all sheets of a workbook hold together; one far larger than a book is refused while it is read. */
export class SheetTotals {
  #cells = 0;
  #characters = 0;
  #rows = 0;

  addCell(text: string): void {
    this.#cells += 1;
    this.#characters += text.length;
    if (text.length > LONGEST_CELL) {
      throw refused(`有单元格超过 ${LONGEST_CELL} 字`, '请另存为 PDF 后再添加');
    }
    if (this.#cells > MOST_CELLS || this.#characters > MOST_CHARACTERS)
      throw refused('内容过多，不能按表格装订', PRINT_LESS);
  }

  addRows(count: number): void {
    this.#rows += count;
    if (this.#rows > MOST_ROWS) throw refused(`超过 ${MOST_ROWS} 行`, PRINT_LESS);
  }
}

/** Gathers the filled cells of a sheet by their places, which may lie anywhere, and only then lays out a grid. */
export class SheetGrid {
  readonly #totals: SheetTotals;
  readonly #rows = new Map<number, Map<number, SheetCell>>();
  readonly #hiddenRows = new Set<number>();
  readonly #hiddenColumns = new Set<number>();
  #claimedColumns = 0;
  readonly #merges: SheetRange[] = [];
  #mergedPlaces = 0;
  /** Formulas that have no stored value; one that is printed makes the sheet unfit. */
  readonly #unknown: { row: number; column: number }[] = [];

  constructor(totals: SheetTotals) {
    this.#totals = totals;
  }

  add(row: number, column: number, cell: SheetCell): void {
    checkPlace(row, column);
    if (cell.text === '') return;
    this.#totals.addCell(cell.text);
    const cells = this.#rows.get(row) ?? new Map<number, SheetCell>();
    cells.set(column, cell);
    this.#rows.set(row, cells);
  }

  addUnknown(row: number, column: number): void {
    checkPlace(row, column);
    this.#totals.addCell('');
    this.#unknown.push({ row, column });
  }

  hideRow(row: number): void {
    checkPlace(row, 0);
    this.#hiddenRows.add(row);
  }

  hideColumns(from: number, to: number): void {
    checkPlace(0, from);
    this.#claimedColumns += Math.max(0, Math.min(to, GRID_COLUMNS - 1) - from);
    if (this.#claimedColumns > MOST_CLAIMED_COLUMNS) throw damaged();
    for (let column = from; column <= Math.min(to, GRID_COLUMNS - 1); column += 1)
      this.#hiddenColumns.add(column);
  }

  merge(range: SheetRange): void {
    checkPlace(range.top, range.left);
    checkPlace(range.bottom, range.right);
    if (this.#merges.length >= MOST_MERGES) throw refused('合并单元格过多', PRINT_LESS);
    this.#merges.push(range);
  }

  /** The printed sheet, or undefined where it shows nothing. */
  finish(name: string): Sheet | undefined {
    for (const merge of this.#merges) this.#bringIntoSight(merge);
    const filled: SheetRange = { top: GRID_ROWS, left: GRID_COLUMNS, bottom: -1, right: -1 };
    for (const [row, cells] of this.#rows) {
      if (this.#hiddenRows.has(row)) continue;
      for (const column of cells.keys()) if (!this.#hiddenColumns.has(column)) widen(filled, row, column);
    }
    for (const { row, column } of this.#unknown) {
      if (!this.#hiddenRows.has(row) && !this.#hiddenColumns.has(column)) {
        throw refused('含没有计算结果的公式', '请用 Excel 或 WPS 打开、保存后再放入，或另存为 PDF');
      }
    }
    if (filled.bottom < 0) return undefined;
    for (const { top, left, bottom, right } of this.#merges) {
      // A merged title may reach farther than the columns below it; an empty frame around nothing may not.
      if (this.#rows.get(top)?.has(left) !== true) continue;
      if (right - filled.left < MOST_COLUMNS) filled.right = Math.max(filled.right, right);
      if (bottom - filled.bottom < 100) filled.bottom = Math.max(filled.bottom, bottom);
    }
    const columns = visible(filled.left, filled.right, this.#hiddenColumns, MOST_COLUMNS);
    if (columns === undefined)
      throw refused(`超过 ${MOST_COLUMNS} 列`, '请设好打印区域，另存为 PDF 后再添加');
    const rows = visible(filled.top, filled.bottom, this.#hiddenRows, MOST_ROWS);
    this.#totals.addRows(rows?.length ?? MOST_ROWS + 1);
    const shownRows = rows ?? [];
    const merges = this.#printedMerges(shownRows, columns);
    const grid = shownRows.map((row) => {
      const cells = this.#rows.get(row);
      return columns.map((column): SheetCell => cells?.get(column) ?? EMPTY);
    });
    for (const merge of merges) clearCovered(grid, merge);
    return { name, rows: grid, merges };
  }

  /** A merged area shows its first cell's text even where that cell's own row or column is hidden. */
  #bringIntoSight({ top, left, bottom, right }: SheetRange): void {
    const cell = this.#rows.get(top)?.get(left);
    if (cell === undefined || (!this.#hiddenRows.has(top) && !this.#hiddenColumns.has(left))) return;
    let row = top;
    while (row <= bottom && this.#hiddenRows.has(row)) row += 1;
    let column = left;
    while (column <= right && this.#hiddenColumns.has(column)) column += 1;
    this.#countMerged(row - top + column - left);
    if (row > bottom || column > right) return;
    const cells = this.#rows.get(row) ?? new Map<number, SheetCell>();
    cells.set(column, cell);
    this.#rows.set(row, cells);
  }

  #countMerged(places: number): void {
    this.#mergedPlaces += places;
    if (this.#mergedPlaces > MOST_MERGED_PLACES) throw refused('合并单元格过多', PRINT_LESS);
  }

  #printedMerges(rows: readonly number[], columns: readonly number[]): SheetMerge[] {
    const taken = new Set<number>();
    return this.#merges.flatMap(({ top, left, bottom, right }): SheetMerge[] => {
      const row = firstFrom(rows, top);
      const column = firstFrom(columns, left);
      const rowCount = firstFrom(rows, bottom + 1) - row;
      const columnCount = firstFrom(columns, right + 1) - column;
      if (rowCount * columnCount < 2) return [];
      this.#countMerged(rowCount * columnCount);
      const places: number[] = [];
      for (let down = row; down < row + rowCount; down += 1)
        for (let across = column; across < column + columnCount; across += 1)
          places.push(down * MOST_COLUMNS + across);
      // Overlapping areas are no areas: Excel calls such a file damaged, and the first one counts.
      if (places.some((place) => taken.has(place))) return [];
      for (const place of places) taken.add(place);
      return [{ row, column, rows: rowCount, columns: columnCount }];
    });
  }
}

const EMPTY: SheetCell = { text: '', number: false };

function checkPlace(row: number, column: number): void {
  const fits = Number.isInteger(row) && Number.isInteger(column) && row >= 0 && column >= 0;
  if (!fits || row >= GRID_ROWS || column >= GRID_COLUMNS) throw damaged();
}

function widen(range: SheetRange, row: number, column: number): void {
  range.top = Math.min(range.top, row);
  range.bottom = Math.max(range.bottom, row);
  range.left = Math.min(range.left, column);
  range.right = Math.max(range.right, column);
}

/** The indices that are not hidden, or undefined where they are more than `most`. */
function visible(from: number, to: number, hidden: ReadonlySet<number>, most: number): number[] | undefined {
  const found: number[] = [];
  for (let index = from; index <= to; index += 1) {
    if (hidden.has(index)) continue;
    if (found.length === most) return undefined;
    found.push(index);
  }
  return found;
}

/** Where in a rising list the first value of at least `least` stands; its length where none does. */
function firstFrom(values: readonly number[], least: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

function clearCovered(grid: SheetCell[][], { row, column, rows, columns }: SheetMerge): void {
  for (let down = row; down < row + rows; down += 1)
    for (let across = column; across < column + columns; across += 1)
      if (down !== row || across !== column) grid[down]?.splice(across, 1, EMPTY);
}

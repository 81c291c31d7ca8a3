import type { BookCell, BookRow, TableBlock } from '../book.ts';

/** One place of the grid: the upper left corner of a cell, or covered by a cell above. */
export interface GridCell {
  cell: BookCell;
  row: number;
  column: number;
  columnSpan: number;
  rowSpan: number;
}
export interface TableGrid {
  columnCount: number;
  /** For each row, from left to right: cells that begin there and, as `continues`, those that reach down into it. */
  rows: { row: BookRow; places: { from: GridCell; continues: boolean }[] }[];
}

const EMPTY_CELL: BookCell = { blocks: [], columnSpan: 1, rowSpan: 1, align: 'left', verticalAlign: 'top' };

/**
 * Places cells that are listed as in HTML on the table's grid. Every place of the grid belongs to exactly
 * one cell afterwards: spans that leave the table or run into another cell are cut, gaps become empty cells,
 * and cells beyond the last column get columns of their own, so that nothing is lost.
 */
export function placeOnGrid(table: TableBlock): TableGrid {
  const rowCount = table.rows.length;
  const taken: (GridCell | undefined)[][] = table.rows.map(() => []);
  let columnCount = Math.max(1, table.columns.length);
  table.rows.forEach((row, rowIndex) => {
    const line = taken[rowIndex] ?? [];
    let column = 0;
    for (const cell of row.cells) {
      while (line[column] !== undefined) column += 1;
      const placed: GridCell = {
        cell,
        row: rowIndex,
        column,
        columnSpan: freeColumns(line, column, wanted(cell.columnSpan), table.columns.length),
        rowSpan: Math.min(wanted(cell.rowSpan), rowCount - rowIndex),
      };
      for (let down = 0; down < placed.rowSpan; down += 1)
        for (let right = 0; right < placed.columnSpan; right += 1) {
          const below = taken[rowIndex + down];
          if (below) below[column + right] = placed;
        }
      column += placed.columnSpan;
      columnCount = Math.max(columnCount, column);
    }
  });
  return {
    columnCount,
    rows: table.rows.map((row, rowIndex) => ({
      row,
      places: placesOf(taken[rowIndex] ?? [], rowIndex, columnCount),
    })),
  };
}

function wanted(span: number): number {
  return Number.isFinite(span) ? Math.max(1, Math.floor(span)) : 1;
}

/** How far a cell may reach to the right: up to the next taken place or the table's edge, at least one column. */
function freeColumns(
  line: readonly (GridCell | undefined)[],
  column: number,
  span: number,
  columns: number,
): number {
  let free = 1;
  while (free < span && column + free < columns && line[column + free] === undefined) free += 1;
  return free;
}

function placesOf(line: readonly (GridCell | undefined)[], row: number, columnCount: number) {
  const places: { from: GridCell; continues: boolean }[] = [];
  let column = 0;
  while (column < columnCount) {
    const from = line[column] ?? { cell: EMPTY_CELL, row, column, columnSpan: 1, rowSpan: 1 };
    places.push({ from, continues: from.row < row });
    column += from.columnSpan;
  }
  return places;
}

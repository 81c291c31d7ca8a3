import type { BookCell, TableBlock } from '../book.ts';

/** A cell at its place in the grid; ends are exclusive. */
export interface PlacedCell {
  cell: BookCell;
  row: number;
  rowEnd: number;
  column: number;
  columnEnd: number;
}

/** Gives each cell its place, as HTML does: the next column of its row that no span covers. */
export function placeCells(table: TableBlock): PlacedCell[] {
  const columns = table.columns.length;
  const taken = table.rows.map(() => new Array<boolean>(columns).fill(false));
  return table.rows.flatMap((row, rowIndex) =>
    row.cells.map((cell) => {
      const column = taken[rowIndex]?.indexOf(false) ?? -1;
      // Compose never makes more cells than columns; if it did, nothing may be lost without a word.
      if (column < 0) throw new Error(`table row ${rowIndex} has more cells than columns`);
      let columnEnd = column + 1;
      while (columnEnd < column + cell.columnSpan && taken[rowIndex]?.[columnEnd] === false) columnEnd++;
      const rowEnd = Math.min(table.rows.length, rowIndex + Math.max(1, cell.rowSpan));
      for (let covered = rowIndex; covered < rowEnd; covered++) taken[covered]?.fill(true, column, columnEnd);
      return { cell, row: rowIndex, rowEnd, column, columnEnd };
    }),
  );
}

/** Ranges of rows that spans join, first to last exclusive; mostly single rows. */
export function joinedRows(cells: readonly PlacedCell[], rowCount: number): { from: number; to: number }[] {
  const reach = new Array<number>(rowCount).fill(0).map((_, row) => row + 1);
  for (const cell of cells) reach[cell.row] = Math.max(reach[cell.row] ?? 0, cell.rowEnd);
  const ranges: { from: number; to: number }[] = [];
  let from = 0;
  while (from < rowCount) {
    let to = from + 1;
    for (let row = from; row < to; row++) to = Math.max(to, reach[row] ?? 0);
    ranges.push({ from, to });
    from = to;
  }
  return ranges;
}

/** Left edges of the columns and, last, the right edge of the table, in pt from its left edge. */
export function columnEdges(table: TableBlock, widthPt: number): number[] {
  const total = table.columns.reduce((sum, width) => sum + width, 0);
  // A table never runs out of the column that holds it, whatever widths it was given.
  const scale = total > widthPt + 0.1 ? widthPt / total : 1;
  const edges = [0];
  for (const width of table.columns) edges.push((edges.at(-1) ?? 0) + width * scale);
  return edges;
}

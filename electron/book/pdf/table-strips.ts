import type { BookRow, TableBlock } from '../book.ts';
import { CELL_PADDING } from '../layout.ts';
import { type SetContext, setBlocks } from './block-strips.ts';
import { type GroupCell, type GroupRow, rowGroupStrip } from './row-group.ts';
import type { Strip } from './strip.ts';

/** Sets a table: one strip for each set of rows that spans join, so that no span is cut at a page's end. */
export function tableStrips(table: TableBlock, context: SetContext): Strip[] {
  const edges = columnEdges(table.columns);
  const cells = placeCells(table, edges, context);
  const strips: Strip[] = [];
  let from = 0;
  while (from < table.rows.length) {
    const to = groupEnd(cells, from, table.rows.length);
    const rows = table.rows.slice(from, to);
    const own = cells
      .filter((cell) => cell.row >= from && cell.row < to)
      .map((cell) => ({ ...cell, row: cell.row - from }));
    strips.push(
      rowGroupStrip(
        own,
        rows.map(groupRow),
        edges,
        rows.at(-1)?.keepWithNext === true,
        rows.at(-1)?.header === true,
      ),
    );
    from = to;
  }
  return withHeader(strips, headerCount(table.rows, strips, cells));
}

function groupRow(row: BookRow): GroupRow {
  return { flows: row.flows, ...(row.heading === undefined ? {} : { heading: row.heading.id }) };
}

function columnEdges(columns: readonly number[]): number[] {
  const edges = [0];
  for (const width of columns) edges.push((edges.at(-1) ?? 0) + width);
  return edges;
}

/** Gives each cell its place in the grid, as HTML does: the next free column of its row. */
function placeCells(table: TableBlock, edges: readonly number[], context: SetContext): GroupCell[] {
  const columns = table.columns.length;
  const taken = table.rows.map(() => new Array<boolean>(columns).fill(false));
  return table.rows.flatMap((row, rowIndex) =>
    row.cells.flatMap((cell) => {
      const column = taken[rowIndex]?.indexOf(false) ?? -1;
      // More cells than columns: compose never does it, but nothing may be lost without a word.
      if (column < 0) throw new Error(`table row ${rowIndex} has more cells than columns`);
      const columnEnd = Math.min(columns, column + Math.max(1, cell.columnSpan));
      const rowEnd = Math.min(table.rows.length, rowIndex + Math.max(1, cell.rowSpan));
      for (let r = rowIndex; r < rowEnd; r++) taken[r]?.fill(true, column, columnEnd);
      const width = (edges[columnEnd] ?? 0) - (edges[column] ?? 0) - CELL_PADDING.left - CELL_PADDING.right;
      const blocks = cell.blocks.map((block) =>
        block.kind === 'paragraph' && block.align === undefined && cell.align !== 'left'
          ? { ...block, align: cell.align }
          : block,
      );
      return [
        {
          row: rowIndex,
          rowSpan: rowEnd - rowIndex,
          column,
          columnEnd,
          strips: setBlocks(blocks, { ...context, widthPt: width, inCell: true }),
          verticalAlign: cell.verticalAlign,
        },
      ];
    }),
  );
}

function groupEnd(cells: readonly GroupCell[], from: number, count: number): number {
  let end = from + 1;
  for (let row = from; row < end && row < count; row++) {
    for (const cell of cells) if (cell.row === row) end = Math.max(end, row + cell.rowSpan);
  }
  return end;
}

/** How many strips at the top are head rows that repeat. */
function headerCount(
  rows: readonly BookRow[],
  strips: readonly Strip[],
  cells: readonly GroupCell[],
): number {
  let headerRows = 0;
  while (rows[headerRows]?.header === true) headerRows++;
  let count = 0;
  for (let from = 0; from < headerRows; count++) {
    from = groupEnd(cells, from, rows.length);
    // A head that spans into the body cannot repeat.
    if (from > headerRows) return 0;
  }
  return count < strips.length ? count : 0;
}

function withHeader(strips: Strip[], count: number): Strip[] {
  if (count === 0) return strips;
  const header = strips.slice(0, count).map((strip) => ({ ...strip, keepWithNext: true, repeated: true }));
  return strips.map((strip, index) =>
    index < count ? { ...strip, keepWithNext: true } : carrying(strip, header),
  );
}

function carrying(strip: Strip, header: readonly Strip[]): Strip {
  return {
    ...strip,
    header,
    split: (room, whole, force) => {
      const parts = strip.split?.(room, whole - header.reduce((sum, each) => sum + each.heightPt, 0), force);
      return parts && { head: parts.head, tail: carrying(parts.tail, header) };
    },
  };
}

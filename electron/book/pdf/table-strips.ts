import type { Block, BookCell, BookRow, TableBlock } from '../book.ts';
import { CELL_PADDING, TEXT_HEIGHT } from '../layout.ts';
import { columnEdges, joinedRows, type PlacedCell, placeCells } from './cell-grid.ts';
import { type GroupCell, type GroupRow, rowGroupStrip } from './row-group.ts';
import type { SetContext } from './set-context.ts';
import { type Strip, totalHeight } from './strip.ts';

/** Sets the blocks of a cell. */
type SetBlocks = (blocks: readonly Block[], context: SetContext) => Strip[];

/** Sets a table: one strip for each set of rows that spans join, so that no span is cut at a page's end. */
export function tableStrips(table: TableBlock, context: SetContext, setBlocks: SetBlocks): Strip[] {
  const edges = columnEdges(table, context.widthPt);
  const placed = placeCells(table);
  const groups = joinedRows(placed, table.rows.length);
  const strips = groups.map(({ from, to }) => {
    const rows = table.rows.slice(from, to);
    const cells = placed
      .filter((cell) => cell.row >= from && cell.row < to)
      .map((cell) => {
        const widthPt = cellWidth(cell, edges);
        return {
          ...placeOf(cell, from),
          borders: bordersOf(table, cell),
          strips: setBlocks(aligned(cell.cell), { ...context, widthPt, inCell: true }),
        };
      });
    const last = rows.at(-1);
    return rowGroupStrip(
      cells,
      rows.map(groupRow),
      edges,
      last?.keepWithNext === true,
      last?.header === true,
    );
  });
  const headers = groups.findIndex(({ from, to }) => !table.rows.slice(from, to).every((row) => row.header));
  return withHeader(isKeptWhole(table, strips) ? keptWhole(strips) : strips, Math.max(0, headers));
}

/** A small table of the applicant's stays on one page; Word's rows keep with next under the same rule. */
const MOST_KEPT_ROWS = 4;

function isKeptWhole(table: TableBlock, strips: readonly Strip[]): boolean {
  const body = table.rows.filter((row) => !row.header);
  return (
    table.role === 'data' &&
    body.length <= MOST_KEPT_ROWS &&
    body.every((row) => !row.flows) &&
    totalHeight(strips) <= TEXT_HEIGHT
  );
}

function keptWhole(strips: readonly Strip[]): Strip[] {
  return strips.map((strip, index) => (index < strips.length - 1 ? { ...strip, keepWithNext: true } : strip));
}

function groupRow(row: BookRow): GroupRow {
  return { flows: row.flows, ...(row.heading === undefined ? {} : { heading: row.heading.id }) };
}

function bordersOf(table: TableBlock, cell: PlacedCell): GroupCell['borders'] {
  if (table.role !== 'plain') return 'all';
  return cell.columnEnd === table.columns.length ? 'below' : 'none';
}

function cellWidth({ column, columnEnd }: PlacedCell, edges: readonly number[]): number {
  return (edges[columnEnd] ?? 0) - (edges[column] ?? 0) - CELL_PADDING.left - CELL_PADDING.right;
}

function placeOf(
  { cell, row, rowEnd, column, columnEnd }: PlacedCell,
  firstRow: number,
): Omit<GroupCell, 'strips' | 'borders'> {
  return { row: row - firstRow, rowSpan: rowEnd - row, column, columnEnd, verticalAlign: cell.verticalAlign };
}

/** The cell's alignment is that of its paragraphs which have none of their own. */
function aligned({ blocks, align }: BookCell): Block[] {
  if (align === 'left') return blocks;
  return blocks.map((block) =>
    (block.kind === 'paragraph' || block.kind === 'boundPage') && block.align === undefined
      ? { ...block, align }
      : block,
  );
}

/** A head that is higher is text rather than a head: printed again on each page, it would leave no room. */
const HIGHEST_HEAD = TEXT_HEIGHT / 4;

/** The first `count` strips are head rows: they stay with what follows and are printed again on each page. */
function withHeader(strips: readonly Strip[], count: number): Strip[] {
  if (totalHeight(strips.slice(0, count)) > HIGHEST_HEAD) return [...strips];
  const head = strips.slice(0, count).map((strip) => ({ ...strip, keepWithNext: true }));
  const repeated = head.map((strip) => ({ ...strip, repeated: true }));
  return [...head, ...strips.slice(count).map((strip) => (count === 0 ? strip : carrying(strip, repeated)))];
}

function carrying(strip: Strip, header: readonly Strip[]): Strip {
  return {
    ...strip,
    header,
    split: (room, whole, force) => {
      const parts = strip.split?.(room, whole - totalHeight(header), force);
      return parts && { head: parts.head, tail: carrying(parts.tail, header) };
    },
  };
}

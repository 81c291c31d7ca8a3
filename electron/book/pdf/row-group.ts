import { BORDER_WIDTH, CELL_PADDING, STYLES } from '../layout.ts';
import type { PageItem } from './page-items.ts';
import { fill, paintAll, type Strip, totalHeight, withRepeatedHeader } from './strip.ts';

export interface GroupCell {
  row: number;
  rowSpan: number;
  column: number;
  /** First column to the right of the cell. */
  columnEnd: number;
  strips: readonly Strip[];
  verticalAlign: 'top' | 'center';
  /** All four borders, the lower one only, or none. */
  borders: 'all' | 'below' | 'none';
  /** Goes on from the page before: it may be empty now, and stands at the top. */
  continued?: boolean;
}
export interface GroupRow {
  flows: boolean;
  /** Id of the heading that the row prints. */
  heading?: string;
  /** Kept from the uncut group, so that a cut does not move its upper part. */
  leastHeight?: number;
}

const ROW_EXTRA = CELL_PADDING.top + CELL_PADDING.bottom + BORDER_WIDTH;
/** Each lower cut, by twice as much, may leave other rows empty. */
const MOST_CUTS = 8;
const EMPTY_LINE = STYLES.formValue.pitchPt;

/**
 * Rows that row spans join (mostly: one row), as one strip with all its borders. Where it is cut,
 * both parts have all borders too.
 */
export function rowGroupStrip(
  cells: readonly GroupCell[],
  rows: readonly GroupRow[],
  edges: readonly number[],
  keepWithNext: boolean,
  isHeader = false,
): Strip {
  const tops = rowTops(cells, rows);
  const heightPt = tops.at(-1) ?? 0;
  return {
    heightPt,
    keepWithNext,
    paint: (items, x, y) => paintGroup(items, { cells, rows, edges, tops, anchors: !isHeader }, x, y),
    split: (room, whole, force) => {
      if (!rows.some((row) => row.flows) && heightPt <= whole && !force) return undefined;
      const cutFor = (height: number): { head: Strip; tail: Strip } | undefined => {
        const cut = cutCells(cells, rows, tops, height, whole, force);
        return (
          cut && {
            head: rowGroupStrip(cut.head.cells, cut.head.rows, edges, false, isHeader),
            tail: rowGroupStrip(cut.tail.cells, cut.tail.rows, edges, keepWithNext, isHeader),
          }
        );
      };
      let height = room;
      let parts = cutFor(height);
      // Borders and paddings of rows that the cut leaves empty need room too.
      for (let tries = 0; parts !== undefined && tries < MOST_CUTS; tries++) {
        const excess = parts.head.heightPt - room;
        if (excess <= 0.01) return parts;
        height -= excess * 2 ** tries;
        const lower = cutFor(height);
        if (lower === undefined) break;
        parts = lower;
      }
      return parts !== undefined && (force || parts.head.heightPt <= room + 0.01) ? parts : undefined;
    },
  };
}

/** Upper edges of the rows and, last, the lower edge of the group. */
function rowTops(cells: readonly GroupCell[], rows: readonly GroupRow[]): number[] {
  const heights = rows.map((row) => row.leastHeight ?? 0);
  for (const cell of [...cells].sort((a, b) => a.rowSpan - b.rowSpan)) {
    const last = cell.row + cell.rowSpan - 1;
    let missing = cellHeight(cell);
    for (let row = cell.row; row <= last; row++) missing -= heights[row] ?? 0;
    if (missing > 0) heights[last] = (heights[last] ?? 0) + missing;
  }
  const tops = [0];
  for (const height of heights) tops.push((tops.at(-1) ?? 0) + height);
  return tops;
}

function cellHeight(cell: GroupCell): number {
  const content = totalHeight(cell.strips);
  return (content === 0 && cell.continued !== true ? EMPTY_LINE : content) + ROW_EXTRA;
}

interface Part {
  cells: GroupCell[];
  rows: GroupRow[];
}

function cutCells(
  cells: readonly GroupCell[],
  rows: readonly GroupRow[],
  tops: readonly number[],
  room: number,
  whole: number,
  force: boolean,
): { head: Part; tail: Part } | undefined {
  // The row in which the room ends.
  let row = 0;
  while (row + 1 < rows.length && (tops[row + 1] ?? 0) <= room) row++;
  const mayCutRow =
    rows[row]?.flows === true || (tops[row + 1] ?? 0) - (tops[row] ?? 0) > whole || (force && row === 0);
  const inside = mayCutRow
    ? cutAt(cells, rows, tops, { room, whole, row, inside: true, force: force && row === 0 })
    : undefined;
  if (inside !== undefined) return inside;
  return row > 0
    ? cutAt(cells, rows, tops, { room: tops[row] ?? 0, whole, row, inside: false, force: false })
    : undefined;
}

interface Cut {
  room: number;
  whole: number;
  /** First row that is not wholly above the cut. */
  row: number;
  /** The cut goes through that row, not above it. */
  inside: boolean;
  force: boolean;
}

function cutAt(
  cells: readonly GroupCell[],
  rows: readonly GroupRow[],
  tops: readonly number[],
  cut: Cut,
): { head: Part; tail: Part } | undefined {
  const head: GroupCell[] = [];
  const tail: GroupCell[] = [];
  const lastOfHead = cut.inside ? cut.row : cut.row - 1;
  let cutThrough = false;
  let progress = cut.row > 0;
  for (const cell of cells) {
    const end = cell.row + cell.rowSpan;
    if (end <= cut.row) {
      head.push(cell);
      continue;
    }
    if (cell.row > lastOfHead) {
      tail.push({ ...cell, row: cell.row - cut.row });
      continue;
    }
    const room = cut.room - (tops[cell.row] ?? 0) - ROW_EXTRA;
    const filled = fill(cell.strips, room, cut.whole - ROW_EXTRA, cut.force);
    const begins = cell.row === cut.row && cell.rowSpan === 1;
    // Each cell of a cut row shows at least its first line above the cut.
    if (begins && cell.strips.length > 0 && filled.placed.length === 0) return undefined;
    cutThrough ||= filled.rest.length > 0;
    progress ||= filled.placed.length > 0;
    head.push({
      ...cell,
      rowSpan: lastOfHead - cell.row + 1,
      strips: filled.placed,
      verticalAlign: 'top',
      continued: true,
    });
    tail.push({
      ...cell,
      row: Math.max(0, cell.row - cut.row),
      rowSpan: end - Math.max(cell.row, cut.row),
      strips: withRepeatedHeader(filled.rest),
      verticalAlign: 'top',
      continued: true,
    });
  }
  if ((cut.inside && !cutThrough) || !progress) return undefined;
  return {
    head: {
      cells: head,
      rows: rows.slice(0, lastOfHead + 1).map((row, index) => ({
        ...row,
        ...(index < cut.row ? { leastHeight: (tops[index + 1] ?? 0) - (tops[index] ?? 0) } : {}),
      })),
    },
    tail: {
      cells: tail,
      rows: rows.slice(cut.row).map(({ flows, heading }, index) => ({
        flows,
        // A row that began above the cut has printed its heading there.
        ...(heading === undefined || (cut.inside && index === 0) ? {} : { heading }),
      })),
    },
  };
}

interface Painted {
  cells: readonly GroupCell[];
  rows: readonly GroupRow[];
  edges: readonly number[];
  tops: readonly number[];
  anchors: boolean;
}

function paintGroup(items: PageItem[], group: Painted, x: number, y: number): void {
  group.rows.forEach((row, index) => {
    if (row.heading !== undefined && group.anchors) {
      items.push({ kind: 'anchor', id: row.heading, y: y + (group.tops[index] ?? 0) });
    }
  });
  for (const cell of group.cells) {
    const left = x + (group.edges[cell.column] ?? 0);
    const right = x + (group.edges[cell.columnEnd] ?? 0);
    const top = y + (group.tops[cell.row] ?? 0);
    const bottom = y + (group.tops[cell.row + cell.rowSpan] ?? 0);
    const below: PageItem = { kind: 'line', x1: left, y1: bottom, x2: right, y2: bottom };
    if (cell.borders === 'below') items.push(below);
    if (cell.borders === 'all') {
      items.push(
        { kind: 'line', x1: left, y1: top, x2: right, y2: top },
        below,
        { kind: 'line', x1: left, y1: top, x2: left, y2: bottom },
        { kind: 'line', x1: right, y1: top, x2: right, y2: bottom },
      );
    }
    const spare = bottom - top - totalHeight(cell.strips) - CELL_PADDING.top - CELL_PADDING.bottom;
    const down = cell.verticalAlign === 'center' ? Math.max(0, spare) / 2 : 0;
    paintAll(cell.strips, items, left + CELL_PADDING.left, top + CELL_PADDING.top + down);
  }
}

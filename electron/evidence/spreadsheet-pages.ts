import { type LaidRow, type PrintedCell, rowHeight, SHEET_TEXT, type SheetRow } from './sheet-page.ts';

/** A row's part that stands on one page. */
interface Part {
  row: LaidRow;
  /** Index of the row in the sheet. */
  index: number;
}

const MOST_ATTEMPTS = 5;

/**
 * Breaks rows into pages of `room` pt, the heading on top of each. Rows under a merged cell stay together
 * where a page holds them; where it does not, the merged text comes again on every page. Nothing is cut off.
 */
export function paginate(
  given: readonly LaidRow[],
  heading: { from: number; to: number } | undefined,
  room: number,
): SheetRow[][] {
  const rows = given.map((row) => ({ ...row, cells: row.cells.map((cell) => ({ ...cell })) }));
  const groupEnds = settleMerges(rows, room);
  for (let attempt = 1; ; attempt += 1) {
    const pages = breakRows(rows, groupEnds, heading, room);
    const printed = new Set<PrintedCell>();
    const placed = pages.map((parts) => placeCells(parts, rows, printed));
    // Areas that overlap in turn may be torn so that a text fits nowhere: then its area is given up.
    const lost = rows.flatMap((row, index) =>
      row.cells.flatMap((cell) =>
        cell.rows > 1 && (attempt === MOST_ATTEMPTS || !printed.has(cell)) ? [{ cell, index }] : [],
      ),
    );
    if (lost.length === 0 || lost.every(({ cell }) => printed.has(cell))) return placed;
    for (const { cell, index } of lost) giveUpMerge(rows, index, cell);
  }
}

function breakRows(
  rows: readonly LaidRow[],
  groupEnds: readonly (number | undefined)[],
  heading: { from: number; to: number } | undefined,
  room: number,
): Part[][] {
  const headingParts =
    heading === undefined
      ? []
      : rows
          .slice(heading.from, heading.to + 1)
          .map((row, offset) => ({ row, index: heading.from + offset }));
  const headingHeight = heightOf(headingParts);
  const repeats = headingParts.length > 0 && headingHeight < room / 3;
  const lastHeading = heading?.to ?? -1;

  const pages: Part[][] = [];
  let current: Part[] = [];
  let used = 0;
  const turnPage = (index: number) => {
    pages.push(current);
    current = repeats && index > lastHeading ? [...headingParts] : [];
    used = heightOf(current);
  };
  for (const [index, row] of rows.entries()) {
    const fresh = repeats && index > lastHeading ? headingHeight : 0;
    const together = groupEnds[index] === undefined ? row.height : groupHeight(rows, index, groupEnds[index]);
    const needed = together <= room - fresh ? together : row.height;
    if (used + needed > room && used > fresh) turnPage(index);
    for (const part of splitRow(row, room - used, room - fresh)) {
      if (used + part.height > room && used > fresh) turnPage(index);
      current.push({ row: part, index });
      used += part.height;
    }
  }
  pages.push(current);
  return pages;
}

const heightOf = (parts: readonly Part[]) => parts.reduce((sum, { row }) => sum + row.height, 0);

function groupHeight(rows: readonly LaidRow[], from: number, to: number): number {
  let height = 0;
  for (let index = from; index <= to; index += 1) height += rows[index]?.height ?? 0;
  return height;
}

/**
 * Gives merged cells the height that their text needs, and tells for a row that begins a group of rows
 * merged together where the group ends. A merged text too long to stand on each of several pages is
 * printed in its first row, which is then as high as any.
 */
function settleMerges(rows: LaidRow[], room: number): (number | undefined)[] {
  const ends: (number | undefined)[] = new Array(rows.length).fill(undefined);
  for (const [index, row] of rows.entries()) {
    for (const cell of row.cells) {
      if (cell.rows === 1) continue;
      const end = Math.min(rows.length, index + cell.rows) - 1;
      cell.rows = end - index + 1;
      const last = rows[end];
      const missing = rowHeight(cell.lines.length) - groupHeight(rows, index, end);
      const group = rows.slice(index, end + 1);
      const fits = groupHeight(rows, index, end) + Math.max(0, missing) <= room * 0.6;
      const small = [rowHeight(cell.lines.length), ...group.map((each) => each.height)].every(
        (height) => height <= room / 4,
      );
      if (fits || small) {
        if (missing > 0 && last !== undefined) last.height += missing;
        ends[index] = Math.max(ends[index] ?? 0, end);
      } else {
        giveUpMerge(rows, index, cell);
      }
    }
  }
  return ends;
}

function giveUpMerge(rows: readonly LaidRow[], index: number, cell: PrintedCell): void {
  for (let below = index + 1; below < index + cell.rows; below += 1) uncover(rows[below], cell);
  cell.rows = 1;
  const row = rows[index];
  if (row !== undefined) row.height = Math.max(row.height, rowHeight(cell.lines.length));
}

function uncover(row: LaidRow | undefined, cell: PrintedCell): void {
  if (row === undefined) return;
  const covered = new Set(row.covered);
  for (let column = cell.column; column < cell.column + cell.columns; column += 1) covered.delete(column);
  row.covered = covered;
  row.cells.push({ column: cell.column, columns: cell.columns, rows: 1, lines: [''], align: 'left' });
}

/** Parts of a row that is higher than a page; nothing is cut off. */
function splitRow(row: LaidRow, firstRoom: number, room: number): LaidRow[] {
  if (row.height <= firstRoom || row.height <= room) return [row];
  const linesIn = (height: number) =>
    Math.max(1, Math.floor((height - 2 * SHEET_TEXT.padding) / SHEET_TEXT.pitch));
  const most = Math.max(...row.cells.map((cell) => cell.lines.length));
  const parts: LaidRow[] = [];
  for (let from = 0; from < most; ) {
    const count = Math.min(most - from, linesIn(parts.length === 0 ? firstRoom : room));
    const cells = row.cells.map((cell) => ({ ...cell, lines: cell.lines.slice(from, from + count) }));
    parts.push({ ...row, cells, height: rowHeight(count) });
    from += count;
  }
  return parts;
}

/** The cells of one page: those begun on an earlier one go on, with their text where it finds room. */
function placeCells(parts: readonly Part[], rows: readonly LaidRow[], printed: Set<PrintedCell>): SheetRow[] {
  return parts.map(({ row, index }, at) => {
    const cells = row.cells.map((cell) => onPage(cell, parts, at, index, rows, printed));
    const above = parts[at - 1];
    if (row.covered.size > 0 && (above === undefined || above.index !== index - 1)) {
      for (const { cell, from } of reaching(rows, index))
        cells.push(onPage(cell, parts, at, from, rows, printed));
    }
    return { height: row.height, heading: row.heading, cells };
  });
}

/** The merged cells of rows above that cover part of this one. */
function reaching(rows: readonly LaidRow[], index: number): { cell: PrintedCell; from: number }[] {
  const covered = new Set(rows[index]?.covered);
  const found: { cell: PrintedCell; from: number }[] = [];
  for (let from = index - 1; from >= 0 && covered.size > 0; from -= 1) {
    for (const cell of rows[from]?.cells ?? []) {
      if (cell.rows < 2 || from + cell.rows <= index || !covered.has(cell.column)) continue;
      for (let column = cell.column; column < cell.column + cell.columns; column += 1) covered.delete(column);
      found.push({ cell, from });
    }
  }
  return found;
}

function onPage(
  cell: PrintedCell,
  parts: readonly Part[],
  at: number,
  from: number,
  rows: readonly LaidRow[],
  printed: Set<PrintedCell>,
): PrintedCell {
  if (cell.rows === 1) return cell;
  let end = at;
  // A heading that comes again is followed by another row than its own next.
  while (
    parts[end + 1]?.index === (parts[end]?.index ?? 0) + 1 &&
    (parts[end + 1]?.index ?? 0) < from + cell.rows
  )
    end += 1;
  const height = heightOf(parts.slice(at, end + 1));
  const whole = groupHeight(rows, from, from + cell.rows - 1) <= height + 0.01;
  const shown = whole || rowHeight(cell.lines.length) <= height + 0.01;
  if (shown) printed.add(cell);
  return { ...cell, rows: end - at + 1, lines: shown ? cell.lines : [''] };
}

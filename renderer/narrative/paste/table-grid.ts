import type { NarrativeTable, NarrativeTableCell } from '../../../shared/text/narrative.ts';

const WIDEST_SPAN = 20;
const TALLEST_SPAN = 200;
/** Word's widest table. */
export const MOST_COLUMNS = 63;
export const MOST_ROWS = 500;

/** A cell as HTML gives it, before it has its place. */
export interface RawCell {
  type: NarrativeTableCell['type'];
  colspan: number;
  /** 0: down to the end of the table, as HTML has it. */
  rowspan: number;
  content: NarrativeTableCell['content'];
}

export interface SquareTable {
  /** Undefined when there is no cell. */
  table: NarrativeTable | undefined;
  lostRows: number;
  /** Cells to the right of the widest table. */
  lostCells: number;
}

/**
 * Rows of cells as a table without holes and overlaps, each span within the model's limits: the editor
 * and the book count on that. Cells are laid as browsers lay them (HTML, “forming a table”).
 */
export function squareTable(rows: readonly (readonly RawCell[])[]): SquareTable {
  const height = Math.min(rows.length, MOST_ROWS);
  const taken: boolean[][] = Array.from({ length: height }, () => []);
  const placed: { column: number; cell: RawCell; colspan: number; rowspan: number }[][] = [];
  let width = 0;
  let lostCells = 0;
  for (let row = 0; row < height; row += 1) {
    const line: (typeof placed)[number] = [];
    let column = 0;
    for (const cell of rows[row] ?? []) {
      while (taken[row]?.[column]) column += 1;
      if (column >= MOST_COLUMNS) {
        lostCells += 1;
        continue;
      }
      const colspan = freeColumns(taken[row] ?? [], column, cell.colspan);
      const wished = cell.rowspan === 0 ? height : cell.rowspan;
      const rowspan = Math.max(1, Math.min(wished, height - row, TALLEST_SPAN));
      for (let down = row; down < row + rowspan; down += 1)
        for (let right = column; right < column + colspan; right += 1) (taken[down] ?? [])[right] = true;
      line.push({ column, cell, colspan, rowspan });
      column += colspan;
      width = Math.max(width, column);
    }
    placed.push(line);
  }
  const lostRows = rows.length - height;
  if (width === 0) return { table: undefined, lostRows, lostCells };
  const covered: boolean[][] = Array.from({ length: height }, () => []);
  const content = placed.map((line, row) => {
    const cells: NarrativeTableCell[] = [];
    const at = new Map(line.map((each) => [each.column, each]));
    for (let column = 0; column < width; column += 1) {
      if (covered[row]?.[column]) continue;
      const found = at.get(column);
      if (found === undefined) {
        cells.push(cellOf('tableCell', 1, 1, []));
        continue;
      }
      for (let down = row; down < row + found.rowspan; down += 1)
        for (let right = column; right < column + found.colspan; right += 1)
          (covered[down] ?? [])[right] = true;
      cells.push(cellOf(found.cell.type, found.colspan, found.rowspan, found.cell.content));
    }
    return { type: 'tableRow' as const, content: cells };
  });
  return { table: { type: 'table', content }, lostRows, lostCells };
}

/** As many columns as the cell wants and as are free beside each other, within the limits. */
function freeColumns(row: readonly boolean[], column: number, wished: number): number {
  const most = Math.min(Math.max(1, wished), WIDEST_SPAN, MOST_COLUMNS - column);
  let free = 1;
  while (free < most && row[column + free] !== true) free += 1;
  return free;
}

function cellOf(
  type: NarrativeTableCell['type'],
  colspan: number,
  rowspan: number,
  content: NarrativeTableCell['content'],
): NarrativeTableCell {
  const attrs = { ...(colspan === 1 ? {} : { colspan }), ...(rowspan === 1 ? {} : { rowspan }) };
  return {
    type,
    ...(Object.keys(attrs).length === 0 ? {} : { attrs }),
    content: content.length === 0 ? [{ type: 'paragraph' }] : content,
  };
}

import type { SheetRange } from '../evidence/sheet-grid.ts';
import type { TableCell } from './table-row.ts';

const MOST_MERGES = 20_000;

interface Reaching {
  bottom: number;
  cell: TableCell;
}

/**
 * What is merged downwards stands in its first row alone, and means every row that it reaches: one supplier of
 * three invoices, one invoice of three items. Rows are given in their order.
 */
export class MergedCells {
  readonly #beginning = new Map<number, SheetRange[]>();
  readonly #reaching = new Map<number, Reaching>();
  #count = 0;

  /** @param range counted from 0 */
  add(range: SheetRange): void {
    if (range.bottom === range.top || this.#count >= MOST_MERGES) return;
    this.#count += 1;
    const same = this.#beginning.get(range.top);
    if (same === undefined) this.#beginning.set(range.top, [range]);
    else same.push(range);
  }

  /** Gives a row what reaches it from above, marked as such. @param row counted from 0 */
  fill(row: number, cells: Map<number, TableCell>): void {
    for (const [column, { bottom, cell }] of this.#reaching)
      if (row > bottom) this.#reaching.delete(column);
      else if (!cells.has(column)) cells.set(column, { ...cell, isMerged: true });
    for (const { left, bottom } of this.#beginning.get(row) ?? []) {
      const cell = cells.get(left);
      if (cell !== undefined) this.#reaching.set(left, { bottom, cell });
    }
  }
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TableBlock } from '../book.ts';
import { cell, row } from './sample-books.ts';
import { placeOnGrid } from './table-grid.ts';

const table = (columns: number, rows: TableBlock['rows']): TableBlock => ({
  kind: 'table',
  role: 'data',
  columns: Array.from({ length: columns }, () => 50),
  rows,
});

test('cells that a span covers are not listed: what follows moves to the next free column', () => {
  const grid = placeOnGrid(
    table(3, [
      row([cell('甲', { rowSpan: 2 }), cell('乙', { columnSpan: 2 })]),
      row([cell('丙'), cell('丁')]),
    ]),
  );
  expect(grid.rows[1]?.places.map(({ from, continues }) => [from.column, continues])).toEqual([
    [0, true],
    [1, false],
    [2, false],
  ]);
});

test('every place belongs to exactly one cell and no cell is lost, whatever spans a table claims', () => {
  const anyCell = fc.record({
    columnSpan: fc.integer({ min: -1, max: 6 }),
    rowSpan: fc.integer({ min: -1, max: 6 }),
  });
  const anyRows = fc.array(fc.array(anyCell, { maxLength: 5 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4 }), anyRows, (columns, rows) => {
      const given = rows.map((cells) => row(cells.map((spans) => cell('字', spans))));
      const grid = placeOnGrid(table(columns, given));
      for (const { places } of grid.rows) {
        let column = 0;
        for (const { from } of places) {
          expect(from.column).toBe(column);
          column += from.columnSpan;
        }
        expect(column).toBe(grid.columnCount);
      }
      const begun = grid.rows.flatMap(({ places }) => places.filter(({ continues }) => !continues));
      const kept = new Set(begun.map(({ from }) => from.cell));
      expect(given.flatMap(({ cells }) => cells).filter((each) => !kept.has(each))).toEqual([]);
      const covered = begun.reduce((sum, { from }) => sum + from.columnSpan * from.rowSpan, 0);
      expect(covered).toBe(grid.columnCount * rows.length);
    }),
  );
});

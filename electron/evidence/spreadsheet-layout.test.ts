import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Sheet } from './sheet-grid.ts';
import { layoutSheets } from './spreadsheet-layout.ts';

const cell = fc.record({
  text: fc.string({ maxLength: 60, unit: fc.constantFrom(...'发票号码12345 abc，') }),
  number: fc.boolean(),
});
const sheet: fc.Arbitrary<Sheet> = fc.integer({ min: 1, max: 14 }).chain((columns) =>
  fc.record({
    name: fc.constant('明细'),
    merges: fc.constant([]),
    rows: fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
      minLength: 1,
      maxLength: 120,
    }),
  }),
);

test('rows fit their page, tables its width, and every cell is printed', () => {
  fc.assert(
    fc.property(sheet, (one) => {
      const pages = layoutSheets([one]);
      for (const page of pages) {
        expect(page.columns.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(page.width);
        expect(page.rows.reduce((sum, row) => sum + row.height, 0)).toBeLessThanOrEqual(page.height);
      }
      const squash = (texts: string[]) => texts.join('').replace(/\s/g, '');
      const printed = squash(
        pages.flatMap((page) => page.rows.flatMap((row) => row.cells.flatMap((each) => each.lines))),
      );
      const given = squash(one.rows.flatMap((row) => row.map((each) => each.text)));
      expect(printed.length).toBeGreaterThanOrEqual(given.length);
    }),
    { numRuns: 60 },
  );
});

test('a row higher than a page goes on to the next', () => {
  const long = '很长的说明'.repeat(900);
  const pages = layoutSheets([
    {
      name: 'x',
      merges: [],
      rows: [
        [
          { text: long, number: false },
          { text: 'b', number: false },
        ],
      ],
    },
  ]);
  expect(pages.length).toBeGreaterThan(1);
  const printed = pages.flatMap((page) => page.rows.flatMap((row) => row.cells[0]?.lines ?? [])).join('');
  expect(printed).toBe(long);
});

test('a wide sheet lies sideways, its heading comes again', () => {
  const heading = Array.from({ length: 11 }, (_, index) => ({ text: `第${index}列的名称`, number: false }));
  const rows = Array.from({ length: 80 }, () =>
    heading.map((_, index) => ({ text: `${index}00000`, number: true })),
  );
  const pages = layoutSheets([{ name: 'x', merges: [], rows: [heading, ...rows] }]);
  expect(pages.length).toBeGreaterThan(1);
  for (const page of pages) expect([page.sideways, page.rows[0]?.heading]).toEqual([true, true]);
});

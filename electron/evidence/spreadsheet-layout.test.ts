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

/** Areas of random size, thrown away where they overlap. */
const mergedSheet: fc.Arbitrary<Sheet> = fc
  .record({
    columns: fc.integer({ min: 2, max: 6 }),
    rowCount: fc.integer({ min: 2, max: 150 }),
    areas: fc.array(
      fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 4 })),
      {
        maxLength: 25,
      },
    ),
    length: fc.integer({ min: 1, max: 400 }),
  })
  .map(({ columns, rowCount, areas, length }) => {
    const taken = new Set<string>();
    const rows = Array.from({ length: rowCount }, (_, row) =>
      Array.from({ length: columns }, (_, column) => ({ text: `${row}/${column}`, number: false })),
    );
    const merges = areas.flatMap(([down, across, high, wide]) => {
      const [row, column] = [down % rowCount, across % columns];
      const area = {
        row,
        column,
        rows: Math.min(high, rowCount - row),
        columns: Math.min(wide, columns - column),
      };
      const places: [number, number][] = [];
      for (let y = 0; y < area.rows; y += 1)
        for (let x = 0; x < area.columns; x += 1) places.push([row + y, column + x]);
      if (places.length < 2 || places.some((place) => taken.has(place.join()))) return [];
      for (const [y, x] of places) {
        taken.add([y, x].join());
        const cell = rows[y]?.[x];
        if (cell !== undefined) cell.text = '';
      }
      const first = rows[row]?.[column];
      if (first !== undefined) first.text = '合'.repeat(length);
      return [area];
    });
    return { name: '合并', rows, merges };
  });

test('merged or not, every place of a page is drawn once, and every text is printed whole', () => {
  fc.assert(
    fc.property(mergedSheet, (one) => {
      const pages = layoutSheets([one]);
      const printed = new Map<string, number>();
      for (const page of pages) {
        expect(page.rows.reduce((sum, row) => sum + row.height, 0)).toBeLessThan(page.height);
        const drawn = new Set<string>();
        for (const [index, row] of page.rows.entries())
          for (const cell of row.cells) {
            const text = cell.lines.join('');
            printed.set(text, (printed.get(text) ?? 0) + 1);
            for (let y = 0; y < cell.rows; y += 1)
              for (let x = 0; x < cell.columns; x += 1) {
                const place = `${index + y}.${cell.column + x}`;
                expect(drawn.has(place), place).toBe(false);
                drawn.add(place);
              }
          }
        expect(drawn.size).toBe(page.rows.length * page.columns.length);
      }
      for (const text of one.rows.flat().map((each) => each.text))
        if (/^\d/.test(text)) expect(printed.has(text), text).toBe(true);
      const merged = one.rows.flat().filter((each) => each.text.startsWith('合'));
      const characters = [...printed].reduce(
        (sum, [text, times]) => sum + (text.startsWith('合') ? text.length * times : 0),
        0,
      );
      const needed = merged.reduce((sum, each) => sum + each.text.length, 0);
      expect(characters).toBeGreaterThanOrEqual(needed);
    }),
    { numRuns: 150 },
  );
});

test('a narrow table is stretched, its text at full size; a merged heading comes again whole', () => {
  const cell = (text: string) => ({ text, number: false });
  const heading = [
    [cell('部门'), cell('人数'), cell('')],
    [cell(''), cell('2023年'), cell('2024年')],
  ];
  const rows = Array.from({ length: 100 }, (_, index) => [cell(`第${index}部`), cell('12'), cell('34')]);
  const merges = [
    { row: 0, column: 0, rows: 2, columns: 1 },
    { row: 0, column: 1, rows: 1, columns: 2 },
  ];
  const pages = layoutSheets([{ name: 'x', rows: [...heading, ...rows], merges }]);
  for (const page of pages) {
    expect(page.columns.reduce((sum, width) => sum + width, 0) / page.width).toBeGreaterThan(0.5);
    expect(page.rows.map((row) => row.heading).slice(0, 3)).toEqual([true, true, false]);
    expect(page.rows[0]?.cells[0]).toMatchObject({ rows: 2, lines: ['部门'], align: 'center' });
  }
  expect(pages.length).toBeGreaterThan(3);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EVIDENCE_AREA, pageTurn, placeBox, slicePicture, type Turn } from './page-placement.ts';
import { type Matrix, scanContent } from './pdf-content.ts';
import type { Sheet } from './spreadsheet.ts';
import { layoutSheets } from './spreadsheet-layout.ts';
import { widestWidth, wrapBalanced, wrapText } from './text-wrap.ts';

const side = fc.double({ min: 20, max: 5000, noNaN: true });
const turn = fc.constantFrom<Turn>(0, 90, 180, 270);

describe('placing pages', () => {
  const map = ([a, b, c, d, e, f]: Matrix, x: number, y: number) =>
    [a * x + c * y + e, b * x + d * y + f] as const;

  test('a box of any size, place and turn lies within the area, in its own proportions, and is not blown up', () => {
    fc.assert(
      fc.property(side, side, side, side, turn, (x, y, width, height, turned) => {
        const { matrix, scale, place } = placeBox({ x, y, width, height }, turned, 1);
        expect(scale).toBeLessThanOrEqual(1);
        for (const [cornerX, cornerY] of [
          [x, y],
          [x + width, y + height],
        ] as const) {
          const [left, bottom] = map(matrix, cornerX, cornerY);
          expect(left).toBeGreaterThan(EVIDENCE_AREA.x - 0.01);
          expect(left).toBeLessThan(EVIDENCE_AREA.x + EVIDENCE_AREA.width + 0.01);
          expect(bottom).toBeGreaterThan(EVIDENCE_AREA.y - 0.01);
          expect(bottom).toBeLessThan(EVIDENCE_AREA.y + EVIDENCE_AREA.height + 0.01);
        }
        const [shownWidth, shownHeight] = turned % 180 === 0 ? [width, height] : [height, width];
        expect(place.width / place.height).toBeCloseTo(shownWidth / shownHeight, 3);
      }),
    );
  });

  test('wide pages stand upright unless they stay legible as they are', () => {
    expect(pageTurn({ width: 595, height: 842 }, 0, 0)).toBe(0);
    expect(pageTurn({ width: 842, height: 595 }, 0, 0)).toBe(270);
    expect(pageTurn({ width: 595, height: 842 }, 90, 0)).toBe(0);
    expect(pageTurn({ width: 1190, height: 842 }, 180, 0)).toBe(90);
    expect(pageTurn({ width: 680, height: 397 }, 0, 0)).toBe(0);
    expect(pageTurn({ width: 595, height: 842 }, 0, 90)).toBe(90);
  });

  test('the parts of a long screenshot cover it without a gap, each within the area', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 50, max: 4000 }),
        fc.integer({ min: 50, max: 60_000 }),
        (width, height) => {
          let covered = 0;
          for (const { top, height: rows, place } of slicePicture(width, height)) {
            expect(top).toBeLessThanOrEqual(covered);
            covered = top + rows;
            expect(place.y).toBeGreaterThan(EVIDENCE_AREA.y - 1);
            expect(place.y + place.height).toBeLessThan(EVIDENCE_AREA.y + EVIDENCE_AREA.height + 1);
            expect(place.width / place.height / (width / rows)).toBeCloseTo(1, 2);
          }
          expect(covered).toBe(height);
        },
      ),
    );
  });
});

describe('page content', () => {
  const scan = (text: string) => scanContent([Buffer.from(text, 'latin1')]);

  test('counts saves and restores that do not match, past strings, comments, dictionaries and pictures', () => {
    expect(scan('q Q q')).toMatchObject({ surplusRestores: 0, unclosedSaves: 1 });
    expect(scan('Q q Q Q')).toMatchObject({ surplusRestores: 2, unclosedSaves: 0 });
    expect(scan('(q \\) q (q) q) Tj % q q\nq <71 51> Tj /q gs << /q 1 >> Q')).toMatchObject({
      surplusRestores: 0,
      unclosedSaves: 0,
    });
    expect(scan('q BI /W 9 ID q q Q\x00 EIq q EI Q')).toMatchObject({ unclosedSaves: 0, draws: true });
  });

  test('a token never spans two streams', () => {
    expect(scanContent([Buffer.from('q'), Buffer.from('Q')])).toMatchObject({
      unclosedSaves: 0,
      surplusRestores: 0,
    });
  });

  test('knows blanks from text, drawing from clipping, and where pictures stand', () => {
    expect(scan('BT ( ) Tj <0003> Tj [(  ) 20 <0020>] TJ ET').writes).toBe(false);
    expect(scan('BT (a) Tj ET').writes).toBe(true);
    expect(scan('0 0 9 9 re W n').draws).toBe(false);
    expect(scan('0 0 9 9 re f*').draws).toBe(true);
    expect(scan('q 2 0 0 3 5 6 cm q 10 0 0 10 1 1 cm /Im0 Do Q Q /Im1 Do').shown).toEqual([
      { name: 'Im0', matrix: [20, 0, 0, 30, 7, 9] },
      { name: 'Im1', matrix: [1, 0, 0, 1, 0, 0] },
    ]);
  });

  test('any bytes are read to their end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const { surplusRestores, unclosedSaves } = scanContent([bytes]);
        expect(Math.min(surplusRestores, unclosedSaves)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('wrapping', () => {
  const text = fc.string({ maxLength: 120, unit: fc.constantFrom(...'中文，。（）abc XW1 “”企业10%') });

  test('no line is wider than its column, nothing but blanks is lost', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 30, max: 300 }), (words, width) => {
        for (const wrap of [wrapText, wrapBalanced]) {
          const lines = wrap(words, width, 12);
          for (const line of lines) expect(widestWidth(line, 12)).toBeLessThanOrEqual(width);
          expect(lines.join('').replace(/\s/g, '')).toBe(words.replace(/\s/g, ''));
        }
      }),
    );
  });

  test('marks do not begin a line, brackets do not end one, words are not torn', () => {
    const lines = wrapText('本项目采用MES系统，覆盖生产、质量（全程）与设备。', 70, 12);
    for (const line of lines) expect(line).not.toMatch(/^[，。、）]|[（]$/);
    expect(lines.some((line) => line.includes('MES'))).toBe(true);
    expect(wrapBalanced('企业参保人数证明材料', 100, 12).map((line) => line.length)).toEqual([5, 5]);
  });
});

describe('spreadsheet pages', () => {
  const cell = fc.record({
    text: fc.string({ maxLength: 60, unit: fc.constantFrom(...'发票号码12345 abc，') }),
    number: fc.boolean(),
  });
  const sheet: fc.Arbitrary<Sheet> = fc.integer({ min: 1, max: 14 }).chain((columns) =>
    fc.record({
      name: fc.constant('明细'),
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
    const pages = layoutSheets([{ name: 'x', rows: [heading, ...rows] }]);
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect([page.sideways, page.rows[0]?.heading]).toEqual([true, true]);
  });
});

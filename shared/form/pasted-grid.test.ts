import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NOTICE } from '../notices/cq-2025-40/notice.ts';
import type { FieldOfKind } from './definition.ts';
import { fieldsOf } from './definition.ts';
import { isBlock, placeBlock } from './pasted-grid.ts';

const found = fieldsOf(NOTICE.forms.benchmark).find((field) => field.id === 'indicators');
if (found?.kind !== 'yearTable') throw new Error('the form has no table of years');
const TABLE: FieldOfKind<'yearTable'> = found;
const FIRST = { year: '2023', row: 'totalAssets' };
const numbers = (text: string, at = FIRST) =>
  placeBlock(text, TABLE, at).numbers.map(({ year, row, value }) => `${year} ${row} ${value}`);

test('a block of Excel goes into the cells from the one it is pasted at', () => {
  expect(numbers('11,286.42\t12,934.76\r\n4,967.15\t5,120.00\r\n')).toEqual([
    '2023 totalAssets 11286.42',
    '2024 totalAssets 12934.76',
    '2023 totalLiabilities 4967.15',
    '2024 totalLiabilities 5120',
  ]);
  expect(numbers('178\t190', { year: '2023', row: 'employees' })).toEqual([
    '2023 employees 178',
    '2024 employees 190',
  ]);
});

test('names and years around the numbers are no numbers, and say where the numbers belong', () => {
  const block = '项目\t2024年\t2023年\n营业收入（万元）\t12,000\t10,658.90\n利润总额\t(36.5)\t682.37\n';
  expect(numbers(block)).toEqual([
    '2024 revenue 12000',
    '2023 revenue 10658.9',
    '2024 totalProfit -36.5',
    '2023 totalProfit 682.37',
  ]);
});

test('names that the table does not have leave the numbers in their order', () => {
  expect(numbers('资产合计\t1\t2\n负债合计\t3\t4')).toEqual([
    '2023 totalAssets 1',
    '2024 totalAssets 2',
    '2023 totalLiabilities 3',
    '2024 totalLiabilities 4',
  ]);
});

test('what finds no place is told: beyond the edge, or no number; gaps are passed over', () => {
  const placed = placeBlock('1\t\t3\n约5\t-\n', TABLE, FIRST);
  expect(placed).toEqual({
    numbers: [{ year: '2023', row: 'totalAssets', value: 1 }],
    unread: ['约5'],
    outside: 1,
  });
});

test('one cell is no block, two are', () => {
  expect(isBlock('1,234.5\r\n')).toBe(false);
  expect(isBlock('1\t2')).toBe(true);
  expect(isBlock('1\n2')).toBe(true);
});

test('any block of amounts comes back as it was, as far as the table reaches', () => {
  const amount = fc.integer({ min: -99_999_999, max: 99_999_999 }).map((fen) => fen / 100);
  const years = TABLE.years.length;
  fc.assert(
    fc.property(
      fc.array(fc.array(amount, { minLength: years, maxLength: years }), { minLength: 1, maxLength: 3 }),
      (rows) => {
        // Small whole numbers at the head could be years.
        fc.pre(!rows.flat().some((value) => TABLE.years.includes(String(value))));
        const text = rows
          .map((row) =>
            row.map((value) => value.toLocaleString('zh-CN', { maximumFractionDigits: 2 })).join('\t'),
          )
          .join('\r\n');
        expect(placeBlock(text, TABLE, FIRST).numbers.map(({ value }) => value)).toEqual(rows.flat());
      },
    ),
  );
});

test('no text makes the placing fail or puts a number outside the table', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom('\t', '\n', '\r', '"', '1', '2', ',', '-', '年', '总'),
        maxLength: 60,
      }),
      (text) => {
        for (const { year, row } of placeBlock(text, TABLE, FIRST).numbers) {
          expect(TABLE.years).toContain(year);
          expect(TABLE.rows.map(({ id }) => id)).toContain(row);
        }
      },
    ),
  );
});

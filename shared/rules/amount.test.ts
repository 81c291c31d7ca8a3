import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAmount, sumOfAmounts } from './amount.ts';

test.each([
  ['1130', 1130],
  ['1,130.00', 1130],
  ['１，１３０．５０', 1130.5],
  ['￥ 1 130.5', 1130.5],
  ['¥-88.5', -88.5],
  ['-¥88.5', -88.5],
  ['−88.50', -88.5],
  ['(1,088.50)', -1088.5],
  ['（88.50）', -88.5],
  ['12.5万元', 125_000],
  ['0.07万', 700],
  ['35元', 35],
  ['12,3456.78', 123_456.78],
  ["'200", 200],
  ['.5', 0.5],
  ['5.', 5],
  ['-0', 0],
])('%j is %d 元', (written, yuan) => {
  expect(readAmount(written)).toBe(yuan);
});

test.each([
  '',
  '-',
  '.',
  '***',
  '免税',
  '1,5',
  '1,13,0',
  '1.13E+05',
  '1.2.3',
  '12%',
  'NaN',
  'Infinity',
  '2000000000000',
  '9'.repeat(400),
  '=1+1',
])('%j is no amount', (written) => {
  expect(readAmount(written)).toBeUndefined();
});

test('a column in 万元 is read in 元, unless a cell says its own unit', () => {
  expect(readAmount('156.8', 10_000)).toBe(1_568_000);
  expect(readAmount('0.0001', 10_000)).toBe(1);
  expect(readAmount('35元', 10_000)).toBe(35);
});

test('every amount in fen reads as itself, however it is grouped and signed', () => {
  const format = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2 });
  fc.assert(
    fc.property(fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }), (fen) => {
      const yuan = fen / 100;
      expect(readAmount(format.format(yuan))).toBe(yuan === 0 ? 0 : yuan);
      expect(readAmount(String(yuan))).toBe(yuan === 0 ? 0 : yuan);
    }),
  );
});

test('whatever is written, the answer is nothing or a finite number within reach', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+()¥,.0-9eE万元]{0,20}$/)), (written) => {
      const yuan = readAmount(written);
      expect(yuan === undefined || (Number.isFinite(yuan) && Math.abs(yuan) <= 1e12)).toBe(true);
    }),
  );
});

test('sums are whole fen', () => {
  expect(sumOfAmounts([0.1, 0.2, 0.07])).toBe(0.37);
  expect(sumOfAmounts(Array.from({ length: 30 }, () => 0.1))).toBe(3);
  expect(sumOfAmounts([])).toBe(0);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LARGEST_PART, readRange } from './byte-range.ts';

test.each([
  [null, undefined],
  ['', undefined],
  ['bytes=0-9', { start: 0, end: 9 }],
  ['bytes=90-', { start: 90, end: 99 }],
  ['bytes=90-500', { start: 90, end: 99 }],
  ['bytes=-10', { start: 90, end: 99 }],
  ['bytes=-500', { start: 0, end: 99 }],
  ['bytes=99-99', { start: 99, end: 99 }],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  // What the standard says to ignore: the whole file is meant.
  ['bytes=9-0', undefined],
  ['bytes=-', undefined],
  ['bytes=0-1,5-6', undefined],
  ['items=0-1', undefined],
  ['bytes=a-b', undefined],
  ['bytes=0x1-2', undefined],
])('of 100 bytes, %j is %j', (header, range) => {
  expect(readRange(header, 100)).toEqual(range);
});

test('an empty file has no part', () => {
  expect(readRange('bytes=0-', 0)).toBe('unsatisfiable');
  expect(readRange('bytes=-5', 0)).toBe('unsatisfiable');
});

test('a part lies within the file and is never larger than the limit', () => {
  const number = fc.oneof(fc.nat(), fc.bigInt(0n, 10n ** 30n), fc.constant(''));
  fc.assert(
    fc.property(number, number, fc.nat({ max: 3_000_000_000 }), (from, to, size) => {
      const range = readRange(`bytes=${from}-${to}`, size);
      if (range === undefined || range === 'unsatisfiable') return;
      expect(range.start).toBeGreaterThanOrEqual(0);
      expect(range.end).toBeGreaterThanOrEqual(range.start);
      expect(range.end).toBeLessThan(size);
      expect(range.end - range.start).toBeLessThan(LARGEST_PART);
    }),
  );
});

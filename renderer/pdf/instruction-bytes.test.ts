import { expect, test } from 'vitest';
import { bytesOfInstructions, hasLongLine } from './instruction-bytes.ts';

const least = (given: unknown[]) => bytesOfInstructions(given) - bytesOfInstructions([null]);

test('points of lines and of small pictures, and the letters of a long text are counted', () => {
  expect(bytesOfInstructions(Array.from({ length: 1_000 }, () => null))).toBeGreaterThan(1_000_000);
  expect(least([[16, [new Float32Array(1_000)], null]])).toBeGreaterThan(4_000);
  expect(least([[{ width: 90, height: 90, data: new Uint8ClampedArray(24_300) }]])).toBeGreaterThan(24_300);
  expect(least([[Array.from({ length: 100_000 }, () => ({ unicode: '字' }))]])).toBeGreaterThan(1_000_000);
});

test('a page of text is far from too large', () => {
  const line = [Array.from({ length: 40 }, () => ({ unicode: '字', width: 1_000 }))];
  expect(bytesOfInstructions(Array.from({ length: 5_000 }, () => line))).toBeLessThan(20_000_000);
});

test('a line of a hundred thousand pieces is long, and many short ones are not', () => {
  const line = (pieces: number) => [20, [new Float32Array(pieces * 3)], new Float32Array(4)];
  expect(hasLongLine([null, line(200_000)])).toBe(true);
  expect(hasLongLine([null, [null], ...Array.from({ length: 1_000 }, () => line(1_000))])).toBe(false);
});

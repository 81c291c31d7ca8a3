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

/** A line of so many straight pieces, each as long as this share of the box. */
const line = (pieces: number, share: number) => {
  const words = Array.from({ length: pieces }, (_, at) => [at === 0 ? 0 : 1, (at % 2) * share * 100, 0]);
  return [20, [Float32Array.from(words.flat())], Float32Array.of(0, 0, 100, 100)];
};

test('a line of a hundred thousand pieces is long, and one that goes to and fro', () => {
  expect(hasLongLine([null, line(200_000, 0.001)])).toBe(true);
  expect(hasLongLine([null, line(20_000, 1)])).toBe(true);
});

test('a coast, a hatching and many short lines are not', () => {
  expect(hasLongLine([line(90_000, 0.01)])).toBe(false);
  expect(hasLongLine([line(4_000, 1)])).toBe(false);
  expect(hasLongLine([null, [null], ...Array.from({ length: 1_000 }, () => line(100, 1))])).toBe(false);
});

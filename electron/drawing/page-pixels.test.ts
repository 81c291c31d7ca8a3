import { expect, test } from 'vitest';
import { pagePixels } from './page-pixels.ts';

const a4 = { width: 595, height: 842 };

test('a page has as many pixels as it was asked for, by its longer edge or by its dots per inch', () => {
  expect(pagePixels(a4, { longest: 2_480 })).toEqual({ width: 1_752, height: 2_480 });
  expect(pagePixels({ width: 842, height: 595 }, { longest: 421 })).toEqual({ width: 421, height: 298 });
  expect(pagePixels(a4, { dpi: 72, longest: 4_500 })).toEqual(a4);
  expect(pagePixels(a4, { dpi: 7_200, longest: 500 })).toEqual({ width: 353, height: 500 });
});

test('an A0 plan may have 4,500 pixels, a square only as many in all; the smallest page has one', () => {
  expect(pagePixels({ width: 2_384, height: 3_370 }, { dpi: 200, longest: 4_500 }).height).toBe(4_500);
  const { width, height } = pagePixels({ width: 3_000, height: 3_000 }, { dpi: 200, longest: 4_500 });
  expect([width, height]).toEqual([3_873, 3_873]);
  expect(pagePixels({ width: 0.001, height: 0.001 }, { dpi: 200, longest: 4_500 })).toEqual({
    width: 1,
    height: 1,
  });
});

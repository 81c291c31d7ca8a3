import { expect, test } from 'vitest';
import { canvasSize } from './page-size.ts';

test('a page is drawn as sharp as it is shown', () => {
  expect(canvasSize({ width: 595, height: 842 }, 2)).toEqual({ width: 1_190, height: 1_684, scale: 2 });
});

test('a large page is drawn coarser, and one that is very long too', () => {
  const { width, height } = canvasSize({ width: 6_000, height: 8_000 }, 4);
  expect(width * height).toBeLessThan(16_100_000);
  expect(height / width).toBeCloseTo(4 / 3);
  expect(canvasSize({ width: 14_400, height: 10 }, 80)).toMatchObject({ width: 16_000, height: 11 });
  expect(canvasSize({ width: 0.001, height: 900 }, 1)).toMatchObject({ width: 1, height: 900 });
});

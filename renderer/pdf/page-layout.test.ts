import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layOutPages, pageAt, pagesBetween } from './page-layout.ts';

test('pages stand below each other with a gap all around', () => {
  const layout = layOutPages([100, 50], 10);
  expect(layout).toEqual({ tops: [10, 120], height: 180 });
  expect([0, 10, 119, 120, 999].map((at) => pageAt(layout, at))).toEqual([0, 0, 0, 1, 1]);
});

test('every page that can be seen is among those between, whatever their heights', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 2_000 }), { minLength: 1, maxLength: 60 }),
      fc.nat(60_000),
      fc.integer({ min: 1, max: 1_500 }),
      (heights, top, height) => {
        const layout = layOutPages(heights, 16);
        const shown = pagesBetween(layout, top, top + height);
        heights.forEach((own, index) => {
          const at = layout.tops[index] ?? 0;
          if (at < top + height && at + own > top) expect(shown).toContain(index);
        });
        expect(shown.length).toBeLessThanOrEqual(heights.length);
      },
    ),
  );
});

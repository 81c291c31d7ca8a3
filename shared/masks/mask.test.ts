import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backTurn, movedRegion, regionBetween, turnRegion } from './mask.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const region = fc
  .tuple(share, share, share, share)
  .map(([a, b, c, d]) => regionBetween({ x: a, y: b }, { x: c, y: d }));

test('turning there and back is as it was, and a turned region stays on the page', () => {
  fc.assert(
    fc.property(region, fc.constantFrom(0, 90, 180, 270), (each, turn) => {
      const there = turnRegion(each, turn);
      const back = turnRegion(there, backTurn(turn));
      for (const key of ['x', 'y', 'width', 'height'] as const) expect(back[key]).toBeCloseTo(each[key], 9);
      expect(Math.min(there.x, there.y)).toBeGreaterThan(-1e-9);
      expect(Math.max(there.x + there.width, there.y + there.height)).toBeLessThan(1 + 1e-9);
    }),
  );
});

test('a moved region stays whole on the page', () => {
  fc.assert(
    fc.property(region, fc.double({ min: -2, max: 2, noNaN: true }), share, (each, dx, dy) => {
      const { x, y, width, height } = movedRegion(each, dx, dy);
      expect([width, height]).toEqual([each.width, each.height]);
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(Math.max(x + width, y + height)).toBeLessThan(1 + 1e-9);
    }),
  );
});

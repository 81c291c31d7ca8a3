import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Matrix } from './matrix.ts';
import { EVIDENCE_AREA, isTurned, pageTurn, placeBox, slicePicture, type Turn } from './page-placement.ts';

const side = fc.double({ min: 20, max: 5000, noNaN: true });
const turn = fc.constantFrom<Turn>(0, 90, 180, 270);
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

test('turned is only what the book turns, and not every wide page', () => {
  expect(isTurned({ width: 842, height: 595 }, 0)).toBe(true);
  expect(isTurned({ width: 595, height: 842 }, 90)).toBe(true);
  expect(isTurned({ width: 609, height: 394 }, 0)).toBe(false);
  expect(isTurned({ width: 595, height: 842 }, 0)).toBe(false);
  expect(isTurned({ width: 842, height: 595 }, 90)).toBe(false);
});

test('the parts of a long screenshot cover it without a gap, each within the area', () => {
  fc.assert(
    fc.property(fc.integer({ min: 50, max: 4000 }), fc.integer({ min: 50, max: 60_000 }), (width, height) => {
      let covered = 0;
      for (const { top, height: rows, place } of slicePicture(width, height)) {
        expect(top).toBeLessThanOrEqual(covered);
        covered = top + rows;
        expect(place.y).toBeGreaterThan(EVIDENCE_AREA.y - 1);
        expect(place.y + place.height).toBeLessThan(EVIDENCE_AREA.y + EVIDENCE_AREA.height + 1);
        expect(place.width / place.height / (width / rows)).toBeCloseTo(1, 2);
      }
      expect(covered).toBe(height);
    }),
  );
});

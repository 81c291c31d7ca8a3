import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { placeWindow, type Rectangle, readWindowState, SMALLEST, writeWindowState } from './window-state.ts';

const SCREEN: Rectangle = { x: 0, y: 0, width: 1920, height: 1040 };
const RIGHT: Rectangle = { x: 1920, y: 0, width: 1366, height: 728 };
const at = (x: number, y: number, width = 1200, height = 800) => ({ x, y, width, height, maximized: false });

test('the first start is in the middle of the first display, no larger than that', () => {
  expect(placeWindow(undefined, [SCREEN])).toEqual({
    x: 320,
    y: 100,
    width: 1280,
    height: 840,
    maximized: false,
  });
  expect(placeWindow(undefined, [{ x: 0, y: 0, width: 1093, height: 560 }])).toMatchObject({
    x: 0,
    y: 0,
    width: 1093,
    height: 560,
  });
});

test('the window opens where it was, on a second display too', () => {
  expect(placeWindow(at(50, 60), [SCREEN])).toEqual(at(50, 60));
  expect(placeWindow(at(1950, 10, 1000, 600), [SCREEN, RIGHT])).toEqual(at(1950, 10, 1000, 600));
});

test.each([
  ['the display is gone', at(2500, 10)],
  ['its title bar would lie above the screen', at(100, -200)],
  ['it would lie below the screen', at(100, 1030)],
  ['only its edge would be seen', at(1870, 100)],
])('it is brought back to the middle where %s', (_why, remembered) => {
  expect(placeWindow(remembered, [SCREEN])).toMatchObject({ x: 320, y: 100 });
});

test('whatever was remembered, enough of the title bar can be grasped, and the window fits the display', () => {
  const number = fc.integer({ min: -10_000, max: 10_000 });
  const state = fc.record({
    x: number,
    y: number,
    width: fc.nat(9_000),
    height: fc.nat(9_000),
    maximized: fc.boolean(),
  });
  fc.assert(
    fc.property(state, (remembered) => {
      const placed = placeWindow(remembered, [SCREEN, RIGHT]);
      const isGood = (area: Rectangle) => {
        const left = Math.max(placed.x, area.x);
        const right = Math.min(placed.x + placed.width, area.x + area.width);
        const fits = placed.width <= area.width && placed.height <= area.height;
        return fits && right - left >= 100 && placed.y >= area.y - 8 && placed.y < area.y + area.height;
      };
      expect([SCREEN, RIGHT].some(isGood)).toBe(true);
      expect(placed.width).toBeGreaterThanOrEqual(SMALLEST.width);
    }),
    { numRuns: 2_000 },
  );
});

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dossier-window-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the place is kept whole, and anything else in its file is as if there were none', () => {
  const file = path.join(folder, 'window.json');
  expect(readWindowState(file)).toBeUndefined();
  writeWindowState(file, { ...at(1, 2), maximized: true });
  expect(readWindowState(file)).toEqual({ ...at(1, 2), maximized: true });
  expect(readdirSync(folder)).toEqual(['window.json']);
  for (const broken of [
    '',
    '{',
    '{"x":1}',
    '{"x":"1","y":2,"width":3,"height":4,"maximized":true}',
    'null',
  ]) {
    writeFileSync(file, broken);
    expect(readWindowState(file)).toBeUndefined();
  }
});

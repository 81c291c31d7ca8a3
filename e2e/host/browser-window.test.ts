import { expect, test } from 'vitest';
import { within } from './browser-window.ts';

const laptop = { x: 0, y: 28, width: 1366, height: 700 };

test.each([
  ['fits', { x: 100, y: 50, width: 900, height: 600 }, { x: 100, y: 50, width: 900, height: 600 }],
  [
    'hangs over the edge',
    { x: 900, y: 300, width: 900, height: 600 },
    { x: 466, y: 128, width: 900, height: 600 },
  ],
  [
    'was made for a larger display',
    { x: 320, y: 100, width: 1400, height: 840 },
    { x: 0, y: 28, width: 1366, height: 700 },
  ],
  [
    'lies beyond it',
    { x: -2000, y: -900, width: 900, height: 600 },
    { x: 0, y: 28, width: 900, height: 600 },
  ],
])('a window that %s is shown whole', (_what, window, shown) => {
  expect(within(window, laptop)).toEqual(shown);
});

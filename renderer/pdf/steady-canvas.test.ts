import { expect, test } from 'vitest';
import { keepSteady } from './steady-canvas.ts';

/** A canvas whose drawing takes a while, in milliseconds for each rectangle, once it is looked at. */
function slowCanvas(each: number) {
  let [time, waiting] = [0, 0];
  const stops: number[] = [];
  const canvas = {
    fillRect(left: number) {
      waiting += left === 7 ? 1 : 0;
    },
    getImageData() {
      stops.push(waiting * each);
      time += waiting * each;
      waiting = 0;
    },
  };
  keepSteady(canvas, () => time);
  return { canvas, stops };
}

test('what is slow to draw is drawn a little at a time', () => {
  const { canvas, stops } = slowCanvas(10);
  for (let at = 0; at < 3_000; at += 1) canvas.fillRect(7);
  // At first it is not known how slow it is.
  expect(stops[0]).toBe(640);
  expect(Math.max(...stops.slice(8))).toBeLessThanOrEqual(20);
});

test('what is quick is seldom looked at', () => {
  const { canvas, stops } = slowCanvas(0);
  for (let at = 0; at < 100_000; at += 1) canvas.fillRect(7);
  expect(stops.length).toBeLessThan(400);
});

import { expect, test } from 'vitest';
import { TooHeavy } from './pdf-problem.ts';
import { keepBrief, keepShallow, keepSteady } from './steady-canvas.ts';

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

test('what is slow to draw is drawn a little at a time', async () => {
  const { canvas, stops } = slowCanvas(10);
  for (let at = 0; at < 3_000; at += 1) {
    canvas.fillRect(7);
    if (at % 10 === 0) await Promise.resolve();
  }
  // At first it is not known how slow it is.
  expect(stops[0]).toBe(640);
  expect(Math.max(...stops.slice(8))).toBeLessThanOrEqual(20);
});

test('what is quick is seldom looked at', () => {
  const { canvas, stops } = slowCanvas(0);
  for (let at = 0; at < 100_000; at += 1) canvas.fillRect(7);
  expect(stops.length).toBeLessThan(400);
});

test('what never rests is ended, and what rests goes on', async () => {
  const draw = () => {
    for (let at = 0; at < 1_000; at += 1) canvas.fillRect(7);
  };
  const { canvas } = slowCanvas(0.5);
  for (let at = 0; at < 10; at += 1) {
    draw();
    await Promise.resolve();
  }
  expect(() => {
    draw();
    draw();
  }).toThrow(TooHeavy);
});

test('the points of a mesh are given until it takes too long', () => {
  let time = 0;
  const data = new Uint8ClampedArray(4);
  const context = { createImageData: (): ImageData => ({ data, width: 1, height: 1, colorSpace: 'srgb' }) };
  keepBrief(context, () => time);
  const made = context.createImageData();
  expect(made.data).toBe(data);
  time = 1_000;
  expect(() => made.data).toThrow(TooHeavy);
});

test('what is cut out of itself hundreds of times is ended, and thousands of cuts beside one another are not', () => {
  const context = { save: () => {}, restore: () => {}, clip: () => {} };
  keepShallow(context);
  for (let at = 0; at < 3_000; at += 1) {
    context.save();
    context.clip();
    context.restore();
  }
  expect(() => {
    for (let at = 0; at < 3_000; at += 1) context.clip();
  }).toThrow(TooHeavy);
});

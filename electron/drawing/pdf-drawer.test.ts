import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeNotDrawn, NotDrawn, PdfDrawer } from './pdf-drawer.ts';
import {
  brokenPage,
  deepPage,
  foreignFontPage,
  largePage,
  picturesPage,
  plainPage,
  slowPage,
} from './testing/endless-pages.ts';

let drawer: PdfDrawer;
/** Gives up sooner. */
let hasty: PdfDrawer;
/** Has less memory. */
let narrow: PdfDrawer;
beforeAll(async () => {
  drawer = await PdfDrawer.start();
  hasty = await PdfDrawer.start({ time: 1_000, memory: 280 << 20 });
  narrow = await PdfDrawer.start({ time: 10_000, memory: 160 << 20 });
});
afterAll(async () => {
  for (const each of [drawer, hasty, narrow]) await each.end();
});

async function middleOf(pdf: Uint8Array, by = drawer): Promise<number[]> {
  const { draw } = await by.open(pdf);
  const { data, width, height, channels } = await draw(0, { longest: 421 }, true);
  const at = (Math.floor(height / 2) * width + Math.floor(width / 2)) * channels;
  return [...data.subarray(at, at + channels)];
}

const failure = (drawing: Promise<unknown>): Promise<NotDrawn> =>
  drawing.then(
    () => expect.fail('it was drawn'),
    (error) => error,
  );

test.each([
  ['patterns without end', slowPage, 'time', () => hasty],
  ['graphics within graphics', deepPage, 'memory', () => drawer],
  ['a mask of 900 million dots', largePage, 'memory', () => drawer],
  ['colours of colours', brokenPage, 'damaged', () => drawer],
])('%s end the drawing and not the process, and the next page is drawn', async (_, page, why, by) => {
  const before = process.resourceUsage().maxRSS;
  expect(await failure(middleOf(page(), by()))).toMatchObject({ why });
  // In kilobytes.
  expect(process.resourceUsage().maxRSS - before).toBeLessThan(500 << 10);
  expect(await middleOf(plainPage(), by())).toEqual([128, 128, 128]);
});

test('Chinese text whose font is not in the file is drawn', async () => {
  expect(await middleOf(foreignFontPage())).toEqual([0, 0, 0]);
});

test('what is no PDF is told, and a file that was closed is not drawn', async () => {
  expect(await failure(drawer.open(Buffer.from('no PDF')))).toMatchObject({ why: 'damaged' });
  expect(await middleOf(plainPage())).toEqual([128, 128, 128]);
  const first = await drawer.open(plainPage());
  const second = await drawer.open(plainPage());
  expect(await failure(first.draw(0, { longest: 100 }, false))).toMatchObject({ why: 'damaged' });
  await drawer.end();
  expect(await failure(second.draw(0, { longest: 100 }, false))).toMatchObject({ why: 'damaged' });
});

test('a page is as large as it was asked for, by its pixels or by its dots per inch', async () => {
  const { draw, pageCount } = await drawer.open(plainPage());
  expect(pageCount).toBe(1);
  const inPixels = await draw(0, { longest: 421 }, false);
  expect([inPixels.width, inPixels.height, inPixels.channels]).toEqual([298, 421, 1]);
  expect(inPixels.longestPt).toBeCloseTo(842);
  const inDots = await draw(0, { dpi: 72, longest: 6_000 }, true);
  expect([inDots.width, inDots.height, inDots.channels]).toEqual([595, 842, 3]);
  const limited = await draw(0, { dpi: 7_200, longest: 500 }, true);
  expect(limited.height).toBe(500);
});

test('a sheet of pictures that take more than the limit together is drawn', async () => {
  const { draw } = await narrow.open(picturesPage(7));
  const { data } = await draw(0, { longest: 421 }, false);
  expect([data[0], data.at(-1)]).toEqual([0, 0]);
});

test('bytes that are a piece of a Buffer’s pool stay there', async () => {
  const pool = Buffer.alloc(4_096);
  const page = plainPage();
  pool.set(page, 100);
  expect(await middleOf(pool.subarray(100, 100 + page.length))).toEqual([128, 128, 128]);
  expect(Buffer.from(page).equals(pool.subarray(100, 100 + page.length))).toBe(true);
});

test('why a page was not drawn is told in words', () => {
  expect(describeNotDrawn(new NotDrawn('time', ''))).toBe('过于复杂，画出来要很长时间');
  expect(describeNotDrawn(new NotDrawn('memory', ''))).toBe('过于复杂，画出来要很多内存');
  expect(describeNotDrawn(new NotDrawn('damaged', ''))).toBe('已损坏');
});

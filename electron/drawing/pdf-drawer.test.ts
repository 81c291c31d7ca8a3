import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeNotDrawn, NotDrawn, PdfDrawer } from './pdf-drawer.ts';
import { brokenPage, deepPage, largePage, plainPage, slowPage } from './testing/endless-pages.ts';

let drawer: PdfDrawer;
beforeAll(async () => {
  drawer = await PdfDrawer.start();
});
afterAll(() => drawer.end());

async function middleOf(pdf: Uint8Array): Promise<number[]> {
  const { draw } = await drawer.open(pdf);
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
  ['patterns without end', slowPage, 'time'],
  ['graphics within graphics', deepPage, 'memory'],
  ['a mask of 900 million dots', largePage, 'memory'],
  ['colours of colours', brokenPage, 'damaged'],
])('%s end the drawing and not the process, and the next page is drawn', async (_, page, why) => {
  const before = process.resourceUsage().maxRSS;
  expect(await failure(middleOf(page()))).toMatchObject({ why });
  // In kilobytes.
  expect(process.resourceUsage().maxRSS - before).toBeLessThan(500 << 10);
  expect(await middleOf(plainPage())).toEqual([128, 128, 128]);
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

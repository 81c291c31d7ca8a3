import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NotDrawn } from '../drawing/pdf-drawer.ts';
import { bookWithDeepPage, picturesPage } from '../drawing/testing/endless-pages.ts';
import { drawShownPage } from './shown-page.ts';

let root: string;
let book: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'dossier-shown-'));
  book = join(root, 'book.pdf');
  await writeFile(book, await bookWithDeepPage());
});
afterAll(() => rm(root, { recursive: true }));

/** Grey of the middle, and of a corner. */
async function look(picture: Uint8Array) {
  const { data, info } = await sharp(picture).greyscale().raw().toBuffer({ resolveWithObject: true });
  const middle = Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2);
  return { size: [info.width, info.height], middle: data[middle], corner: data[0] };
}

test.each([
  ['of a file that is read whole', undefined],
  ['of one that is too large for that', 0],
])('a page %s is a picture of it, sharp enough to be read', async (_what, largestWhole) => {
  const { size, middle, corner } = await look(await drawShownPage(book, 2, undefined, largestWhole));
  expect(size).toEqual([2_120, 3_000]);
  expect([middle, corner]).toEqual([128, 255]);
});

test('a page of pictures far larger than the window takes is drawn, a page without end and one that is not there are refused', async () => {
  const photographs = join(root, 'photographs.pdf');
  // Twenty took as long as a page may have.
  await writeFile(photographs, picturesPage(7));
  expect((await look(await drawShownPage(photographs, 1))).middle).toBe(0);
  for (const page of [1, 0, 3]) await expect(drawShownPage(book, page)).rejects.toThrow(NotDrawn);
  await expect(drawShownPage(book, 3, undefined, 0)).rejects.toThrow(NotDrawn);
});

test('who no longer looks on is not drawn for', async () => {
  await expect(drawShownPage(book, 2, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { bookWithDeepPage } from '../drawing/testing/endless-pages.ts';
import { pagePictures } from './page-pictures.ts';

test('a page that cannot be drawn has no picture, and the others have theirs', async () => {
  const root = await mkdtemp(join(tmpdir(), 'dossier-pictures-'));
  const book = join(root, 'book.pdf');
  await writeFile(book, await bookWithDeepPage());
  const wanted = new Map([
    [1, []],
    [2, []],
  ]);
  const pictures = await pagePictures(book, wanted);
  await rm(root, { recursive: true });
  expect([...pictures.keys()]).toEqual([2]);
  const { width, height } = await sharp(pictures.get(2)?.bytes).metadata();
  expect([width, height]).toEqual([579, 820]);
});

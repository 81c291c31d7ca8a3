import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPageTexts } from './page-texts.ts';

let folder = '';
let path = '';
const PAGES = 40;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dossier-pages-'));
  path = join(folder, 'large.pdf');
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (let number = 1; number <= PAGES; number += 1) {
    document.addPage([595, 842]).drawText(`page ${number} of many`, { font, x: 50, y: 50 });
    // As large as a scanned page, so that the file is read in several stretches.
    document.context.register(document.context.stream(Buffer.alloc(2 << 20, number)));
  }
  await writeFile(path, await document.save({ useObjectStreams: false }));
});
afterAll(() => rm(folder, { recursive: true }));

test('a file of many stretches is read whole and in order, with its progress', async () => {
  const reported: number[] = [];
  const { pages, outline } = await readPageTexts(path, (done, total) => reported.push(done, total));
  expect(pages.map(({ text }) => text)).toEqual(
    Array.from({ length: PAGES }, (_, index) => `page${index + 1}ofmany`),
  );
  expect(pages.every(({ widthPt, heightPt }) => widthPt === 595 && heightPt === 842)).toBe(true);
  expect(outline).toEqual([]);
  expect(reported.slice(-2)).toEqual([PAGES, PAGES]);
});

test('what is no PDF is refused, and a cancelled reading stops', async () => {
  const broken = join(folder, 'broken.pdf');
  await writeFile(broken, '%PDF-1.7 and nothing more');
  await expect(readPageTexts(broken)).rejects.toThrow();
  await writeFile(broken, '');
  await expect(readPageTexts(broken)).rejects.toThrow();
  const stop = new AbortController();
  await expect(readPageTexts(path, () => stop.abort(), stop.signal)).rejects.toMatchObject({
    code: 'cancelled',
  });
});

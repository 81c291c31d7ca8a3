import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { NotDrawn } from '../drawing/pdf-drawer.ts';
import { bookWithDeepPage } from '../drawing/testing/endless-pages.ts';
import { PdfFile } from './pdf-file.ts';
import { ReferencePages } from './reference.ts';

test('a page that cannot be drawn is none to compare with, and the others are', async () => {
  const root = await mkdtemp(join(tmpdir(), 'dossier-reference-'));
  await writeFile(join(root, 'book.pdf'), await bookWithDeepPage());
  const file = await PdfFile.open(join(root, 'book.pdf'));
  const pages = await ReferencePages.open(file);
  try {
    expect(pages.count).toBe(2);
    expect(await pages.ink(1)).toBeUndefined();
    expect(await pages.ink(2)).toBeDefined();
    // Known by now, so it takes no time again.
    expect(await pages.ink(1)).toBeUndefined();
    await expect(pages.draw(1, 100, false)).rejects.toBeInstanceOf(NotDrawn);
  } finally {
    await pages.end();
    await file.close();
    await rm(root, { recursive: true });
  }
});

import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, test } from 'vitest';
import { deepText, plainPage } from '../../drawing/testing/endless-pages.ts';
import { readTextPieces } from './page-text.ts';

test('text without end is given up, and the file can be closed', async () => {
  const loading = getDocument({ data: new Uint8Array(deepText()), verbosity: 0, useSystemFonts: false });
  const page = await (await loading.promise).getPage(1);
  await expect(readTextPieces(page, 200)).rejects.toThrow('page 1 has text without end');
  await loading.destroy();
});

test('a page without text has none', async () => {
  const loading = getDocument({ data: new Uint8Array(plainPage()), verbosity: 0 });
  expect(await readTextPieces(await (await loading.promise).getPage(1))).toEqual([]);
  await loading.destroy();
});

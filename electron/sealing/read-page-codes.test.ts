import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { PageCode } from './page-code.ts';
import { gatherCodes, readPageCodes } from './read-page-codes.ts';
import { codedPdf, codedPhoto } from './testing/coded-pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'dossier-codes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
function given(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const cover: PageCode = { twinCode: '7K3M-9QXA', page: 1 };
const list: PageCode = { twinCode: '7K3M-9QXA', page: 2, sidePaper: 'L' };
const other: PageCode = { twinCode: '0000-1111', page: 12 };

test('each page of a PDF is told with its code, and a page without one as such', async () => {
  const steps: number[] = [];
  const path = given('three.pdf', await codedPdf([cover, undefined, other, list]));
  expect(await readPageCodes(path, (done) => steps.push(done))).toEqual([[cover], [], [other], [list]]);
  expect(steps).toEqual([1, 2, 3, 4]);
});

test('a photograph of a page that lies askew is read', async () => {
  expect(await readPageCodes(given('phone.jpg', await codedPhoto(other, 7)))).toEqual([[other]]);
});

test('it can be stopped, and what is no picture is refused', async () => {
  const path = given('one.pdf', await codedPdf([cover]));
  const stopped = readPageCodes(path, undefined, AbortSignal.abort());
  await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
  const text = readPageCodes(given('a.txt', Buffer.from('hello')));
  await expect(text).rejects.toMatchObject({ code: 'fileRefused' });
});

test('the same code is told once, with every page that shows it', () => {
  expect(gatherCodes([[cover], [], [list, other]])).toEqual({
    pageCount: 3,
    codes: [
      {
        twinCode: '7K3M-9QXA',
        pages: [
          { scanned: 1, printed: 1, paper: null },
          { scanned: 3, printed: 2, paper: '材料清单' },
        ],
      },
      { twinCode: '0000-1111', pages: [{ scanned: 3, printed: 12, paper: null }] },
    ],
    without: [2],
  });
});

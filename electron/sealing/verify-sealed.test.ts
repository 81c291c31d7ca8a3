import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFContext, PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PdfOutput } from '../book/bound/pdf-output.ts';
import { type Bound, bookWith, openWorkshop, render, type Workshop } from '../book/bound/sample-binding.ts';
import { A4 } from '../evidence/sample-evidence.ts';
import { MANIFEST_FORMAT_VERSION, type Manifest, sealManifest } from '../package/manifest.ts';
import { BOUND_FILE, SEALED_FILE } from '../package/package-parts.ts';
import { readPageTexts } from '../package/page-texts.ts';
import { PdfFile } from './pdf-file.ts';
import { encodeJpeg, type Pixels } from './pixels.ts';
import { ReferencePages } from './reference.ts';
import { addSealedPages, type SealedPicture } from './sealed-bound.ts';
import { stampPage } from './testing/scan-maker.ts';
import { sealedProblems } from './verify-sealed.ts';

/** A small bound book whose evidence, pages 4 and 5, is text; sealed with what it looks like itself, stamped. */
let workshop: Workshop;
let bound: Bound;
let sealedPath = '';
const pictures = new Map<number, Pixels>();

beforeAll(async () => {
  workshop = await openWorkshop();
  const evidence = await PDFDocument.create();
  for (const seed of [3, 7]) {
    const page = evidence.addPage(A4);
    for (let line = 0; line < 30; line += 1)
      page.drawText(`${line * seed} ${(line * 7919 * seed).toString(36)} sealed ${(line * seed) ** 3}`, {
        x: 60 + ((line * seed) % 5) * 40,
        y: 760 - line * 20,
        size: 14,
      });
  }
  const entries = await workshop.fileEntries({ 'text.pdf': await evidence.save() });
  bound = await workshop.bind(bookWith([{ item: 'text', entries }]));
  sealedPath = join(workshop.folder, 'sealed.pdf');
  const file = await PdfFile.open(bound.path);
  const drawn = await ReferencePages.open(file);
  for (const page of [4, 5])
    pictures.set(page, await stampPage(await drawn.draw(page, 1754, true), { x: 150, y: 120 }));
  await drawn.end();
  await file.close();
});
afterAll(() => workshop.close());

function picture(of: number, change: (pixels: Pixels) => void = () => {}): () => Promise<Pixels> {
  return async () => {
    const found = pictures.get(of);
    if (found === undefined) throw new Error(`no picture of page ${of}`);
    const copy = { ...found, data: Uint8Array.from(found.data) };
    change(copy);
    return copy;
  };
}

async function seal(pages: readonly [number, () => Promise<Pixels>][]): Promise<void> {
  await rm(sealedPath, { force: true });
  await copyFile(bound.path, sealedPath);
  const file = await PdfFile.open(bound.path);
  async function* all(): AsyncGenerator<SealedPicture> {
    for (const [page, make] of pages) {
      const pixels = await make();
      yield { page, jpeg: await encodeJpeg(pixels, 80), width: pixels.width, height: pixels.height };
    }
  }
  await addSealedPages(file, sealedPath, all());
  await file.close();
}

type Record = NonNullable<Manifest['sealed']>['pages'][number];
async function problems(recorded: readonly (Pick<Record, 'page'> & Partial<Record>)[]): Promise<string> {
  const scan = { path: '07-盖章页扫描/01-a.pdf', bytes: 1, sha256: 'a'.repeat(64) };
  const sealed = {
    sealedOn: '2025-10-20',
    pages: recorded.map((each) => ({
      ...{ scan: scan.path, scanPage: 1, sha256: scan.sha256, placedBy: 'code' as const },
      ...each,
    })),
  };
  const manifest = sealManifest({
    formatVersion: MANIFEST_FORMAT_VERSION,
    writtenBy: { program: 'dossier', version: '1' },
    ...{ notice: 'n', noticeNumber: 'n', programme: 'benchmark', applicant: 'a', creditCode: 'c' },
    ...{
      destinationDistrict: 'd',
      twinCode: bound.book.twinCode,
      incomplete: false,
      createdOn: '2025-10-16',
    },
    pages: { book: 2, bound: bound.plan.pageCount },
    sealed,
    files: [scan],
  });
  const files = new Map([
    [BOUND_FILE, bound.path],
    [SEALED_FILE, sealedPath],
  ]);
  return (await sealedProblems(files, manifest, sealed)).join('\n');
}

test('a sealed page shows its picture, keeps its text, and every other page is the book’s', async () => {
  await seal([
    [4, picture(4)],
    [5, picture(5)],
  ]);
  expect(await problems([{ page: 4 }, { page: 5 }])).toBe('');
  const [before, after] = [await readPageTexts(bound.path), await readPageTexts(sealedPath)];
  expect(after).toEqual(before);
  expect(before.outline.length).toBeGreaterThan(1);
  const shown = await render(sealedPath, 4, 72);
  const reds = shown.data.filter(
    (value, at) => at % 3 === 0 && value > 150 && (shown.data[at + 1] ?? 255) < 90,
  );
  expect(reds.length).toBeGreaterThan(500);
  const original = await readFile(bound.path);
  expect((await readFile(sealedPath)).subarray(0, original.length).equals(original)).toBe(true);
});

test('exchanged pages, pages that are not recorded, and records of what is not there are told', async () => {
  await seal([
    [4, picture(5)],
    [5, picture(4)],
  ]);
  const swapped = await problems([{ page: 4 }, { page: 5 }]);
  expect(swapped).toMatch(/第 4 页的二维码是 7K3M-9QXA\/5，应为 7K3M-9QXA\/4/u);
  expect(swapped).toContain('第 5 页的二维码是');
  await seal([
    [4, picture(4)],
    [5, picture(5)],
  ]);
  expect(await problems([{ page: 4 }])).toContain('第 5 页被换过，但不在盖章页记录中');
  expect(await problems([{ page: 4 }, { page: 5 }, { page: 3 }])).toContain('第 3 页不是按盖章页放入的');
  expect(await problems([{ page: 4 }, { page: 4 }, { page: 5 }])).toContain('第 4 页重复');
  const stranger = await problems([{ page: 4, sha256: 'b'.repeat(64) }, { page: 5 }]);
  expect(stranger).toContain('与文件清单不一致');
});

test('a page without a readable code stands only on a person’s word, and only if it is that page', async () => {
  const hidden = (pixels: Pixels) => {
    const { data, width, height } = pixels;
    data.fill(255, Math.floor(height * 0.87) * width * 3, height * width * 3);
  };
  await seal([[4, picture(4, hidden)]]);
  expect(await problems([{ page: 4 }])).toContain('第 4 页读不到二维码');
  expect(await problems([{ page: 4, placedBy: 'person' }])).toBe('');
  await seal([[4, picture(5, hidden)]]);
  expect(await problems([{ page: 4, placedBy: 'person' }])).toContain('画面与原来的页面对不上');
});

test('a byte of the book, a second change, a cut file: told', async () => {
  await seal([[4, picture(4)]]);
  const good = await readFile(sealedPath);
  const changed = Buffer.from(good);
  changed[2000] = (changed[2000] ?? 0) ^ 1;
  await writeFile(sealedPath, changed);
  expect(await problems([{ page: 4 }])).toContain('盖章页以外的内容');
  await writeFile(sealedPath, good.subarray(0, good.length - 40));
  expect(await problems([{ page: 4 }])).toContain('文件末尾不完整');
  await writeFile(sealedPath, good);
  const file = await PdfFile.open(sealedPath);
  const context = PDFContext.create();
  context.largestObjectNumber = file.newest.size - 1;
  context.trailerInfo.Root = file.newest.root;
  context.register(context.obj({ Type: 'Other' }));
  const output = await PdfOutput.extend(sealedPath, context);
  await output.finishChange(file.newest.start, undefined);
  await output.close();
  await file.close();
  expect(await problems([{ page: 4 }])).toContain('还有其他改动');
});

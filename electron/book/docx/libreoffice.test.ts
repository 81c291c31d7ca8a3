import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadBookFonts } from '../fonts.ts';
import { type WrittenPdf, writePdf } from '../pdf/write-pdf.ts';
import { outlineOf } from './book-headings.ts';
import { allBlocks } from './read-blocks.ts';
import { readDocx } from './read-docx.ts';
import { sampleBook, samplePictures } from './sample-books.ts';
import { PRINTED_FONTS, pageTexts, printDocx } from './testing/print-docx.ts';
import { updateContents } from './testing/update-contents.ts';
import { writeDocx } from './write-docx.ts';

/** How another program reads and prints the document: LibreOffice to PDF, page by page. */

const run = promisify(execFile);
let folder: string;
/** Laid out as on paper, by page. */
let pages: string[];
/** In the order of the file, where the text of a cell stays together. */
let raw: string;
let bytes: Uint8Array;
let pdf: WrittenPdf;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dossier-docx-'));
  const book = sampleBook({ watermark: '草稿' });
  const pictures = await samplePictures();
  pdf = await writePdf(book, pictures, await loadBookFonts({ installed: false }), new Map());
  const written = (headingPages: ReadonlyMap<string, number>) =>
    writeDocx(book, pictures, PRINTED_FONTS, new Map(), headingPages);
  bytes = await written(pdf.headingPages);
  await writeFile(join(folder, 'unnumbered.docx'), await written(new Map()));
  await writeFile(join(folder, 'book.docx'), bytes);
  await printDocx(join(folder, 'book.docx'));
  raw = (await pageTexts(join(folder, 'book.pdf'), '-raw')).join('');
  pages = await pageTexts(join(folder, 'book.pdf'), '-layout');
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

const bare = (text: string) => text.replace(/\s+/gu, '');
const pageOf = (text: string) => pages.findIndex((page) => bare(page).includes(bare(text))) + 1;

test('all of its text is printed', async () => {
  // A footer may stand in the middle of a paragraph, so words are sought piece by piece.
  const printed = bare(raw).replace(/—\d+—对照码7K3M-9QXZ|对照码7K3M-9QXZ—\d+—/gu, '');
  const { blocks } = await readDocx(bytes);
  const missing = [...allBlocks(blocks)]
    .flatMap((block) => ('text' in block ? block.text.split(/[，；。、]/u) : []))
    .filter((text) => text.length < 16 && !printed.includes(bare(text)));
  expect(missing).toEqual([]);
});

test('parts begin on pages of their own, in order, without blank pages between', () => {
  expect([
    pageOf('重庆市中小企业数字化转型'),
    pageOf('我单位承诺所提交'),
    pageOf('目录'),
    pageOf('（500字内）'),
  ]).toEqual([1, 2, 3, 4]);
  const form = pageOf('企业名称');
  expect(bare(pages[form - 1] ?? '').startsWith('申报表')).toBe(true);
  expect(pages.filter((page) => bare(page).length < 40).length).toBe(0);
});

test('every page shows the twin code, every page but the cover its own number at the outer edge', () => {
  pages.forEach((page, index) => {
    const footer = page.trimEnd().split('\n').at(-1) ?? '';
    expect(footer).toContain('对照码 7K3M-9QXZ');
    const number = footer.search(new RegExp(`— ?${index + 1} ?—`, 'u'));
    if (index === 0) expect(footer).not.toContain('—');
    else expect([number >= 0, number > footer.indexOf('对照码')]).toEqual([true, index % 2 === 0]);
  });
});

test('a long cell flows over pages and the head of a long table comes again on each', () => {
  const long = [pageOf('第5步，质量'), pageOf('第136步，')];
  expect(long[1]).toBeGreaterThan((long[0] ?? 0) + 1);
  const heads = pages.filter((page) => /序号\s+场景\s+说明/u.test(page)).length;
  expect(heads).toBeGreaterThan(3);
});

test('lists show the numbers of the book', () => {
  const printed = bare(pages.join(''));
  for (const item of [
    '1.设备联网',
    '2.数据治理',
    '（1）主数据',
    '（2）指标口径',
    '③口径甲',
    '4.第四项',
    '5.第五项',
  ])
    expect(printed.replace(/[()]/gu, (mark) => (mark === '(' ? '（' : '）'))).toContain(item);
});

test('the watermark shows on the cover, on even and on odd pages', async () => {
  await run('pdftoppm', [
    '-r',
    '20',
    '-gray',
    '-png',
    '-l',
    '3',
    join(folder, 'book.pdf'),
    join(folder, 'page'),
  ]);
  for (const page of [1, 2, 3]) {
    const file = join(folder, `page-${String(page).padStart(String(pages.length).length, '0')}.png`);
    const pixels = await sharp(file).raw().toBuffer();
    // Silver at half its strength; without a watermark at most 0.2 % of these pages have this grey.
    const silver = pixels.filter((value) => value > 220 && value < 226).length;
    expect(silver / pixels.length).toBeGreaterThan(0.02);
  }
});

test('its pages are the pages of the PDF: as many, and every heading on the same one', () => {
  expect(Math.abs(pages.length - pdf.pageCount)).toBeLessThanOrEqual(1);
  const contents = pageOf('目录');
  const found = outlineOf(sampleBook()).headings.map(({ heading }) => {
    const page = pages.findIndex(
      (text, index) => index + 1 > contents && bare(text).includes(bare(heading.text)),
    );
    return [heading.id, heading.id === 'commitment' ? pageOf(heading.text) : page + 1];
  });
  expect(found).toEqual([...pdf.headingPages]);
});

test('“update contents” gives the same entries and pages as were filled in', async () => {
  const target = join(folder, 'updated.pdf');
  await updateContents(join(folder, 'profile'), join(folder, 'unnumbered.docx'), target);
  await run('pdftotext', ['-layout', '-f', '3', '-l', '3', target, join(folder, 'updated.txt')]);
  const updated = await readFile(join(folder, 'updated.txt'), 'utf8');
  const entries = updated.split('\n').flatMap((line) => {
    const [, text = '', page = ''] = /^\s*(\S.*?)\s*\.{4,}\s*(\d+)\s*$/u.exec(line) ?? [];
    return page === '' ? [] : [[bare(text), Number(page)]];
  });
  expect(entries).toEqual(
    outlineOf(sampleBook())
      .headings.filter(({ heading }) => heading.inContents)
      .map(({ heading }) => [bare(heading.text), pdf.headingPages.get(heading.id)]),
  );
}, 60_000);

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { markedPdf, markedPicture, scannedPdf } from '../../evidence/sample-evidence.ts';
import type { Block } from '../book.ts';
import { measurePdf, writePdf } from '../pdf/write-pdf.ts';
import { planEvidencePages } from './evidence-pages.ts';
import { joinBound } from './join.ts';
import { bookWith, openWorkshop, pageText, run, type Workshop } from './sample-binding.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

test('pages in = pages out, every page A4, numbered, with bookmarks; valid for qpdf', async () => {
  const sheet = await markedPicture(400, 560).jpeg().toBuffer();
  const files = await workshop.fileEntries({
    'three.pdf': await (await markedPdf([{}, { size: [841.89, 595.28] }, { rotate: 90 }])).save(),
    'scan.pdf': await scannedPdf([sheet, sheet]),
    'photo.jpg': sheet,
  });
  const book = bookWith([
    { item: 'businessLicence', entries: files },
    {
      item: 'auditReports',
      entries: [{ kind: 'none', slotLabel: '2024年审计报告', reason: '审计尚未出具' }],
    },
    {
      item: 'investment',
      entries: [{ kind: 'printed', slotLabel: '投入明细表', note: '清单已印于申报书本项之下，共30张发票' }],
    },
  ]);
  const { path, plan } = await workshop.bind(book);
  expect(plan.pageCount).toBe(2 + 1 + 6 + 1 + 1);
  await run('qpdf', ['--check', path]);
  const preferences = (await PDFDocument.load(await readFile(path))).catalog.getViewerPreferences();
  expect(preferences?.getDuplex()).toBe('DuplexFlipLongEdge');
  expect(preferences?.getPrintScaling()).toBe('None');
  const { stdout } = await run('pdfinfo', ['-f', '1', '-l', '99', path]);
  expect(stdout.match(/size: +595\.2\d* x 841\.8\d* pts/g)).toHaveLength(plan.pageCount);
  expect(stdout.match(/rot: +0/g)).toHaveLength(plan.pageCount);
  for (const page of [3, 4, 7, 9, 10, 11]) {
    const text = await pageText(path, page);
    expect(text.replace(/\s/g, '')).toContain(`—${page}—`);
    expect(text).toContain('7K3M-9QXA');
  }
  const divider = (await pageText(path, 3)).replace(/\s/g, '');
  expect(divider).toContain('六、相关证明材料');
  expect(divider).toContain('（一）营业执照复印件');
  expect(divider).toMatch(/1three\.pdf34—6.*2scan\.pdf27—8.*3photo\.jpg19/);
  expect((await pageText(path, 10)).replace(/\s/g, '')).toContain('2024年审计报告：无。审计尚未出具');
  expect((await pageText(path, 11)).replace(/\s/g, '')).toContain('投入明细表：清单已印于申报书本项之下');
  const { stdout: marks } = await run('qpdf', ['--json', '--json-key=outlines', path]);
  const outlines = JSON.parse(marks).outlines as {
    title: string;
    destpageposfrom1: number;
    kids: { title: string; destpageposfrom1: number }[];
  }[];
  expect(outlines.map((each) => [each.title, each.destpageposfrom1])).toEqual([
    ['（一）材料1', 3],
    ['（二）材料2', 10],
    ['（三）材料3', 11],
  ]);
  expect(outlines[0]?.kids.map((each) => [each.title, each.destpageposfrom1])).toEqual([
    ['three.pdf', 4],
    ['scan.pdf', 7],
    ['photo.jpg', 9],
  ]);
});

test('odd pages carry their number at the right, even ones at the left', async () => {
  const { path } = await workshop.bind(
    bookWith([
      { item: 'a', entries: await workshop.fileEntries({ 'one.pdf': await (await markedPdf([{}])).save() }) },
    ]),
  );
  const at = async (page: number) => {
    const { stdout } = await run('pdftotext', ['-bbox', '-f', String(page), '-l', String(page), path, '-']);
    return Number(stdout.match(/xMin="([\d.]+)"[^>]*>—</)?.[1]);
  };
  expect(await at(3)).toBeGreaterThan(400);
  expect(await at(4)).toBeLessThan(200);
});

test('bookmarks of the evidence stand under the heading of the book that it belongs to', async () => {
  const heading = (id: string, text: string, level: 1 | 2): Block => ({
    kind: 'heading',
    level,
    text,
    id,
    style: level === 1 ? 'heading1' : 'heading2',
    inContents: true,
    startsPage: level === 1,
  });
  const entries = await workshop.fileEntries({ 'b.pdf': await (await markedPdf([{}, {}])).save() });
  const blocks = [
    heading('h1', '一、企业基本情况', 1),
    heading('h2', '（一）概况', 2),
    heading('h3', '六、相关证明材料', 1),
    heading('h4', '（一）说明', 2),
  ];
  const book = bookWith([{ item: 'a', entries }], { blocks });
  const { pageCount } = measurePdf(book, new Map(), workshop.fonts);
  const evidencePages = planEvidencePages(book, pageCount);
  const { bytes, headingPages } = await writePdf(book, new Map(), workshop.fonts, evidencePages);
  const target = join(workshop.folder, 'marked.pdf');
  await joinBound({
    book,
    bookPdf: bytes,
    headingPages,
    evidencePages,
    filePath: (path) => join(workshop.folder, path),
    fonts: workshop.fonts,
    target,
  });
  const { stdout } = await run('qpdf', ['--json', '--json-key=outlines', target]);
  interface Mark {
    title: string;
    destpageposfrom1: number;
    kids: Mark[];
  }
  const flat = (marks: Mark[], depth = 0): [number, string, number][] =>
    marks.flatMap((mark) => [[depth, mark.title, mark.destpageposfrom1], ...flat(mark.kids, depth + 1)]);
  expect(flat(JSON.parse(stdout).outlines)).toEqual([
    [0, '一、企业基本情况', 1],
    [1, '（一）概况', 1],
    [0, '六、相关证明材料', 2],
    [1, '（一）说明', 2],
    [1, '（一）材料1', 3],
    [2, 'b.pdf', 4],
  ]);
  await run('qpdf', ['--check', target]);
});

test('a spreadsheet prints every cell, its heading again on each page', async () => {
  const header = ['序号', '发票号', '金额（元）'].map((value) => ({ value }));
  const rows = Array.from({ length: 120 }, (_, row) => [
    { value: row + 1, type: Number },
    { value: `2550200000${String(row).padStart(10, '0')}` },
    { value: row * 100.5, type: Number },
  ]);
  const sheet = await writeExcelFile([header, ...rows]).toBuffer();
  const { path, plan } = await workshop.bind(
    bookWith([{ item: 'a', entries: await workshop.fileEntries({ 'ledger.xlsx': sheet }) }]),
  );
  const texts = await Promise.all(
    Array.from({ length: plan.pageCount - 3 }, (_, index) => pageText(path, 4 + index)),
  );
  expect(texts.length).toBeGreaterThan(2);
  for (const text of texts) expect(text).toContain('发票号');
  const all = texts.join('\n');
  for (let row = 0; row < 120; row += 1) {
    expect(all).toContain(`2550200000${String(row).padStart(10, '0')}`);
    expect(all).toContain(String(row * 100.5));
  }
});

test('what cannot be read has a page that says which file and why; 草稿 stands on every page', async () => {
  const locked = await markedPdf([{}]);
  locked.encrypt({ userPassword: 'x', ownerPassword: 'y' });
  const entries = await workshop.fileEntries({
    'locked.pdf': await locked.save(),
    'good.pdf': await (await markedPdf([{}])).save(),
  });
  const { path, plan } = await workshop.bind(bookWith([{ item: 'a', entries }], { watermark: '草稿' }));
  expect(plan.pageCount).toBe(5);
  const text = (await pageText(path, 4)).replace(/\s/g, '');
  expect(text).toContain('此处材料未能装订');
  expect(text).toContain('locked.pdf');
  expect(text).toContain('问题encrypted');
  for (const page of [3, 4, 5]) {
    const marked = await pageText(path, page);
    expect([page, marked.includes('草'), marked.includes('稿')]).toEqual([page, true, true]);
  }
});

test('two joins of the same book are alike, byte for byte', async () => {
  const entries = await workshop.fileEntries({
    'same.pdf': await (await markedPdf([{}])).save(),
    'same.jpg': await markedPicture(300, 400).jpeg().toBuffer(),
  });
  const first = await workshop.bind(bookWith([{ item: 'a', entries }]));
  const second = await workshop.bind(bookWith([{ item: 'a', entries }]));
  const [a, b] = [await readFile(first.path), await readFile(second.path)];
  expect(a.equals(b)).toBe(true);
});

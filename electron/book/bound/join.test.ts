import { execFile } from 'node:child_process';
import { access, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { inspectFile } from '../../evidence/inspect.ts';
import {
  A4,
  handmadePdf,
  markedPdf,
  markedPicture,
  type PageRecipe,
  scannedPdf,
  temporaryFolder,
  writeSample,
} from '../../evidence/sample-evidence.ts';
import type { Block, Book, BookEvidenceItem } from '../book.ts';
import { loadBookFonts } from '../fonts.ts';
import { measurePdf, writePdf } from '../pdf/write-pdf.ts';
import { type BoundPlan, planBinding, planEvidencePages } from './evidence-pages.ts';
import { joinBound } from './join.ts';
import { readBackBound } from './read-back.ts';

const run = promisify(execFile);
const fonts = await loadBookFonts({ installed: false });
let folder = '';
let counter = 0;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => rm(folder, { recursive: true }));

type Entry = BookEvidenceItem['entries'][number];
interface Bound {
  path: string;
  book: Book;
  plan: BoundPlan;
}

async function makeBookPdf(pages: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let page = 1; page <= pages; page += 1)
    document.addPage(A4).drawText(`book page ${page}`, { x: 100, y: 700 });
  return document.save();
}

/** The same bytes for every test: a PDF carries the second in which it was made. */
const bookPdf = await makeBookPdf(2);

function bookWith(items: Pick<BookEvidenceItem, 'item' | 'entries'>[], more: Partial<Book> = {}): Book {
  return {
    title: '申报书',
    applicant: '重庆示例公司',
    programme: 'benchmark',
    twinCode: '7K3M-9QXA',
    blocks: [
      {
        kind: 'heading',
        level: 1,
        text: '六、相关证明材料',
        id: 'h6',
        style: 'heading1',
        inContents: true,
        startsPage: true,
      },
    ],
    evidence: items.map((each, index) => ({
      number: `（${'一二三四五'[index]}）`,
      label: '营业执照复印件',
      shortName: `材料${index + 1}`,
      ...each,
    })),
    ...more,
  };
}

/** Entries for files, as compose makes them from what inspecting them told. */
async function fileEntries(
  files: Record<string, Uint8Array | string>,
  rotate: 0 | 90 | 180 | 270 = 0,
): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const [name, bytes] of Object.entries(files)) {
    const facts = await inspectFile(await writeSample(folder, name, bytes), name);
    entries.push({
      kind: 'file',
      path: name,
      name,
      slotLabel: '营业执照',
      rotate,
      pageCount: facts.problem === undefined ? facts.pages.length : 1,
      ...(facts.problem === undefined ? {} : { unreadable: `问题 ${facts.problem.code}` }),
    });
  }
  return entries;
}

async function bind(book: Book, signal?: AbortSignal): Promise<Bound> {
  counter += 1;
  const path = join(folder, `bound${counter}.pdf`);
  const { pageCount } = await joinBound({
    book,
    bookPdf,
    headingPages: new Map(),
    evidencePages: planEvidencePages(book, 2),
    filePath: (draftPath) => join(folder, draftPath),
    fonts,
    target: path,
    ...(signal === undefined ? {} : { signal }),
  });
  const plan = planBinding(book, 2);
  expect(pageCount).toBe(plan.pageCount);
  return { path, book, plan };
}

const DPI = 50;
/** A page as poppler shows it, RGB. */
async function render(
  path: string,
  page: number,
  dpi = DPI,
): Promise<{ data: Buffer; width: number; height: number }> {
  const range = ['-f', String(page), '-l', String(page)];
  const { stdout } = await run('pdftoppm', ['-r', String(dpi), '-cropbox', ...range, '-png', path], {
    encoding: 'buffer',
    maxBuffer: 1e9,
  });
  const { data, info } = await sharp(stdout).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

function colourAt(page: Awaited<ReturnType<typeof render>>, x: number, y: number): string {
  const at = (Math.floor(y * (page.height - 1)) * page.width + Math.floor(x * (page.width - 1))) * 3;
  const level = (value: number | undefined) => ((value ?? 0) > 200 ? '1' : (value ?? 0) < 60 ? '0' : '-');
  return [0, 1, 2].map((channel) => level(page.data[at + channel])).join('');
}

const RED = '100';
const GREEN = '010';
const BLUE = '001';
const BLACK = '000';

/** The four marks, read at the corners of the box that holds ink above the footer. */
async function corners(path: string, page: number): Promise<string[]> {
  const shown = await render(path, page);
  const limit = Math.floor(shown.height * (1 - 35.5 / 297));
  let [left, right, top, bottom] = [shown.width, 0, shown.height, 0];
  for (let y = 0; y < limit; y += 1) {
    for (let x = 0; x < shown.width; x += 1) {
      const at = (y * shown.width + x) * 3;
      if (
        (shown.data[at] ?? 255) > 90 &&
        (shown.data[at + 1] ?? 255) > 90 &&
        (shown.data[at + 2] ?? 255) > 90
      )
        continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  const [w, h] = [right - left, bottom - top];
  return [
    [0.1, 0.1],
    [0.9, 0.1],
    [0.1, 0.9],
    [0.9, 0.9],
  ].map(([x = 0, y = 0]) => colourAt(shown, (left + w * x) / shown.width, (top + h * y) / shown.height));
}

async function pageText(path: string, page: number): Promise<string> {
  const { stdout } = await run('pdftotext', ['-f', String(page), '-l', String(page), '-layout', path, '-']);
  return stdout;
}

const UPRIGHT = [RED, GREEN, BLUE, BLACK];
/** Head at the left: turned counter-clockwise. */
const SIDEWAYS = [GREEN, BLACK, RED, BLUE];

describe('a bound book', () => {
  test('pages in = pages out, every page A4, numbered, with bookmarks; valid for qpdf', async () => {
    const sheet = await markedPicture(400, 560).jpeg().toBuffer();
    const files = await fileEntries({
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
    const { path, plan } = await bind(book);
    expect(plan.pageCount).toBe(2 + 1 + 6 + 1 + 1);
    await run('qpdf', ['--check', path]);
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
    const { path } = await bind(
      bookWith([
        { item: 'a', entries: await fileEntries({ 'one.pdf': await (await markedPdf([{}])).save() }) },
      ]),
    );
    const at = async (page: number) => {
      const { stdout } = await run('pdftotext', ['-bbox', '-f', String(page), '-l', String(page), path, '-']);
      return Number(stdout.match(/xMin="([\d.]+)"[^>]*>—</)?.[1]);
    };
    expect(await at(3)).toBeGreaterThan(400);
    expect(await at(4)).toBeLessThan(200);
  });

  const recipes: [string, PageRecipe, string[]][] = [
    ['portrait', {}, UPRIGHT],
    ['/Rotate 90', { size: [841.89, 595.28], rotate: 90 }, [BLUE, RED, BLACK, GREEN]],
    ['/Rotate 180', { rotate: 180 }, [BLACK, BLUE, GREEN, RED]],
    ['A3', { size: [841.89, 1190.55] }, UPRIGHT],
    ['offset crop box', { size: [1000, 1200], crop: { x: 250, y: 100, width: 500, height: 700 } }, UPRIGHT],
    [
      'crop box and /Rotate 270',
      { size: [1000, 1200], crop: { x: 50, y: 300, width: 700, height: 500 }, rotate: 270 },
      SIDEWAYS,
    ],
    ['landscape A4, turned with its head to the left', { size: [841.89, 595.28] }, SIDEWAYS],
    ['an invoice of 240 × 140 mm, kept as it reads', { size: [680, 397] }, UPRIGHT],
    ['unclosed q with a matrix', { before: 'q 2 0 0 2 30 30 cm', after: '', blank: false }, []],
    ['a Q too many', { before: 'Q Q', after: 'Q' }, UPRIGHT],
    ['state left behind', { after: 'q 0.1 0 0 0.1 300 300 cm q 5 w' }, UPRIGHT],
  ];
  test('PDF pages are upright and whole, whatever their boxes, turns and operators', async () => {
    const document = await markedPdf(recipes.map(([, recipe]) => recipe));
    const { path, plan } = await bind(
      bookWith([{ item: 'a', entries: await fileEntries({ 'recipes.pdf': await document.save() }) }]),
    );
    const first = plan.items[0]?.files[0]?.page ?? 0;
    for (const [index, [name, , marks]] of recipes.entries()) {
      if (marks.length > 0) expect([name, await corners(path, first + index)]).toEqual([name, marks]);
      const text = await pageText(path, first + index);
      expect(text.replace(/\s/g, '')).toContain(`—${first + index}—`);
      const shown = await render(path, first + index);
      // Nothing of the page stands in the footer's strip, and the QR code does.
      expect([name, colourAt(shown, 0.5, 1 - 10 / 297)]).toEqual([name, '111']);
    }
  });

  test('turned by hand on top of what the file says; a page turned by hand stays as turned', async () => {
    const turns = { 90: [BLUE, RED, BLACK, GREEN], 180: [BLACK, BLUE, GREEN, RED], 270: SIDEWAYS } as const;
    const pdf = await (await markedPdf([{}])).save();
    const picture = await markedPicture(600, 400).jpeg({ quality: 95 }).toBuffer();
    for (const [turn, marks] of Object.entries(turns)) {
      const rotate = Number(turn) as 90 | 180 | 270;
      const entries = await fileEntries({ [`t${turn}.pdf`]: pdf, [`t${turn}.jpg`]: picture }, rotate);
      const { path } = await bind(bookWith([{ item: 'a', entries }]));
      expect([turn, await corners(path, 4)]).toEqual([turn, marks]);
      expect([turn, await corners(path, 5)]).toEqual([turn, marks]);
    }
  });

  test('seals and signatures stay where they are seen, hidden marks stay hidden', async () => {
    for (const rotate of [0, 90, 270] as const) {
      const recipe: PageRecipe = {
        size: [700, 900],
        crop: { x: 60, y: 90, width: 400, height: 550 },
        rotate,
        sealed: true,
      };
      const name = `sealed${rotate}.pdf`;
      const bytes = await (await markedPdf([recipe])).save();
      const { path } = await bind(bookWith([{ item: 'a', entries: await fileEntries({ [name]: bytes }) }]));
      const original = await render(join(folder, name), 1);
      const bound = await render(path, 4);
      const inks = (
        page: typeof bound,
        test_: (r: number, g: number, b: number) => boolean,
        limit: number,
      ) => {
        let count = 0;
        for (let at = 0; at < page.width * limit * 3; at += 3) {
          if (test_(page.data[at] ?? 0, page.data[at + 1] ?? 0, page.data[at + 2] ?? 0)) count += 1;
        }
        return count;
      };
      const magenta = (r: number, g: number, b: number) => r > 200 && g < 80 && b > 200;
      const cyan = (r: number, g: number, b: number) => r < 80 && g > 200 && b > 200;
      const red = (r: number, g: number, b: number) => r > 200 && g < 80 && b < 80;
      for (const colour of [magenta, red]) {
        const before = inks(original, colour, original.height);
        const after = inks(bound, colour, bound.height);
        expect(before).toBeGreaterThan(500);
        // 400 × 550 pt fits the area both ways without being scaled.
        expect(Math.abs(after - before) / before).toBeLessThan(0.08);
      }
      expect(inks(bound, cyan, bound.height)).toBe(0);
    }
  });

  test('answers typed into a form that shows them only in viewers are printed', async () => {
    const form = handmadePdf([
      '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] /NeedAppearances true >> >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 700] /Annots [5 0 R 6 0 R] >>',
      '<< >>',
      '<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V <FEFF91CD5E86793A4F8B> /DA (/F1 14 Tf) /Rect [100 400 300 430] >>',
      '<< /Type /Annot /Subtype /Square /Rect [100 100 200 200] /C [1 0 0] /BS << /W 6 >> >>',
    ]);
    const { path } = await bind(bookWith([{ item: 'a', entries: await fileEntries({ 'form.pdf': form }) }]));
    expect(await pageText(path, 4)).toContain('重庆示例');
  });

  test('scripts, actions and links of the evidence are not carried over', async () => {
    const active = handmadePdf([
      '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>',
      '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 700] /AA << /O << /S /JavaScript /JS (app.alert\\(2\\)) >> >> /Annots [5 0 R 6 0 R] >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 700] >>',
      '<< /Type /Annot /Subtype /Link /Rect [0 0 50 50] /A << /S /Launch /F (calc.exe) >> >>',
      '<< /Type /Annot /Subtype /Square /Rect [100 100 200 200] /C [1 0 0] /BS << /W 20 >> /P 3 0 R /A << /S /JavaScript /JS (app.alert\\(3\\)) >> >>',
    ]);
    const { path, plan } = await bind(
      bookWith([{ item: 'a', entries: await fileEntries({ 'active.pdf': active }) }]),
    );
    expect(plan.pageCount).toBe(5);
    const raw = await readFile(path, 'latin1');
    expect(raw).not.toMatch(/app\.alert|calc\.exe|JavaScript|Launch/);
    // The square has no appearance: it stays a mark of the viewer's, at its place on the page.
    expect(raw).toMatch(/\/Subtype \/Square/);
    const { data } = await render(path, 4);
    let red = 0;
    for (let at = 0; at < data.length; at += 3)
      if ((data[at] ?? 0) > 200 && (data[at + 1] ?? 255) < 80) red += 1;
    expect(red).toBeGreaterThan(1000);
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
    const entries = await fileEntries({ 'b.pdf': await (await markedPdf([{}, {}])).save() });
    const blocks = [
      heading('h1', '一、企业基本情况', 1),
      heading('h2', '（一）概况', 2),
      heading('h3', '六、相关证明材料', 1),
      heading('h4', '（一）说明', 2),
    ];
    const book = bookWith([{ item: 'a', entries }], { blocks });
    const { pageCount } = measurePdf(book, new Map(), fonts);
    const evidencePages = planEvidencePages(book, pageCount);
    const { bytes, headingPages } = await writePdf(book, new Map(), fonts, evidencePages);
    const target = join(folder, 'marked.pdf');
    await joinBound({
      book,
      bookPdf: bytes,
      headingPages,
      evidencePages,
      filePath: (path) => join(folder, path),
      fonts,
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

  test('a layer that is switched off stays off', async () => {
    const layered = handmadePdf([
      '<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >> >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 700] /Contents 4 0 R /Resources << /Properties << /L 6 0 R >> >> >>',
      '<< /Length 75 >>\nstream\n/OC /L BDC 0 1 1 rg 0 0 500 700 re f EMC 1 0 0 rg 100 300 200 200 re f      \nendstream',
      '<< >>',
      '<< /Type /OCG /Name (draft layer) >>',
    ]);
    const { path } = await bind(
      bookWith([{ item: 'a', entries: await fileEntries({ 'layered.pdf': layered }) }]),
    );
    const shown = await render(path, 4);
    expect(colourAt(shown, 0.75, 0.3)).toBe('111');
    expect(colourAt(shown, 0.4, 0.45)).toBe(RED);
  });

  test('pictures: EXIF, CMYK, TIFF pages, a long screenshot in parts', async () => {
    const upright = await markedPicture(600, 800).png().toBuffer();
    const files = {
      'turned.jpg': await sharp(upright)
        .rotate(90)
        .withMetadata({ orientation: 8 })
        .jpeg({ quality: 95 })
        .toBuffer(),
      'cmyk.jpg': await sharp(upright).toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer(),
      'plain.jpg': await sharp(upright).jpeg({ quality: 95 }).toBuffer(),
      'grey.jpg': await sharp(upright).greyscale().toColourspace('b-w').jpeg({ quality: 95 }).toBuffer(),
      'drawing.png': upright,
      'two.tif': await sharp([upright, upright], { join: { animated: true } })
        .tiff()
        .toBuffer(),
      'long.png': await markedPicture(500, 3000).png().toBuffer(),
    };
    const { path, plan } = await bind(bookWith([{ item: 'a', entries: await fileEntries(files) }]));
    const pageOf = (name: string) => plan.items[0]?.files.find((each) => each.file.name === name)?.page ?? 0;
    for (const name of ['turned.jpg', 'plain.jpg', 'drawing.png', 'two.tif']) {
      expect([name, await corners(path, pageOf(name))]).toEqual([name, UPRIGHT]);
    }
    expect(await corners(path, pageOf('two.tif') + 1)).toEqual(UPRIGHT);
    expect((await corners(path, pageOf('cmyk.jpg')))[3]).toBe(BLACK);
    expect((await corners(path, pageOf('grey.jpg')))[3]).toBe(BLACK);
    // The first part shows the head of the screenshot, the last its foot.
    expect((await corners(path, pageOf('long.png')))[0]).toBe(RED);
    expect((await corners(path, plan.pageCount))[3]).toBe(BLACK);
  });

  test('a spreadsheet prints every cell, its heading again on each page', async () => {
    const header = ['序号', '发票号', '金额（元）'].map((value) => ({ value }));
    const rows = Array.from({ length: 120 }, (_, row) => [
      { value: row + 1, type: Number },
      { value: `2550200000${String(row).padStart(10, '0')}` },
      { value: row * 100.5, type: Number },
    ]);
    const sheet = await writeExcelFile([header, ...rows]).toBuffer();
    const { path, plan } = await bind(
      bookWith([{ item: 'a', entries: await fileEntries({ 'ledger.xlsx': sheet }) }]),
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
    const entries = await fileEntries({
      'locked.pdf': await locked.save(),
      'good.pdf': await (await markedPdf([{}])).save(),
    });
    const { path, plan } = await bind(bookWith([{ item: 'a', entries }], { watermark: '草稿' }));
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
    const entries = await fileEntries({
      'same.pdf': await (await markedPdf([{}])).save(),
      'same.jpg': await markedPicture(300, 400).jpeg().toBuffer(),
    });
    const first = await bind(bookWith([{ item: 'a', entries }]));
    const second = await bind(bookWith([{ item: 'a', entries }]));
    const [a, b] = [await readFile(first.path), await readFile(second.path)];
    expect(a.equals(b)).toBe(true);
  });
});

describe('what goes wrong', () => {
  const gone = async (path: string) => expect(access(path)).rejects.toMatchObject({ code: 'ENOENT' });

  test('a file that changed since it was checked stops the join and leaves nothing', async () => {
    const entries = await fileEntries({ 'grows.pdf': await (await markedPdf([{}])).save() });
    await writeSample(folder, 'grows.pdf', await (await markedPdf([{}, {}])).save());
    await expect(bind(bookWith([{ item: 'a', entries }]))).rejects.toMatchObject({
      code: 'readBackDiffers',
      message: expect.stringContaining('grows.pdf'),
    });
    await gone(join(folder, `bound${counter}.pdf`));
    await writeSample(folder, 'grows.pdf', 'no longer a PDF');
    await expect(bind(bookWith([{ item: 'a', entries }]))).rejects.toMatchObject({ code: 'readBackDiffers' });
    await gone(join(folder, `bound${counter}.pdf`));
  });

  test('a file that is gone is named', async () => {
    const entries = await fileEntries({ 'gone.pdf': await (await markedPdf([{}])).save() });
    await rm(join(folder, 'gone.pdf'));
    await expect(bind(bookWith([{ item: 'a', entries }]))).rejects.toMatchObject({
      code: 'deviceFailed',
      message: expect.stringContaining('gone.pdf'),
    });
    await gone(join(folder, `bound${counter}.pdf`));
  });

  test('numbers in the contents that are not those of the pages stop the join', async () => {
    const book = bookWith([{ item: 'a', entries: [] }]);
    const target = join(folder, 'wrong.pdf');
    const input = {
      book,
      bookPdf,
      headingPages: new Map(),
      filePath: (path: string) => path,
      fonts,
      target,
    };
    await expect(joinBound({ ...input, evidencePages: planEvidencePages(book, 7) })).rejects.toMatchObject({
      code: 'readBackDiffers',
    });
    await gone(target);
  });

  test('cancelled, or a target that exists', async () => {
    const entries = await fileEntries({ 'c.pdf': await (await markedPdf([{}])).save() });
    const book = bookWith([{ item: 'a', entries }]);
    await expect(bind(book, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
    await gone(join(folder, `bound${counter}.pdf`));
    await writeSample(folder, `bound${counter + 1}.pdf`, 'mine');
    await expect(bind(book)).rejects.toMatchObject({ code: 'targetExists' });
    expect(await readFile(join(folder, `bound${counter}.pdf`), 'utf8')).toBe('mine');
  });

  test('reading back notices a page too few, a page that is not A4, a lost bookmark', async () => {
    const entries = await fileEntries({ 'r.pdf': await (await markedPdf([{}, {}])).save() });
    const { path, plan } = await bind(bookWith([{ item: 'a', entries }]));
    expect(await readBackBound(path, plan)).toEqual([]);
    const tampered = await PDFDocument.load(await readFile(path));
    tampered.getPage(4).setSize(300, 300);
    const resized = await writeSample(folder, 'resized.pdf', await tampered.save());
    expect((await readBackBound(resized, plan)).join()).toContain('第 5 页不是竖放的 A4 页');
    tampered.removePage(4);
    const short = await writeSample(folder, 'short.pdf', await tampered.save());
    expect((await readBackBound(short, plan)).join()).toContain(`应有 ${plan.pageCount} 页`);
  });
});

import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { Block, Book, BookRow, TableBlock } from '../book.ts';
import {
  cell,
  heading,
  label,
  longText,
  paragraph,
  row,
  sampleBook,
  samplePictures,
  table,
} from '../fixtures/book-fixture.ts';
import { randomBlocks } from '../fixtures/random-book.ts';
import { loadBookFonts } from '../fonts.ts';
import { PAGE, TEXT_WIDTH, textLeft } from '../layout.ts';
import { comparePdfWithBook } from './compare-pdf.ts';
import { layBook } from './lay-pages.ts';
import type { PageItem } from './page-items.ts';
import { type ReadPdf, readPdf } from './read-pdf.ts';
import { measurePdf, type WrittenPdf, writePdf } from './write-pdf.ts';

const fonts = await loadBookFonts({ installed: false });
const pictures = await samplePictures();
const createdAt = new Date('2025-10-16T08:00:00Z');
const evidencePages = new Map([
  ['businessLicence', 31],
  ['auditReports', 33],
]);

const bookOf = (blocks: Block[], more: Partial<Book> = {}): Book => sampleBook({ blocks, ...more });
const squeeze = (text: string): string => text.replace(/\s/g, '');
const write = (book: Book): Promise<WrittenPdf> =>
  writePdf(book, pictures, fonts, evidencePages, undefined, { createdAt });
const readBack = async (book: Book): Promise<ReadPdf> => readPdf((await write(book)).bytes);
const itemsOf = (blocks: Block[]): PageItem[][] =>
  layBook(bookOf(blocks), pictures, fonts, evidencePages).pages.map((page) => page.items);
const textsOf = (items: PageItem[]): string =>
  items.map((item) => (item.kind === 'text' ? item.piece.text : '')).join('');

let written: WrittenPdf;
let read: ReadPdf;
beforeAll(async () => {
  written = await write(sampleBook());
  read = await readPdf(written.bytes);
});

test('every page has number and twin code, but the cover no number; odd pages right, even pages left', () => {
  expect(read.pages).toHaveLength(written.pageCount);
  read.pages.forEach((page, index) => {
    expect(page.footer).toContain('对照码 7K3M-9QXZ');
    if (index === 0) expect(page.footer).not.toContain('—');
    else expect(page.footer).toContain(`— ${index + 1} —`);
    expect(page.widthPt).toBeCloseTo(595.28, 1);
  });
});

test('a side paper, which has no cover, has its number on the first page too', async () => {
  const side = await readBack(bookOf([paragraph('body', '内容')], { sidePaper: 'L' }));
  expect(side.pages[0]?.footer).toContain('— 1 —');
});

test('white between Chinese and Latin and in stretched lines is not read back as blanks', async () => {
  const stretched = `设备OEE由61.2%提升至78.9%，${'综合能耗下降18.5个百分点，'.repeat(2)}${'x'.repeat(22)}。`;
  const text = `每月约19次，MES系统3个。${stretched}`;
  const page = (await readBack(bookOf([paragraph('body', text)]))).pages[0];
  expect(page?.text.replaceAll('\n', '')).toBe(text);
});

test('the contents give true page numbers, those of the evidence included', () => {
  const contents = squeeze(read.pages[2]?.text ?? '');
  for (const [id, title] of [
    ['commitment', '真实性承诺'],
    ['scenes', '二、数字化经营应用场景（1500字内）'],
    ['form-use', '二、应用情况'],
  ] as const) {
    const page = written.headingPages.get(id);
    expect(contents).toMatch(new RegExp(`${title}\\.+${page}`));
    expect(squeeze(read.pages[(page ?? 0) - 1]?.text ?? '')).toContain(title);
  }
  expect(contents).toMatch(/（一）营业执照复印件\.+31/);
  expect(contents).toMatch(/报表附注\.*33/);
});

test('bookmarks stand in the order and hierarchy of the headings', () => {
  expect(read.outline.map((entry) => `${entry.level} ${entry.title}`)).toEqual([
    '1 真实性承诺',
    '1 一、企业基本情况（500字内）',
    '2 （一）申报单位概况',
    '3 1．主要产品',
    '1 二、数字化经营应用场景（1500字内）',
    '1 申报表',
    '1 一、基本信息',
    '1 二、应用情况',
    '1 六、相关证明材料',
  ]);
  for (const entry of read.outline)
    expect(squeeze(read.pages[entry.page - 1]?.text ?? '')).toContain(squeeze(entry.title));
});

test('properties name title, applicant and twin code; every font is embedded', () => {
  expect(read.info).toMatchObject({ title: sampleBook().title, author: '重庆龚䶮精密机械有限公司' });
  expect(read.info.keywords).toContain('7K3M-9QXZ');
  expect(read.unembeddedFonts).toEqual([]);
});

test('rare characters, look-alikes and characters that no font has are read back as written', async () => {
  const text = '龚䶮、张㛃、𬭎、𫖯、⼀一、µμ、Ωₖ、😀，□☑☐';
  const page = (await readBack(bookOf([paragraph('body', text)]))).pages[0];
  expect(squeeze(page?.text ?? '')).toBe(text);
});

test('a cell of 6,000 字 goes on over pages, loses nothing, and has all borders on each page', () => {
  const expected = longText(3000) + longText(3000, 200);
  const pages = read.pages.map((page, index) =>
    page.items.filter((item) => item.x > textLeft(index + 1) + TEXT_WIDTH / 6).map((item) => item.text),
  );
  expect(squeeze(pages.flat().join(''))).toContain(squeeze(expected));

  const wide = [row([label('说明'), cell([paragraph('formBody', expected)])], { flows: true })];
  for (const [index, items] of itemsOf([table([80, TEXT_WIDTH - 80], wide)]).entries()) {
    const left = textLeft(index + 1);
    const lines = items.filter((item) => item.kind === 'line');
    const texts = items.filter((item) => item.kind === 'text');
    const bottom = Math.max(...lines.map((line) => line.y2));
    const top = Math.min(...lines.map((line) => line.y1));
    for (const x of [left, left + 80, left + TEXT_WIDTH]) {
      expect(
        lines.some((line) => line.x1 === x && line.x2 === x && line.y1 === top && line.y2 === bottom),
      ).toBe(true);
    }
    for (const y of [top, bottom]) {
      const covered = lines.filter((line) => line.y1 === y && line.y2 === y).map((line) => line.x2 - line.x1);
      expect(covered.reduce((sum, width) => sum + width, 0)).toBeCloseTo(TEXT_WIDTH, 3);
    }
    for (const text of texts) expect(text.baseline).toBeLessThan(bottom);
    expect(bottom).toBeLessThanOrEqual(PAGE.heightPt - PAGE.bottomPt + 0.1);
  }
});

test('the head of a table is printed again on each page, never alone at the foot', () => {
  const rows = Array.from({ length: 60 }, (_, index) => row([cell(`第${index + 1}行`), cell('内容')]));
  for (const before of [0, 560, 600, 620]) {
    const pages = itemsOf([
      { kind: 'space', heightPt: before },
      table(
        [TEXT_WIDTH / 2, TEXT_WIDTH / 2],
        [row([label('甲'), label('乙')], { header: true, keepWithNext: true }), ...rows],
      ),
    ]).map(textsOf);
    const tablePages = pages.filter((text) => text.includes('行'));
    for (const text of tablePages) expect(text).toMatch(/^甲乙第\d+行/);
    expect(pages.join('').match(/第\d+行/g)).toHaveLength(60);
  }
});

test('a head row with the text of pages is printed once and whole', () => {
  const text = longText(3000);
  const head = row([cell(text)], { header: true, keepWithNext: true });
  const rows = Array.from({ length: 40 }, (_, index) => row([cell(`第${index + 1}行。`)]));
  const pages = itemsOf([table([TEXT_WIDTH], [head, ...rows])]);
  expect(textsOf(pages.flat())).toBe(text + rows.map((_, index) => `第${index + 1}行。`).join(''));
  for (const item of pages.flat())
    if (item.kind === 'text') expect(item.baseline).toBeLessThan(PAGE.heightPt - PAGE.bottomPt);
});

test('rows that a span joins stay on one page, and a short row is never cut', () => {
  const group = [
    row([label('生产经营指标', { rowSpan: 3 }), cell('总资产')]),
    row([cell('营业收入\n（万元）')]),
    row([cell('员工人数')]),
  ];
  for (let before = 500; before < 640; before += 9) {
    const pages = itemsOf([{ kind: 'space', heightPt: before }, table([200, TEXT_WIDTH - 200], group)]).map(
      textsOf,
    );
    expect(pages.filter((text) => text.includes('总资产') || text.includes('员工'))).toHaveLength(1);
  }
});

test('joined rows that are higher than a page are cut between rows and lose nothing', () => {
  const rows = Array.from({ length: 50 }, (_, index) =>
    row([...(index === 0 ? [label('长标签', { rowSpan: 50 })] : []), cell(`值${index + 1}。`)]),
  );
  const pages = itemsOf([table([200, TEXT_WIDTH - 200], rows)]);
  expect(pages.length).toBeGreaterThan(1);
  expect(textsOf(pages.flat()).replace('长标签', '')).toBe(
    rows.map((_, index) => `值${index + 1}。`).join(''),
  );
});

test('the borders of joined rows, some of them empty, stay inside the text area where they are cut', () => {
  for (let heightPt = 50; heightPt < 70; heightPt += 0.5) {
    const figure: Block = { kind: 'figure', file: 'figures/board.png', widthPt: 100, heightPt, caption: '' };
    const rows = [
      row([cell([], { rowSpan: 3 }), cell([figure, paragraph('formValue', '行\n'.repeat(30))])]),
      row([cell([], { rowSpan: 4 })], { flows: true }),
      row([]),
      row([cell('1')]),
      row([cell('12')]),
    ];
    for (const item of itemsOf([table([TEXT_WIDTH / 2, TEXT_WIDTH / 2], rows)]).flat())
      if (item.kind === 'line') expect(item.y2).toBeLessThan(PAGE.heightPt - PAGE.bottomPt + 0.1);
  }
});

test('a table of the applicant’s with up to four rows stays on one page, a longer one does not', () => {
  const lines = (count: number): BookRow[] =>
    Array.from({ length: count }, (_, index) => row([cell(`第${index + 1}行`), cell('内容')]));
  const head = row([label('甲'), label('乙')], { header: true, keepWithNext: true });
  const pagesOf = (count: number, before: number, role: TableBlock['role']): number =>
    itemsOf([
      { kind: 'space', heightPt: before },
      table([TEXT_WIDTH / 2, TEXT_WIDTH / 2], [head, ...lines(count)], role),
    ]).filter((items) => textsOf(items).includes('行')).length;
  const places = Array.from({ length: 18 }, (_, index) => 500 + 7 * index);
  for (const before of places) {
    expect(pagesOf(4, before, 'data')).toBe(1);
    expect(pagesOf(1, before, 'data')).toBe(1);
  }
  expect(places.some((before) => pagesOf(5, before, 'data') === 2)).toBe(true);
  expect(places.some((before) => pagesOf(4, before, 'form') === 2)).toBe(true);
});

test('a small table that is higher than a page goes on over pages and loses nothing', () => {
  const text = longText(700);
  const rows = Array.from({ length: 4 }, () => row([cell(text)]));
  const pages = itemsOf([paragraph('body', '前'), table([TEXT_WIDTH], rows, 'data')]);
  expect(textsOf(pages[0] ?? [])).toContain(text);
  expect(textsOf(pages.flat())).toBe(`前${text.repeat(4)}`);
});

test('a row that may not flow but is higher than a page is cut rather than lost', () => {
  const text = longText(2500);
  const pages = itemsOf([table([TEXT_WIDTH], [row([cell(text)])])]);
  expect(pages.length).toBeGreaterThan(1);
  expect(textsOf(pages.flat())).toBe(text);
});

test('a heading stays with its text, a picture with its caption', () => {
  for (let before = 480; before <= 620; before += 7) {
    const pages = itemsOf([
      { kind: 'space', heightPt: before },
      heading('a', '标题甲'),
      heading('b', '标题乙', { level: 2 }),
      paragraph('body', '正文。'),
      { kind: 'figure', file: 'figures/board.png', widthPt: 90, heightPt: 54, caption: '图1 看板' },
    ]).map((items) => textsOf(items) + (items.some((item) => item.kind === 'picture') ? '[图]' : ''));
    expect(pages.filter((text) => text.includes('标题甲标题乙正文。'))).toHaveLength(1);
    expect(pages.filter((text) => text.includes('[图]') && text.includes('图1 看板'))).toHaveLength(1);
  }
});

test('a heading inside a cell that flows stays with its text', () => {
  for (let lines = 28; lines < 40; lines++) {
    const bold = { ...paragraph('formBody', '小标题'), keepWithNext: true };
    const blocks = [paragraph('formBody', '行\n'.repeat(lines)), bold, paragraph('formBody', '正文内容。')];
    const pages = itemsOf([
      table([80, TEXT_WIDTH - 80], [row([label('说明'), cell(blocks)], { flows: true })]),
    ]).map(textsOf);
    expect(pages.filter((text) => text.includes('小标题正文内容。'))).toHaveLength(1);
  }
});

test('the body has the exact pitch of 28 pt, 22 lines on a page, also with mixed fonts', () => {
  const pages = itemsOf([paragraph('body', `${longText(900)}☑䶮ABC`)]);
  const baselines = [...new Set(pages[0]?.flatMap((item) => (item.kind === 'text' ? [item.baseline] : [])))];
  expect(baselines).toHaveLength(22);
  baselines
    .slice(1)
    .forEach((baseline, index) => expect(baseline - (baselines[index] ?? 0)).toBeCloseTo(28, 6));
});

test('in random books nothing is printed outside the text area', () => {
  const bottom = PAGE.heightPt - PAGE.bottomPt;
  fc.assert(
    fc.property(randomBlocks, (blocks) => {
      for (const [index, items] of itemsOf(blocks).entries()) {
        const left = textLeft(index + 1);
        const right = left + TEXT_WIDTH;
        for (const item of items) {
          if (item.kind === 'text') {
            expect(item.baseline).toBeLessThan(bottom);
            expect(item.baseline).toBeGreaterThan(PAGE.topPt);
            expect(item.x).toBeGreaterThanOrEqual(left - 0.1);
            // One mark may hang.
            expect(item.x + item.piece.widthPt).toBeLessThan(right + item.piece.sizePt + 0.1);
          } else if (item.kind === 'line') {
            expect(Math.max(item.y1, item.y2)).toBeLessThanOrEqual(bottom + 0.1);
            expect(Math.max(item.x1, item.x2)).toBeLessThanOrEqual(right + 0.1);
          } else if (item.kind === 'picture') {
            expect(item.y + item.heightPt).toBeLessThanOrEqual(bottom + 0.1);
            expect(item.x + item.widthPt).toBeLessThanOrEqual(right + 0.1);
          }
        }
      }
    }),
    { numRuns: 20, seed: 7, endOnFailure: true },
  );
});

test('lists count from their start, with a marker for each depth', () => {
  const text = squeeze(read.pages.map((page) => page.text).join(''));
  expect(text).toContain('4.第二层：（1）主数据治理（2）指标口径①口径甲以上由信息部负责。');
  expect(text).toContain('•看板上线');
});

test('a draft has 草稿 across every page, and its text stays readable', async () => {
  const draft = await readBack(bookOf(sampleBook().blocks.slice(0, 9), { watermark: '草稿' }));
  for (const page of draft.pages) expect(page.watermark).toBe('草稿');
  expect(squeeze(draft.pages[1]?.text ?? '')).toMatch(/^真实性承诺我单位承诺/);
});

test('a picture that cannot be read leaves a frame that says so', async () => {
  const page = (
    await readBack(
      bookOf([{ kind: 'figure', file: 'figures/gone.png', widthPt: 200, heightPt: 100, caption: '图9 缺' }]),
    )
  ).pages[0];
  expect(squeeze(page?.text ?? '')).toBe('插图无法读取图9缺');
});

test('two runs give the same bytes, and measuring gives the same pages as writing', async () => {
  const again = await write(sampleBook());
  expect(Buffer.compare(again.bytes, written.bytes)).toBe(0);
  const measured = measurePdf(sampleBook(), pictures, fonts);
  expect(measured).toEqual({ pageCount: written.pageCount, headingPages: written.headingPages });
});

test('writing stops when told to', async () => {
  const control = new AbortController();
  const writing = writePdf(sampleBook(), pictures, fonts, evidencePages, control.signal);
  control.abort();
  await expect(writing).rejects.toMatchObject({ code: 'cancelled' });
});

test('an empty book, an empty table cell and a very long word do no harm', async () => {
  expect((await readBack(bookOf([]))).pages).toHaveLength(1);
  const narrow = row([cell('W'.repeat(300)), cell([])], { flows: true });
  const { pages } = await readBack(bookOf([table([60, TEXT_WIDTH - 60], [narrow])]));
  expect(squeeze(pages.map((page) => page.text).join(''))).toBe('W'.repeat(300));
});

// A watchdog: quadratic time would take minutes.
test('100,000 字 in one paragraph take seconds, not minutes', { timeout: 60_000 }, async () => {
  const text = longText(100_000);
  const pages = itemsOf([paragraph('body', text)]);
  expect(textsOf(pages.flat())).toBe(text);
});

test('headings without end, which all keep with the next, go on over pages, each on the page it is said to be on', async () => {
  const headings = Array.from({ length: 70 }, (_, index) =>
    heading(`h${index}`, `标题${index}`, { level: index % 2 === 0 ? 2 : 3, inContents: false }),
  );
  const book = bookOf([...headings, paragraph('body', '正文')]);
  const made = await write(book);
  expect(made.pageCount).toBeGreaterThan(2);
  expect(comparePdfWithBook(await readPdf(made.bytes), book, made)).toEqual([]);
});

test('a picture higher than the page stays under its heading’s page without an empty page before it', async () => {
  const figure: Block = {
    kind: 'figure',
    file: 'figures/board.png',
    widthPt: 100,
    heightPt: 900,
    caption: '图1 看板',
  };
  const made = await write(bookOf([heading('a', '甲'), figure, paragraph('body', '正文')]));
  expect(made.pageCount).toBeLessThanOrEqual(3);
  expect(made.headingPages.get('a')).toBe(1);
});

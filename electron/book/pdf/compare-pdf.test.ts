import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Block, Book, TableBlock } from '../book.ts';
import {
  cell,
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
import { TEXT_WIDTH } from '../layout.ts';
import { comparePdfWithBook } from './compare-pdf.ts';
import { readPdf } from './read-pdf.ts';
import { writePdf } from './write-pdf.ts';

const fonts = await loadBookFonts({ installed: false });
const pictures = await samplePictures();
const evidencePages = new Map([['businessLicence', 31]]);

/** What the comparison says of a PDF of `printed` that should be one of `book`. */
async function differences(book: Book, printed: Book): Promise<string[]> {
  const written = await writePdf(printed, pictures, fonts, evidencePages);
  return comparePdfWithBook(await readPdf(written.bytes), book, written);
}

function changed(change: (blocks: Block[]) => void, more: Partial<Book> = {}): Book {
  const book = structuredClone(sampleBook(more));
  change(book.blocks);
  return book;
}

function tables(blocks: Block[]): TableBlock[] {
  return blocks.filter((block) => block.kind === 'table');
}

test('the book that was written is found again, with and without watermark', async () => {
  expect(await differences(sampleBook(), sampleBook())).toEqual([]);
  expect(await differences(sampleBook({ watermark: '草稿' }), sampleBook({ watermark: '草稿' }))).toEqual([]);
});

test('a side paper without a number on its first page is reported', async () => {
  const blocks = [paragraph('body', '装订说明')];
  const side = sampleBook({ blocks, sidePaper: 'B' });
  expect(await differences(side, side)).toEqual([]);
  expect((await differences(side, sampleBook({ blocks }))).join()).toContain('第1页的页码不对');
});

test('cells side by side that both go on over pages are read each in its column', async () => {
  const two = sampleBook({
    blocks: [
      table(
        [TEXT_WIDTH / 2, TEXT_WIDTH / 2],
        [
          row([label('甲'), label('乙')], { header: true, keepWithNext: true }),
          row(
            [cell([paragraph('formBody', longText(1500))]), cell([paragraph('formBody', longText(1800))])],
            { flows: true },
          ),
          row([cell('无'), cell('无')]),
        ],
      ),
    ],
  });
  expect(await differences(two, two)).toEqual([]);
});

test('a row that is not printed is reported with its cells', async () => {
  const printed = changed((blocks) => tables(blocks)[0]?.rows.splice(7, 1));
  const found = await differences(sampleBook(), printed);
  expect(found.join('\n')).toContain('“二、数字化经营应用场景（1500字内）”下第8行第2格缺少文字“场景7”');
});

test('a changed figure in a cell is reported, with what was read', async () => {
  const printed = changed((blocks) => {
    const value = tables(blocks)[1]?.rows[5]?.cells[1];
    if (value !== undefined) value.blocks = [paragraph('formValue', '1021')];
  });
  const found = await differences(sampleBook(), printed);
  expect(found.length).toBeGreaterThan(0);
  expect(found.join('\n')).toMatch(/1200[\s\S]*1021|1021[\s\S]*1200/);
});

test('a sentence lost in the middle of 6,000 字 is reported', async () => {
  const printed = changed((blocks) => {
    const long = tables(blocks)[1]?.rows[9]?.cells[1]?.blocks[0];
    if (long?.kind === 'paragraph') long.runs = [{ text: longText(3000).replace('第20项', '第2项') }];
  });
  const found = await differences(sampleBook(), printed);
  expect(found.join('\n')).toContain('“二、应用情况”');
});

test('texts in another order, a missing paragraph, and one too many are reported', async () => {
  const swapped = changed((blocks) => {
    const at = blocks.findIndex((block) => block.kind === 'heading' && block.id === 'profile-detail');
    const [first] = blocks.splice(at + 1, 1);
    if (first !== undefined) blocks.splice(at + 3, 0, first);
  });
  expect(await differences(sampleBook(), swapped)).not.toEqual([]);

  const shorter = changed((blocks) => blocks.splice(-2, 1));
  expect((await differences(sampleBook(), shorter)).join('\n')).toContain(
    '“六、相关证明材料”下缺少文字“（一）营业执照复印件；”',
  );

  const longer = changed((blocks) => blocks.push(paragraph('body', '多余的一段。')));
  expect((await differences(sampleBook(), longer)).join('\n')).toContain('多出文字“多余的一段。”');
});

test('empty cells where there should be text are reported', async () => {
  const printed = changed((blocks) => {
    for (const cells of tables(blocks)[1]?.rows[1]?.cells.slice(1) ?? []) cells.blocks = [];
  });
  expect((await differences(sampleBook(), printed)).join('\n')).toContain(
    '第2行第2格缺少文字“重庆龚䶮精密机械有限公司”',
  );
});

test('another twin code, applicant or title is reported', async () => {
  expect((await differences(sampleBook({ twinCode: 'AAAA-BBBB' }), sampleBook())).join('\n')).toContain(
    '第1页没有对照码AAAA-BBBB',
  );
  expect((await differences(sampleBook({ applicant: '甲公司' }), sampleBook())).join('\n')).toContain('作者');
  expect((await differences(sampleBook({ watermark: '草稿' }), sampleBook())).join('\n')).toContain(
    '没有“草稿”字样',
  );
});

test('untrue page numbers of headings, contents and bookmarks are reported', async () => {
  const written = await writePdf(sampleBook(), pictures, fonts, evidencePages);
  const read = await readPdf(written.bytes);
  const headingPages = new Map(written.headingPages);
  headingPages.set('scenes', (headingPages.get('scenes') ?? 0) + 1);
  const found = comparePdfWithBook(read, sampleBook(), { ...written, headingPages }).join('\n');
  expect(found).toMatch(/标题“二、数字化经营应用场景（1500字内）”应在第\d+页/);
  expect(found).toMatch(/目录中“二、数字化经营应用场景（1500字内）”的页码是\d+，应为\d+/);
  expect(found).toMatch(/第5条书签应为/);
  const evidence = comparePdfWithBook(read, sampleBook(), {
    ...written,
    evidencePages: new Map([['businessLicence', 32]]),
  });
  expect(evidence.join('\n')).toContain('的页码是31，应为32');
});

test('a missing page is reported', async () => {
  const written = await writePdf(sampleBook(), pictures, fonts, evidencePages);
  const read = await readPdf(written.bytes);
  const found = comparePdfWithBook({ ...read, pages: read.pages.slice(0, -1) }, sampleBook(), written);
  expect(found.join('\n')).toContain(`应有${written.pageCount}页`);
  expect(found.join('\n')).toContain('缺少文字');
});

test('a picture that is not in the file is reported', async () => {
  const printed = changed((blocks) => {
    for (const block of blocks) if (block.kind === 'figure') block.file = 'figures/board.png';
  });
  expect(await differences(sampleBook(), printed)).toEqual(['应有2幅插图，实际1幅']);
});

test('what is no PDF is not read', async () => {
  await expect(readPdf(Buffer.from('not a pdf at all'))).rejects.toThrow();
});

test('random books, with tables in tables, spans and lists, are found again whole', async () => {
  await fc.assert(
    fc.asyncProperty(randomBlocks, async (blocks) => {
      const book = sampleBook({ blocks });
      expect(await differences(book, book)).toEqual([]);
    }),
    { numRuns: 10, seed: 20251016, endOnFailure: true },
  );
});

test('right-to-left text, format characters and look-alikes are no difference, but a changed letter is', async () => {
  const text = '产品名称שלום、سلام（出口型）\ufff9注\u00adA⼀般Ω';
  const book = sampleBook({ blocks: [paragraph('body', text)] });
  expect(await differences(book, book)).toEqual([]);
  const other = sampleBook({ blocks: [paragraph('body', text.replace('ש', 'ב'))] });
  expect(await differences(book, other)).not.toEqual([]);
});

test('right-to-left text beside Chinese is read back by its characters, in cells, repeated heads and angles', async () => {
  const mixed = (text: string) => `反向abc \u05e9\u05dc\u05d5\u05dd مرحبا <${text}> 100%`;
  const body = Array.from({ length: 60 }, (_, index) =>
    row([cell(mixed(`甲${index}`)), cell(`مرحبا 乙${index}`)]),
  );
  const head = row([label('مرحبا 指标名称'), label(mixed('变化'))], { header: true, keepWithNext: true });
  const book = sampleBook({
    blocks: [
      paragraph('body', mixed(longText(300))),
      table([TEXT_WIDTH / 3, (TEXT_WIDTH * 2) / 3], [head, ...body]),
    ],
  });
  expect(await differences(book, book)).toEqual([]);
  const other = structuredClone(book);
  const wrong = tables(other.blocks)[0]?.rows[7];
  if (wrong !== undefined) wrong.cells[1] = cell('مرحبا 乙x');
  expect(await differences(book, other)).not.toEqual([]);
});

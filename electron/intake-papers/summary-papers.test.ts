import { readFileSync } from 'node:fs';
import validate from '@ooxml-tools/validate';
import { readSheet } from 'read-excel-file/node';
import { beforeAll, expect, test } from 'vitest';
import { entryOf } from '../../shared/intake/fixtures/some-entry.ts';
import { composeSummary } from '../../shared/intake/summary-table.ts';
import { NOTICE } from '../../shared/notices/cq-2025-40/notice.ts';
import type { ReadBlock } from '../book/docx/read-blocks.ts';
import { readDocx } from '../book/docx/read-docx.ts';
import { partText } from '../book/docx/testing/edit-docx.ts';
import { type BookFonts, loadBookFonts } from '../book/fonts.ts';
import { readPdf } from '../book/pdf/read-pdf.ts';
import { composeSummaryBook } from './summary-book.ts';
import { writeSummaryWorkbook } from './summary-workbook.ts';
import { batchOf } from './testing/some-batch.ts';
import { paperAsPdf, paperAsWord } from './write-paper.ts';

let fonts: BookFonts;
beforeAll(async () => {
  fonts = await loadBookFonts({ installed: false });
});

const nobody = batchOf({ recommender: '', contactName: '', contactPhone: '' });
const source = readFileSync(
  new URL('../../shared/notices/cq-2025-40/source/通知原文.txt', import.meta.url),
  'utf8',
);
const squeeze = (text: string) => text.replace(/\s/gu, '');

/** All text of an annex of the notice, and how many cells its table has. */
function publishedAnnex(annex: string) {
  const lines = source.split('\n');
  const rest = lines.slice(lines.findLastIndex((line) => line.trim() === annex));
  const first = rest.findIndex((line) => line.startsWith('\t'));
  const end = rest.findIndex((line, index) => index > first && !line.startsWith('\t') && line.trim() !== '');
  const own = rest.slice(0, end < 0 ? undefined : end);
  return { text: squeeze(own.join('')), cells: own.filter((line) => line.startsWith('\t')).length };
}

function textsOf(blocks: readonly ReadBlock[]): { text: string; cells: number } {
  let [text, cells] = ['', 0];
  for (const block of blocks) {
    if ('text' in block) text += block.text;
    if (block.kind !== 'table') continue;
    for (const cell of block.rows.flat()) {
      cells += 1;
      text += textsOf(cell.blocks).text;
    }
  }
  return { text: squeeze(text), cells };
}

test.each(['benchmark', 'product'] as const)(
  'the blank %s table says what the notice’s does, in Word, PDF and Excel',
  async (programme) => {
    const table = composeSummary(NOTICE.forms[programme], nobody, []);
    const book = composeSummaryBook(table, nobody);
    const published = publishedAnnex(table.annex);
    const word = await readDocx(await paperAsWord(book, 'a.docx', fonts));
    expect(textsOf(word.blocks)).toEqual(published);
    const { pages } = await readPdf(await paperAsPdf(book, 'a.pdf', fonts));
    expect(pages.map(({ text, footer }) => [squeeze(text), squeeze(footer)])).toEqual([
      [published.text, '—1—'],
    ]);
    expect(pages[0]?.widthPt).toBeGreaterThan(pages[0]?.heightPt ?? 0);
    const bytes = await writeSummaryWorkbook(table);
    const rows = await readSheet(Buffer.from(bytes));
    expect(squeeze(rows.flat().join(''))).toBe(published.text);
    const xml = await partText(bytes, 'xl/worksheets/sheet1.xml');
    // Three rows of one merged cell stand above the table; each of its cells is there, with its borders.
    const inTable = [...xml.matchAll(/<c r="[A-Z]+(\d+)"/gu)].filter(([, row]) => Number(row) > 3);
    expect(inTable).toHaveLength(published.cells);
  },
);

const HOSTILE = [
  '=1+1',
  '+86 23',
  '-5',
  '@SUM(A1)',
  '=HYPERLINK("http://x","y")',
  '<w:p/>&amp;]]>',
  '_x0041_甲',
  '007',
  '2025-01-01',
];

test('in Excel every cell is a text, unchanged, whatever it looks like', async () => {
  const entries = HOSTILE.map((text, index) =>
    entryOf({ position: index + 1, values: { applicantName: text, contactName: text, contactPhone: text } }),
  );
  const table = composeSummary(NOTICE.forms.benchmark, batchOf({ recommender: '=A1' }), entries);
  const bytes = await writeSummaryWorkbook(table);
  const rows = await readSheet(Buffer.from(bytes));
  expect(rows.slice(4).map((row) => [row[2], row[3], row[4]])).toEqual(
    HOSTILE.map((text) => [text, text, text]),
  );
  const sheet = await partText(bytes, 'xl/worksheets/sheet1.xml');
  expect(sheet).not.toContain('<f>');
  // A value is one of the shared texts, never a number, a date or a formula.
  expect([...sheet.matchAll(/<c [^>]*>(?=<v>)/gu)].every(([cell]) => cell.includes(' t="s"'))).toBe(true);
  const styles = await partText(bytes, 'xl/styles.xml');
  expect([...styles.matchAll(/<numFmt [^>]*formatCode="([^"]*)"/gu)].map(([, code]) => code)).toEqual(['@']);
  expect(await partText(bytes, 'xl/sharedStrings.xml')).toContain('_x005F_x0041_甲');
  expect(await validate(new Uint8Array(bytes), 'xlsx')).toEqual([]);
});

test('a long table repeats its head on every page, and long and hostile names stay whole', async () => {
  const long = '重庆市某某智能装备制造（集团）有限责任公司'.repeat(6);
  const names = [
    '名'.repeat(2000),
    ...HOSTILE,
    long,
    '\u202e反\u0007转\n换行\ttab',
    ...Array.from({ length: 40 }, (_, i) => `企业${i}`),
  ];
  const entries = names.map((applicantName, index) =>
    entryOf({
      position: index + 1,
      programme: 'product',
      values: { applicantName, productName: applicantName },
    }),
  );
  const table = composeSummary(NOTICE.forms.product, batchOf(), entries);
  expect(table.rows[11]?.cells[1]).toBe('反转 换行 tab');
  const book = composeSummaryBook(table, batchOf());
  const { pages } = await readPdf(await paperAsPdf(book, 'a.pdf', fonts));
  expect(pages.length).toBeGreaterThan(3);
  for (const { text } of pages) expect(squeeze(text)).toContain('序号企业名称产品和解决方案名称');
  const word = await readDocx(await paperAsWord(book, 'a.docx', fonts));
  const cells = textsOf(word.blocks);
  for (const { cells: row } of table.rows) expect(cells.text).toContain(squeeze(row[1] ?? ''));
});

import { expect, test } from 'vitest';
import type { Batch } from '../../shared/intake/batch.ts';
import type { CheckItem, Entry } from '../../shared/intake/entry.ts';
import { entryOf } from '../../shared/intake/fixtures/some-entry.ts';
import { cellText, composeSummary } from '../../shared/intake/summary-table.ts';
import { NOTICE } from '../../shared/notices/cq-2025-40/notice.ts';
import { printable, unprintableIn } from '../../shared/text/printable.ts';
import type { Book } from '../book/book.ts';
import { partText } from '../book/docx/testing/edit-docx.ts';
import { HOSTILE_TEXTS } from '../book/fixtures/hostile-texts.ts';
import { loadBookFonts } from '../book/fonts.ts';
import { linesOfBook } from '../book/testing/book-text.ts';
import { FolderNames, nameKey, safeName } from '../package/names.ts';
import { composeAddressLabel } from './address-label-book.ts';
import { letterSubject, letterText } from './parcel-letter.ts';
import { entryFolderName, parcelName, portablePaths } from './parcel-names.ts';
import { composeRecommendation } from './recommendation-book.ts';
import { composeReturnNotice } from './return-notice-book.ts';
import { composeSummaryBook } from './summary-book.ts';
import { readBackSummary, writeSummaryWorkbook } from './summary-workbook.ts';
import { batchOf } from './testing/some-batch.ts';
import { paperAsPdf, paperAsWord } from './write-paper.ts';

/** What a district sends, with every hostile text wherever an applicant's file or an officer's keyboard puts one. */
const texts = Object.entries(HOSTILE_TEXTS);
const short = texts.filter(([name]) => !['combining', 'long', 'unbroken'].includes(name));
const all = short.map(([, text]) => text).join('｜');

function batchNamed(text: string): Batch {
  return batchOf({
    ...{ name: text, recommender: text, contactName: text, contactPhone: text },
    recommendation: `${text}\n【推荐总数】\n【标杆企业名单】\n附件：1.${text}`,
  });
}

function entryNamed(text: string): Entry {
  const { columns } = NOTICE.forms.benchmark.summary;
  const finding = { level: 'block' as const, message: text, remedy: text, clause: text };
  return entryOf({
    ...{ cameAs: text, creditCode: text, twinCode: text, reasons: text, problems: [text] },
    values: { productName: text, ...Object.fromEntries(columns.map(({ id }) => [id, text])) },
    documentCheck: {
      ...{ checkedAt: '2025-10-20T00:00:00Z', problems: [`文档：${text}`] },
      pageFindings: [finding, { ...finding, level: 'hint' }],
    },
  });
}

function itemNamed(text: string): CheckItem {
  const finding = { level: 'warn' as const, message: text, remedy: text };
  return { itemId: text, text, clause: text, page: 3, findings: [finding], ticked: true, remark: text };
}

const tableOf = (text: string) =>
  composeSummary(NOTICE.forms.benchmark, batchNamed(text), [entryNamed(text)], 'standing');

function papers(text: string): Record<string, Book> {
  const [batch, entry] = [batchNamed(text), entryNamed(text)];
  const days = { today: '2025-10-23' };
  return {
    推荐意见: composeRecommendation(NOTICE, batch, [entry]),
    退回单: composeReturnNotice(NOTICE, batch, { entry, items: [itemNamed(text)] }, days),
    寄送标签: composeAddressLabel(NOTICE, batch, [entry]),
    汇总表: composeSummaryBook(tableOf(text), batch),
  };
}

const squeeze = (text: string) => text.replace(/\s+/gu, '');

test('no paper of a district carries what would not print as it is read, and each says what was typed', () => {
  for (const [name, text] of texts)
    for (const [paper, book] of Object.entries(papers(text))) {
      for (const line of [...linesOfBook(book), book.title, book.applicant])
        expect(unprintableIn(line), `${paper}: ${name}`).toEqual([]);
      expect(squeeze(linesOfBook(book).join('\n')), `${paper}: ${name}`).toContain(squeeze(printable(text)));
    }
});

test('Word and PDF of a district say what its papers say, whatever was typed', async () => {
  const fonts = await loadBookFonts({ installed: false });
  // Read back and compared where they are written: a difference would be thrown.
  const { 寄送标签: label, ...documents } = papers(all);
  for (const [paper, book] of Object.entries(documents)) await paperAsWord(book, paper, fonts);
  expect(label).toBeDefined();
  if (label !== undefined) await paperAsPdf(label, '寄送标签', fonts);
});

test('in the tables for Excel every hostile text is a text, as in the papers', async () => {
  // The last are the names that every JavaScript object answers to.
  const named = [...texts.map(([, text]) => text), 'constructor', 'toString', 'broken \ufffd text'];
  const entries = named.map((text, index) => ({ ...entryNamed(text), position: index + 1 }));
  const table = composeSummary(NOTICE.forms.benchmark, batchNamed(all), entries, 'standing');
  const bytes = await writeSummaryWorkbook(table);
  expect(await readBackSummary(bytes, table)).toEqual([]);
  expect(await partText(bytes, 'xl/worksheets/sheet1.xml')).not.toMatch(/<f[ >]|<hyperlink/);
});

test('the letter to the city is clean lines of text', () => {
  for (const [name, text] of texts) {
    const input = {
      ...{ notice: NOTICE, batch: batchNamed(text), entries: [entryNamed(text)] },
      ...{ name: '渝北区', files: 1, bytes: 1 },
    };
    const subject = letterSubject(input);
    expect(subject, name).toContain(cellText(text));
    const lines = letterText(input).split('\r\n');
    for (const line of [subject, ...lines]) {
      expect(unprintableIn(line), name).toEqual([]);
      expect(line, name).not.toMatch(/[\r\n]/);
    }
    // Who it is from, last of all: one line, whatever was typed.
    expect(lines.at(-2), name).toBe(cellText(text));
  }
});

test('folders and papers that are named after an officer or an applicant are names everywhere, none twice', () => {
  const names = new FolderNames();
  const made = texts.flatMap(([, text]) => [
    parcelName({ district: '', recommender: text }, '2025-10-23'),
    entryFolderName(names, { annex: '附件2', number: 3, count: 99, applicant: text }),
  ]);
  // What is a name already stays as it is.
  for (const name of made) expect(safeName(name, '文件')).toBe(name);
  const folders = made.filter((name) => name.startsWith('附件2'));
  expect(new Set(folders.map(nameKey)).size).toBe(texts.length);
  const paths = texts.map(([, text]) => `${text.replaceAll('/', '')}/${text.replaceAll('/', '')}.pdf`);
  const portable = [...portablePaths(paths).values()];
  expect(new Set(portable.map(nameKey)).size).toBe(paths.length);
  for (const name of portable.flatMap((each) => each.split('/'))) expect(safeName(name, '文件')).toBe(name);
});

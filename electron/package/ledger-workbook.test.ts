import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import validate from '@ooxml-tools/validate';
import { readSheet } from 'read-excel-file/node';
import { expect, test } from 'vitest';
import type { Invoice } from '../../shared/form/draft.ts';
import { assessLedger } from '../../shared/rules/ledger.ts';
import { partText } from '../book/docx/testing/edit-docx.ts';
import type { LedgerSheet } from './ledger-rows.ts';
import { readBackLedger, writeLedgerWorkbook } from './ledger-workbook.ts';

const invoice = (more: Partial<Invoice>): Invoice => ({
  content: '*软件*ERP',
  number: '25502000000087654321',
  total: 1130,
  amount: 1000,
  issuedOn: '2025-03-04 11:33:22',
  ...more,
});

function sheetOf(invoices: Invoice[]): LedgerSheet {
  const window = { from: '2024-01-01', until: '2025-10-20' };
  const assessment = assessLedger({ invoices }, { creditCode: '', name: '' }, window);
  return { applicant: '重庆示例', creditCode: '91350100M000100Y43', twinCode: 'AB12-CD34', assessment };
}

const rowsOf = async (invoices: Invoice[]) =>
  readSheet(Buffer.from(await writeLedgerWorkbook(sheetOf(invoices))));

test('numbers of 20 digits stay whole, amounts are numbers, and the sum is what counts', async () => {
  const rows = await rowsOf([
    invoice({}),
    invoice({ number: '24502000000012345678', issuedOn: '2024-05-06', total: 0.07, cityFunded: false }),
    invoice({ number: '24502000000012345679', issuedOn: '2024-05-07', cityFunded: true }),
  ]);
  const [first, second, third] = rows.slice(3);
  expect(first?.slice(4, 8)).toEqual(['25502000000087654321', new Date('2025-03-04T00:00:00Z'), 1000, 1130]);
  expect(second?.slice(12, 15)).toEqual(['未获', '是', 0.07]);
  expect(third?.slice(12)).toEqual(['已获', '否', null, '已获市级财政资金支持']);
  const sums = rows.slice(6).map((row) => [row[0], row[14]]);
  expect(sums).toEqual([
    ['其中 2024 年', 0.07],
    ['其中 2025 年', 1130],
    ['有效合计（按价税合计，2 张，共 3 张）', 1130.07],
  ]);
});

test.each([
  '=1+1',
  '+86',
  '-5',
  '@SUM(A1)',
  '=HYPERLINK("http://x","y")',
  '\t=1',
  '001',
  '2025-01-01',
  '_x0041_',
  'a_X000d_b',
])('the text %j stays a text', async (content) => {
  const rows = await rowsOf([invoice({ content, seller: content })]);
  expect(rows[3]?.[1]).toBe(content.trim());
  expect(rows[3]?.[8]).toBe(content.trim());
});

test('a day of issue that cannot be read stays the text that was typed', async () => {
  const rows = await rowsOf([invoice({ issuedOn: '2025年三月' }), invoice({ issuedOn: '' })]);
  expect(rows.slice(3, 5).map((row) => row[5])).toEqual(['2025年三月', null]);
});

test('what counts is summed by 类别 as well', async () => {
  const rows = await rowsOf([
    invoice({ category: '云服务', total: 10 }),
    invoice({ category: '软件购置', total: 20, number: '25502000000087654322' }),
    invoice({ category: '云服务', total: 0.5, number: '25502000000087654323' }),
    invoice({ category: '云服务', total: 99, number: '25502000000087654324', cityFunded: true }),
    invoice({ total: 1, number: '25502000000087654325' }),
  ]);
  expect(rows.slice(8).map((row) => [row[0], row[14]])).toEqual([
    ['其中 2025 年', 31.5],
    ['其中 云服务（2 张）', 10.5],
    ['其中 软件购置（1 张）', 20],
    ['其中 未填类别（1 张）', 1],
    ['有效合计（按价税合计，4 张，共 5 张）', 31.5],
  ]);
});

test('the sheet prints across the paper with its heads on each page, and its invoices can be filtered', async () => {
  const bytes = await writeLedgerWorkbook(
    sheetOf([invoice({}), invoice({ number: '25502000000087654322' })]),
  );
  const sheet = await partText(bytes, 'xl/worksheets/sheet1.xml');
  expect(sheet).toContain('<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>');
  expect(sheet).toMatch(
    /<pageSetup (?=[^>]*orientation="landscape")(?=[^>]*fitToWidth="1")[^>]*fitToHeight="0"/u,
  );
  expect(sheet).toContain('</sheetData><autoFilter ref="A3:P5"/>');
  const workbook = await partText(bytes, 'xl/workbook.xml');
  expect(workbook).toContain(
    `<definedName name="_xlnm.Print_Titles" localSheetId="0">'投入明细'!$3:$3</definedName>`,
  );
  expect(await validate(new Uint8Array(bytes), 'xlsx')).toEqual([]);
});

test('control characters, lone surrogates and endless texts still make a workbook', async () => {
  const rows = await rowsOf([invoice({ content: `a\u0000\u0007\ud800${'长'.repeat(50_000)}` })]);
  expect(String(rows[3]?.[1])).toMatch(/^a\ufffd?长+$/);
});

test('reading back tells a workbook that is another ledger’s, cell by cell', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dossier-ledger-'));
  const path = join(folder, 'a.xlsx');
  try {
    await writeFile(path, await writeLedgerWorkbook(sheetOf([invoice({ amount: 1.005, seller: null })])));
    expect(await readBackLedger(path, sheetOf([invoice({ amount: 1.005, seller: null })]))).toEqual([]);
    expect(await readBackLedger(path, sheetOf([invoice({ amount: 2, seller: null })]))).toEqual([
      '第 4 行“金额（元）”与填报内容不同',
    ]);
    expect(
      await readBackLedger(path, sheetOf([invoice({ amount: 1.005, seller: null, issuedOn: '2025-03-05' })])),
    ).toEqual(['第 4 行“开票时间”与填报内容不同']);
    expect(await readBackLedger(path, sheetOf([invoice({}), invoice({})]))).toEqual(['应有 7 行，实际 6 行']);
  } finally {
    await rm(folder, { recursive: true });
  }
});

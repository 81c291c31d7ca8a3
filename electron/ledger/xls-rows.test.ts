import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { readLedgerFiles } from './read-ledger-files.ts';

const HEADING = ['发票内容', '发票号', '金额', '价税合计', '开票时间', '供应商'];

/** An .xls file as old Excel and WPS write it. */
async function readXls(rows: unknown[][]) {
  const sheet = utils.aoa_to_sheet([['数字化转型投入明细表'], HEADING, ...rows], { cellDates: false });
  // 14 is the number of the short date.
  for (const [place, cell] of Object.entries(sheet))
    if (/^E\d/.test(place) && typeof cell === 'object' && cell.t === 'n') cell.z = 'm/d/yy';
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '明细');
  // Without a type that it knows, SheetJS says `any`.
  const bytes: Uint8Array = write(book, { type: 'buffer', bookType: 'biff8' });
  const folder = await mkdtemp(join(tmpdir(), 'dossier-xls-'));
  try {
    const path = join(folder, 'a.xls');
    await writeFile(path, bytes);
    return await readLedgerFiles([{ path, name: '明细.xls' }]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('an old .xls is read by what is stored: texts, amounts to the last digit, dates', async () => {
  const { invoices, problems } = await readXls([
    ['MES系统', '24502000000000000001', 1000.07, '1,130.08', 45432, '甲公司'],
  ]);
  expect(problems).toEqual([]);
  expect(invoices).toMatchObject([
    {
      content: 'MES系统',
      number: '24502000000000000001',
      amount: 1000.07,
      total: 1130.08,
      issuedOn: '2024-05-20',
      seller: '甲公司',
    },
  ]);
});

test('a number of 20 digits that became one of a spreadsheet is told, with sheet and row', async () => {
  const { problems } = await readXls([['MES系统', 24502000000000012000, 1, 1, '2024-05-20', '甲公司']]);
  expect(problems).toMatchObject([{ file: '明细.xls', place: '明细 第 3 行' }]);
  expect(problems[0]?.problem).toContain('原号码已丢失');
});

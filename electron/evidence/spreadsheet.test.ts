import { rm } from 'node:fs/promises';
import { type CellObject, utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import type { FileFacts } from '../../shared/form/evidence-facts.ts';
import { inspectFile } from './inspect.ts';
import { temporaryFolder, writeSample, zip } from './sample-evidence.ts';
import { numberCell, type SampleSheet, sampleWorkbook, textCell } from './sample-workbook.ts';
import type { Sheet } from './sheet-grid.ts';
import { readSpreadsheet } from './spreadsheet.ts';

let folder = '';
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => rm(folder, { recursive: true }));

async function inspect(name: string, bytes: Uint8Array | string): Promise<FileFacts> {
  return inspectFile(await writeSample(folder, name, bytes), `evidence/${name}`);
}

async function readSheets(bytes: Uint8Array, kind: 'xlsx' | 'xls' = 'xlsx'): Promise<Sheet[]> {
  const { sheets, problem } = await readSpreadsheet(await writeSample(folder, `read.${kind}`, bytes), kind);
  expect(problem).toBeUndefined();
  return sheets ?? [];
}

const texts = (sheet: Sheet | undefined) => sheet?.rows.map((row) => row.map((cell) => cell.text));
const oneSheet = async (sheet: SampleSheet, parts?: Record<string, string>) =>
  (await readSheets(await sampleWorkbook([sheet], parts)))[0];
const problemOf = async (...given: Parameters<typeof sampleWorkbook>) =>
  (await inspect('problem.xlsx', await sampleWorkbook(...given))).problem;
const plain = { rows: `<row r="1">${textCell('A1', 'text')}</row>` };

test('pages as printed; a long sheet has several; an empty one none', async () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, row) => [
      { value: `发票${row}` },
      { value: row * 1.5, type: Number },
      { value: '重庆示例' },
    ]);
  const short = await writeExcelFile(rows(5)).toBuffer();
  expect(await inspect('short.xlsx', short)).toMatchObject({
    kind: 'xlsx',
    pages: [{ widthMm: 210, heightMm: 297, landscape: false, turned: false }],
  });
  const long = await writeExcelFile(rows(200)).toBuffer();
  expect((await inspect('long.xlsx', long)).pages.length).toBeGreaterThan(3);
  const wide = await writeExcelFile([rows(12).flat()]).toBuffer();
  expect((await inspect('wide.xlsx', wide)).pages).toMatchObject([{ landscape: true, turned: true }]);
  const empty = await writeExcelFile([[]]).toBuffer();
  expect((await inspect('empty.xlsx', empty)).problem).toEqual({ code: 'noPages' });
  expect((await inspect('cut.xlsx', long.subarray(0, long.length - 60))).problem?.code).toBe('damaged');
});

describe('what Excel shows is printed', () => {
  test.each([
    ['0.0536', 1, '5.36%'],
    ['1234567.5', 2, '1,234,567.50'],
    ['45473', 3, '2024/6/30'],
    ['45473', 7, '2024年6月30日'],
    ['642.3', 4, '642.30万元'],
    ['0.30000000000000004', 0, '0.3'],
    ['24502000000018091237', 0, '2.4502E+19'],
    ['-5', 2, '-5.00'],
  ])('%s in style %i is %s', async (value, style, shown) => {
    const sheet = await oneSheet({ rows: `<row r="1">${numberCell('A1', value, style)}</row>` });
    expect(texts(sheet)).toEqual([[shown]]);
  });

  test('errors, truth values, results of formulas and shared strings', async () => {
    const strings = '<sst><si><r><t>合</t></r><r><t>计_x000D_\n二行</t></r><rPh><t>heji</t></rPh></si></sst>';
    const sheet = await oneSheet(
      {
        rows: `<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B1" t="b"><v>1</v></c><c r="C1"><f>B2*2</f><v>84</v></c><c r="D1" t="s"><v>0</v></c><c r="E1" t="str"><f>""</f><v></v></c></row>`,
      },
      { 'xl/sharedStrings.xml': strings },
    );
    expect(texts(sheet)).toEqual([['#DIV/0!', 'TRUE', '84', '合计\n二行']]);
  });

  test('hidden sheets, rows and columns are left out', async () => {
    const [sheet, ...others] = await readSheets(
      await sampleWorkbook([
        {
          before: '<cols><col min="2" max="3" hidden="1"/></cols>',
          rows: `<row r="1">${textCell('A1', '甲')}${textCell('B1', '藏列')}${textCell('D1', '丁')}</row><row r="2" hidden="1">${textCell('A2', '藏行')}</row><row r="3">${textCell('A3', '乙')}</row>`,
        },
        { ...plain, state: 'hidden' },
        { ...plain, state: 'veryHidden' },
      ]),
    );
    expect(others).toEqual([]);
    expect(texts(sheet)).toEqual([
      ['甲', '丁'],
      ['乙', ''],
    ]);
  });

  test('merged areas stay merged around what is hidden, and text stands where the file puts it', async () => {
    const sheet = await oneSheet({
      before: '<cols><col min="1" max="1" hidden="1"/></cols>',
      rows: `<row r="1">${textCell('A1', '标题', 5)}</row><row r="2">${textCell('B2', '部门', 6)}${textCell('C2', '一')}</row><row r="3">${textCell('B3', '被盖住')}${textCell('C3', '二')}</row>`,
      after: '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="B2:B3"/></mergeCells>',
    });
    expect(texts(sheet)).toEqual([
      ['标题', ''],
      ['部门', '一'],
      ['', '二'],
    ]);
    expect(sheet?.rows[0]?.[0]?.align).toBe('center');
    expect(sheet?.rows[1]?.[0]?.align).toBe('right');
    expect(sheet?.merges).toEqual([
      { row: 0, column: 0, rows: 1, columns: 2 },
      { row: 1, column: 0, rows: 2, columns: 1 },
    ]);
  });
});

describe('what cannot be printed whole is a problem', () => {
  test('a formula without its result, unless nobody sees it', async () => {
    const formula = '<c r="A1"><f>SUM(B2:B4)</f></c>';
    expect(await problemOf([{ rows: `<row r="1">${formula}</row>` }])).toEqual({
      code: 'unsupported',
      reason: '含没有计算结果的公式',
      remedy: '请用 Excel 或 WPS 打开、保存后再放入，或另存为 PDF',
    });
    const unseen = `<row r="1" hidden="1">${formula}</row><row r="2">${textCell('A2', 'x')}</row>`;
    expect(await problemOf([{ rows: unseen }])).toBeUndefined();
  });

  test('cells far apart do not fill the memory', async () => {
    const far = (first: string, row: number, last: string) =>
      problemOf([{ rows: `<row r="1">${first}</row><row r="${row}">${last}</row>` }]);
    const begin = textCell('A1', '首');
    expect(await far(begin, 1048576, textCell('XFD1048576', '末'))).toMatchObject({ reason: '超过 60 列' });
    expect(await far(begin, 1048576, textCell('A1048576', '末'))).toMatchObject({ reason: '超过 20000 行' });
    expect(await far(begin, 1048576, '<c r="F1048576" s="1"/>')).toBeUndefined();
    expect(await far(begin, 2, textCell('A9999999', '末'))).toMatchObject({ code: 'damaged' });
    const claims =
      '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>';
    expect(
      await problemOf([
        { ...plain, before: '<cols><col min="2" max="999999999" hidden="1"/></cols>', after: claims },
      ]),
    ).toBeUndefined();
  });

  test('the same columns hidden a hundred thousand times over', async () => {
    const cols = '<col min="1" max="16384" hidden="1"/>'.repeat(100_000);
    expect(await problemOf([{ ...plain, before: `<cols>${cols}</cols>` }])).toMatchObject({
      code: 'damaged',
    });
  });

  test('names of parts that are no addresses; links to elsewhere may be anything', async () => {
    const relations = async (target: string, more = '') => {
      const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
      const xml = `<Relationships><Relationship Id="rId1" Type="${type}/worksheet" Target="${target}"/>${more}</Relationships>`;
      return problemOf([plain], { 'xl/_rels/workbook.xml.rels': xml });
    };
    for (const target of ['http://[', 'worksheets/%FF.xml'])
      expect(await relations(target)).toMatchObject({ code: 'damaged', detail: '表格文件无法读取' });
    const link = '<Relationship Id="rId9" Type="x/externalLink" Target="http://[" TargetMode="External"/>';
    expect(await relations('worksheets/sheet1.xml', link)).toBeUndefined();
  });

  test('an archive that unpacks to far more than it weighs', async () => {
    const bomb = await sampleWorkbook([plain], { 'xl/comments1.xml': ' '.repeat(101_000_000) });
    expect(bomb.length).toBeLessThan(300_000);
    expect((await inspect('bomb.xlsx', bomb)).problem).toMatchObject({ reason: '表格文件过大' });
    // The directory lies about the size: inflating stops there.
    const liar = await sampleWorkbook([plain], {
      'xl/sharedStrings.xml': `<sst>${' '.repeat(50_000_000)}</sst>`,
    });
    const directory = liar.indexOf(Buffer.from('504b0102', 'hex'));
    for (let at = directory; at > 0; at = liar.indexOf(Buffer.from('504b0102', 'hex'), at + 4))
      if (liar.readUInt32LE(at + 24) > 1_000_000) liar.writeUInt32LE(1000, at + 24);
    expect((await inspect('liar.xlsx', liar)).problem).toMatchObject({ code: 'damaged' });
  });

  test('pictures, charts and text boxes; but not an empty drawing', async () => {
    const drawing = (content: string) => ({
      'xl/drawings/drawing1.xml': `<d:wsDr xmlns:d="d">${content}</d:wsDr>`,
    });
    const lost = {
      code: 'unsupported',
      reason: expect.stringContaining('图片'),
      remedy: expect.stringContaining('PDF'),
    };
    expect(await problemOf([plain], { 'xl/charts/chart1.xml': '<c/>' })).toMatchObject(lost);
    expect(await problemOf([plain], drawing('<d:twoCellAnchor><d:sp/></d:twoCellAnchor>'))).toMatchObject(
      lost,
    );
    expect(await problemOf([plain], drawing(''))).toBeUndefined();
  });

  test('entities of its own, unclosed markup, and a workbook without sheets', async () => {
    const entities = '<!DOCTYPE x [<!ENTITY a "aaaa">]><sst><si><t>&a;</t></si></sst>';
    expect(await problemOf([plain], { 'xl/sharedStrings.xml': entities })).toMatchObject({ code: 'damaged' });
    expect(await problemOf([{ rows: '<row r="1"><c r="A1">' }])).toMatchObject({ code: 'damaged' });
    const bare = await zip({ 'xl/workbook.xml': '<workbook/>' });
    expect((await inspect('bare.xlsx', bare)).problem).toMatchObject({ code: 'damaged' });
  });
});

describe('.xls', () => {
  function oldWorkbook(): Buffer {
    const sheet = utils.aoa_to_sheet([
      ['研发投入明细', null, null],
      ['项目', '占比', '日期'],
      ['人员费用', 0.0536, 45473],
      ['出错', null, 2.4502e19],
    ]);
    const set = (place: string, cell: CellObject) => {
      sheet[place] = cell;
    };
    set('B3', { t: 'n', v: 0.0536, z: '0.00%' });
    set('C3', { t: 'n', v: 45473, z: 'yyyy/m/d' });
    set('B4', { t: 'e', v: 7 });
    set('D2', { t: 's', v: '藏列' });
    sheet['!ref'] = 'A1:D4';
    sheet['!cols'] = [{ wch: 9 }, { wch: 9 }, { wch: 9 }, { wch: 9, hidden: true }];
    sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 2 } }];
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet, '投入');
    const bytes: unknown = write(book, { type: 'buffer', bookType: 'biff8' });
    if (!Buffer.isBuffer(bytes)) throw new Error('not a buffer');
    return bytes;
  }

  test('is read like .xlsx', async () => {
    const [sheet] = await readSheets(oldWorkbook(), 'xls');
    expect(texts(sheet)).toEqual([
      ['研发投入明细', '', ''],
      ['项目', '占比', '日期'],
      ['人员费用', '5.36%', '2024/6/30'],
      ['出错', '#DIV/0!', '2.4502E+19'],
    ]);
    expect(sheet?.merges).toEqual([{ row: 0, column: 0, rows: 1, columns: 3 }]);
    expect(sheet?.rows[0]?.[0]?.align).toBe('center');
    const facts = await inspect('old.pdf', oldWorkbook());
    expect(facts).toMatchObject({ kind: 'xls', pages: [{ widthMm: 210 }] });
  });

  test('with a password, with a chart, cut off', async () => {
    const withRecord = (type: number, body: number[]) => {
      const bytes = oldWorkbook();
      // In place of the first record that only says how the sheet is viewed (Window1, 18 bytes).
      const at = bytes.indexOf(Buffer.from([0x3d, 0x00, 0x12, 0x00]));
      expect(at).toBeGreaterThan(0);
      bytes.writeUInt16LE(type, at);
      bytes.set(body, at + 4);
      return bytes;
    };
    expect((await inspect('locked.xls', withRecord(0x2f, [0]))).problem).toEqual({ code: 'encrypted' });
    const chart = withRecord(0x5d, [0x15, 0, 0x12, 0, 5, 0]);
    expect((await inspect('chart.xls', chart)).problem).toMatchObject({
      reason: expect.stringContaining('图表'),
    });
    const cut = oldWorkbook().subarray(0, 2000);
    expect((await inspect('cut.xls', cut)).problem?.code).toMatch(/damaged|unsupported/);
  });
});

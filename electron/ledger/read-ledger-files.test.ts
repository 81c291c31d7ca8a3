import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledgerSchema } from '../../shared/form/draft.ts';
import { sampleWorkbook } from '../evidence/sample-workbook.ts';
import { isTenThousand } from './number-cells.ts';
import { readLedgerFiles } from './read-ledger-files.ts';
import {
  einvoiceXml,
  exportWorkbook,
  LINE_COLUMNS,
  rowMarkup,
  type SampleExport,
  type SampleRow,
  tableSheet,
  USUAL,
} from './testing/sample-exports.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dossier-ledger-'));
});
afterAll(() => rm(folder, { recursive: true }));

const NUMBER = (serial: number) => `2450200000000000${String(serial).padStart(4, '0')}`;

/** Reads files as the person picks them: name and content. */
async function read(...files: [name: string, content: string | Uint8Array][]) {
  const sources = [];
  for (const [name, content] of files) {
    const path = join(folder, `${Math.random().toString(36).slice(2)}-${name}`);
    await writeFile(path, content);
    sources.push({ path, name });
  }
  const found = await readLedgerFiles(sources);
  expect(ledgerSchema.parse({ invoices: found.invoices })).toEqual({ invoices: found.invoices });
  return found;
}
const readExport = async (sample: SampleExport) =>
  read(['全量发票查询导出结果.xlsx', await exportWorkbook(sample)]);

/** Lines and invoice of one purchase, as both sheets have it. */
const MES: { lines: SampleRow[]; invoice: SampleRow } = {
  lines: [
    {
      数电发票号码: NUMBER(1),
      货物或应税劳务名称: '*软件*制造执行系统',
      金额: '1,000.00',
      税额: '130.00',
      价税合计: '1,130.00',
    },
    {
      数电发票号码: NUMBER(1),
      货物或应税劳务名称: '*软件*实施服务',
      金额: { stored: '200' },
      税额: { stored: '26' },
      价税合计: { stored: '226' },
    },
  ],
  invoice: { 数电发票号码: NUMBER(1), 金额: '1,200.00', 税额: '156.00', 价税合计: '1,356.00' },
};

describe('the export of the tax platform', () => {
  test.each([false, true])(
    'takes amounts of 发票基础信息 and names of 信息汇总表, never both added (reversed: %s)',
    async (reversed) => {
      const { invoices, problems } = await readExport({
        lines: MES.lines,
        invoices: [MES.invoice],
        reversed,
      });
      expect(invoices).toEqual([
        {
          content: '*软件*制造执行系统、*软件*实施服务',
          number: NUMBER(1),
          code: null,
          amount: 1200,
          total: 1356,
          issuedOn: '2024-05-20',
          category: '软件购置',
          seller: '重庆示例软件有限公司',
          buyerName: '重庆示例机械制造有限公司',
          buyerCreditCode: '915001120000000001',
          status: '正常',
          cityFunded: null,
        },
      ]);
      expect(problems).toEqual([]);
    },
  );

  test('with lines alone an invoice is the sum of its lines, discounts too', async () => {
    const discount = {
      数电发票号码: NUMBER(1),
      货物或应税劳务名称: '*软件*制造执行系统',
      金额: '-100.00',
      税额: '-13.00',
      价税合计: '-113.00',
    };
    const { invoices } = await readExport({ lines: [...MES.lines, discount] });
    expect(invoices).toMatchObject([
      { amount: 1100, total: 1243, content: '*软件*制造执行系统、*软件*实施服务' },
    ]);
  });

  test('with 发票基础信息 alone there are invoices without content', async () => {
    const { invoices } = await readExport({ invoices: [MES.invoice] });
    expect(invoices).toMatchObject([{ content: '', total: 1356, category: null }]);
  });

  test('a total row is no invoice, with a word or without', async () => {
    const sums = { 金额: '1,200.00', 税额: '156.00', 价税合计: '1,356.00' };
    const empty = Object.fromEntries(Object.keys(USUAL).map((column) => [column, '']));
    const { invoices, problems } = await readExport({
      lines: [...MES.lines, { ...empty, ...sums, 序号: '合计' }],
      invoices: [MES.invoice, { ...empty, ...sums, 数电发票号码: '-', 发票号码: '-', 发票代码: '-' }],
    });
    expect(invoices.map(({ total }) => total)).toEqual([1356]);
    expect(problems).toEqual([]);
  });

  test('lines that do not make the invoice’s total are told; the total of 发票基础信息 counts', async () => {
    const { invoices, problems } = await readExport({
      lines: MES.lines.slice(0, 1),
      invoices: [MES.invoice],
    });
    expect(invoices[0]?.total).toBe(1356);
    expect(problems).toMatchObject([{ place: '发票基础信息 第 2 行' }]);
    expect(problems[0]?.problem).toMatch(/明细合计 1,130\.00 元.*1,356\.00 元.*以后者为准/);
  });

  test('an invoice that only has lines, beside 发票基础信息, is not lost', async () => {
    const other = {
      数电发票号码: NUMBER(2),
      货物或应税劳务名称: '*电信服务*宽带',
      金额: '100',
      税额: '6',
      价税合计: '106',
    };
    const { invoices, problems } = await readExport({
      lines: [...MES.lines, other],
      invoices: [MES.invoice],
    });
    expect(invoices.map(({ number, total, category }) => [number, total, category])).toEqual([
      [NUMBER(1), 1356, '软件购置'],
      [NUMBER(2), 106, '网络建设'],
    ]);
    expect(problems.map(({ problem }) => problem).join()).toContain('不在发票基础信息中');
  });

  test('建筑服务 lines that stand in 信息汇总表 as well are not added; those that do not are read', async () => {
    const cabling = (serial: number) => ({
      数电发票号码: NUMBER(serial),
      货物或应税劳务名称: '*建筑服务*综合布线',
      金额: '100',
      税额: '9',
      价税合计: '109',
    });
    const { invoices } = await readExport({
      building: [cabling(5), cabling(6)],
      lines: [...MES.lines, cabling(5)],
    });
    expect(invoices.map(({ number, total }) => [number, total])).toEqual([
      [NUMBER(1), 1356],
      [NUMBER(5), 109],
      [NUMBER(6), 109],
    ]);
  });

  test('tax-control invoices have code and number, and are told apart by both; a 数电纸质 one by its 20 digits', async () => {
    const old = (code: string) => ({
      发票代码: code,
      发票号码: '01234567',
      金额: '100',
      税额: '13',
      价税合计: '113',
    });
    const paper = {
      发票代码: '5000234130',
      发票号码: '00000009',
      数电发票号码: NUMBER(9),
      金额: '1',
      税额: '0',
      价税合计: '1',
    };
    const { invoices } = await readExport({ invoices: [old('5000234130'), old('5000234131'), paper] });
    expect(invoices.map(({ code, number }) => [code, number])).toEqual([
      ['5000234130', '01234567'],
      ['5000234131', '01234567'],
      [null, NUMBER(9)],
    ]);
  });

  test('status is kept in the platform’s words; red invoices and their blue ones stay', async () => {
    const row = (serial: number, more: SampleRow): SampleRow => ({
      数电发票号码: NUMBER(serial),
      金额: '100',
      税额: '13',
      价税合计: '113',
      ...more,
    });
    const { invoices, problems } = await readExport({
      invoices: [
        row(1, { 发票状态: '作废' }),
        row(2, { 发票状态: '已红冲-全额' }),
        row(3, { 金额: '-100.00', 税额: '-13.00', 价税合计: '-113.00', 是否正数发票: '否' }),
        row(4, { 发票状态: '已红冲-部分' }),
        row(5, { 发票状态: '失控' }),
        row(6, { 发票风险等级: '疑点发票' }),
        row(7, { 是否正数发票: '否' }),
      ],
    });
    expect(invoices.map(({ status, total }) => [status, total])).toEqual([
      ['已作废', 113],
      ['已红冲-全额', 113],
      ['正常', -113],
      ['已红冲-部分', 113],
      [null, 113],
      ['正常', 113],
      ['正常', 113],
    ]);
    expect(problems.map(({ place, problem }) => [place, /失控|疑点发票|正数/.exec(problem)?.[0]])).toEqual([
      ['发票基础信息 第 6 行', '失控'],
      ['发票基础信息 第 7 行', '疑点发票'],
      ['发票基础信息 第 8 行', '正数'],
    ]);
  });

  test('a number that a spreadsheet program ruined is refused, with sheet and row', async () => {
    const spoilt = [
      { stored: '2.5502000000087655E+19' },
      '2.6E+19',
      // All digits are there, but those of a floating-point number.
      { stored: '24502000000012345344' },
    ];
    const { invoices, problems } = await readExport({
      invoices: [...spoilt.map((number) => ({ ...MES.invoice, 数电发票号码: number })), MES.invoice],
    });
    expect(invoices.map(({ number }) => number)).toEqual([NUMBER(1)]);
    expect(problems.map(({ place }) => place)).toEqual([2, 3, 4].map((line) => `发票基础信息 第 ${line} 行`));
    for (const { problem } of problems) expect(problem).toMatch(/原号码已丢失.*重新导出/);
  });

  test('digits that no floating-point number holds were never one', async () => {
    const { invoices } = await readExport({
      invoices: [{ ...MES.invoice, 数电发票号码: { stored: '24502000000012345679' } }],
    });
    expect(invoices[0]?.number).toBe('24502000000012345679');
  });

  test('zeros that were lost from code and number come back, and the person is told', async () => {
    const row = {
      发票代码: { stored: '12001900211' },
      发票号码: { stored: '123456' },
      金额: '1',
      税额: '0',
      价税合计: '1',
    };
    const { invoices, problems } = await readExport({ invoices: [row] });
    expect(invoices[0]).toMatchObject({ code: '012001900211', number: '00123456' });
    expect(problems[0]?.problem).toContain('请核对');
  });

  test('older and other names of the columns, a star, and any order of them', async () => {
    const columns = [
      '价税合计*',
      ' 数电票号码 ',
      '销售方税号',
      '销售方纳税人名称',
      '购方税号',
      '购方名称',
      '开票日期',
      '不含税金额',
      '票面税额',
      '票种',
      '项目名称',
    ];
    const row = {
      '价税合计*': '113',
      ' 数电票号码 ': NUMBER(1),
      销售方税号: '91350100M000100Y43',
      销售方纳税人名称: '甲公司',
      购方税号: '915001120000000001',
      购方名称: '乙公司',
      开票日期: '2024/5/2',
      不含税金额: '100',
      票面税额: '13',
      票种: '数电票（普通发票）',
      项目名称: '*软件*ERP',
    };
    const { invoices } = await read(['a.xlsx', await sampleWorkbook([tableSheet('导出', columns, [row])])]);
    expect(invoices).toMatchObject([
      {
        number: NUMBER(1),
        seller: '甲公司',
        buyerName: '乙公司',
        buyerCreditCode: '915001120000000001',
        issuedOn: '2024-05-02',
        amount: 100,
        total: 113,
        content: '*软件*ERP',
      },
    ]);
  });

  test('用途确认: the heading stands below a period, with stars; the total is amount and tax', async () => {
    const columns = [
      '勾选状态*',
      '数电发票号码*',
      '发票代码*',
      '发票号码*',
      '开票日期*',
      '销售方纳税人识别号*',
      '销售方纳税人名称*',
      '金额*',
      '税额*',
      '有效抵扣税额*',
      '票种*',
      '勾选时间*',
    ];
    const row = {
      '勾选状态*': '已勾选',
      '数电发票号码*': NUMBER(1),
      '开票日期*': '2024-05-20',
      '销售方纳税人名称*': '甲公司',
      '金额*': '99.99',
      '税额*': '13.00',
      '有效抵扣税额*': '13.00',
      '票种*': '数电发票（增值税专用发票）',
    };
    const sheet = tableSheet('Sheet1', columns, [row], { above: [['税款所属期', '202405'], []] });
    const { invoices } = await read(['用途确认.xlsx', await sampleWorkbook([sheet])]);
    expect(invoices).toMatchObject([
      { number: NUMBER(1), amount: 99.99, total: 112.99, seller: '甲公司', buyerName: null },
    ]);
  });

  test('dates that Excel made of the text are dates again', async () => {
    const row = (date: SampleRow[string]) => ({ ...MES.invoice, 开票日期: date });
    for (const date of [
      { stored: '45432.481', style: 3 },
      { stored: '45432' },
      { stored: '45432', style: 7 },
    ]) {
      const { invoices } = await readExport({ invoices: [row(date)] });
      expect(invoices[0]?.issuedOn).toBe('2024-05-20');
    }
    const { invoices, problems } = await readExport({ invoices: [row('五月二十日')] });
    expect(invoices[0]?.issuedOn).toBe('五月二十日');
    expect(problems[0]?.problem).toContain('无法识别');
  });

  test('formulas count by their saved result; without one the cell is told', async () => {
    const { invoices, problems } = await readExport({
      invoices: [
        { ...MES.invoice, 价税合计: { formula: 'J2+K2', result: '1356' } },
        { ...MES.invoice, 数电发票号码: NUMBER(2), 价税合计: { formula: 'J3+K3' } },
      ],
    });
    expect(invoices.map(({ total }) => total)).toEqual([1356, 1356]);
    expect(problems).toMatchObject([{ place: '发票基础信息 第 3 行' }]);
    expect(problems[0]?.problem).toContain('公式');
  });

  test('hidden rows are read and named; hidden sheets are not read', async () => {
    const sheet = tableSheet('发票基础信息', LINE_COLUMNS, [], { usual: USUAL });
    const place = (column: string) => LINE_COLUMNS.indexOf(column);
    const cells = LINE_COLUMNS.map((column) => USUAL[column] ?? '');
    cells[place('数电发票号码')] = NUMBER(1);
    cells[place('价税合计')] = '113';
    const rows = `${sheet.rows}${rowMarkup(2, cells, true)}`;
    const { invoices, problems } = await read([
      'a.xlsx',
      await sampleWorkbook([
        { ...sheet, rows },
        { ...tableSheet('旧', LINE_COLUMNS, [MES.lines[0] ?? {}]), state: 'hidden' },
      ]),
    ]);
    expect(invoices.map(({ number }) => number)).toEqual([NUMBER(1)]);
    expect(problems).toMatchObject([{ place: '发票基础信息' }]);
    expect(problems[0]?.problem).toContain('1 行是隐藏的');
  });

  test('the same problem a thousand times is a short list and a number', async () => {
    const rows = Array.from({ length: 1000 }, () => ({ ...MES.invoice, 数电发票号码: '2.6E+19' }));
    const { problems } = await readExport({ invoices: rows });
    expect(problems).toHaveLength(22);
    expect(problems.map(({ problem }) => problem).join()).toContain('另有 980 处');
  });
});

describe('several files', () => {
  test('an invoice that stands in two of them comes once, complete', async () => {
    const first = await exportWorkbook({ invoices: [MES.invoice] });
    const second = await exportWorkbook({
      lines: [
        ...MES.lines,
        { 数电发票号码: NUMBER(2), 货物或应税劳务名称: '*软件*ERP', 金额: '1', 税额: '0', 价税合计: '1' },
      ],
    });
    const { invoices, problems } = await read(
      ['五月.xlsx', first],
      ['六月.xlsx', second],
      ['c.xml', einvoiceXml({ number: NUMBER(2), total: '1.00' })],
    );
    expect(invoices.map(({ number, total, content }) => [number, total, content])).toEqual([
      [NUMBER(1), 1356, '*软件*制造执行系统、*软件*实施服务'],
      [NUMBER(2), 1, '*软件*ERP'],
    ]);
    expect(problems.map(({ file, problem }) => [file, problem])).toEqual([
      ['六月.xlsx', '有 1 张发票已在先读入的文件中，没有重复计入。'],
      ['c.xml', '有 1 张发票已在先读入的文件中，没有重复计入。'],
    ]);
  });

  test('one that cannot be read is told, the others come', async () => {
    const good = await exportWorkbook({ invoices: [MES.invoice] });
    const { invoices, problems } = await read(
      ['a.pdf', '%PDF-1.7'],
      ['b.xlsx', good.subarray(0, 300)],
      ['c.xlsx', good],
      ['d.csv', ''],
      ['e.xls', '<html><table><tr><td>发票号码</td></tr></table></html>'],
      [
        'f.xls',
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>',
      ],
      ['g.csv', '姓名,电话\n张三,138\n'],
      ['h.jpg', Buffer.from('\xff\xd8\xff\xe0', 'latin1')],
    );
    expect(invoices).toHaveLength(1);
    expect(problems.map(({ file, problem }) => [file, problem.slice(0, 6)])).toEqual([
      ['a.pdf', '是 PDF，'],
      ['b.xlsx', expect.any(String)],
      ['d.csv', '是空文件（0'],
      ['e.xls', '是网页格式的'],
      ['f.xls', '是 XML '],
      ['g.csv', '没有读到发票'],
      ['h.jpg', '不是发票清单'],
    ]);
    for (const { problem } of problems) expect(problem).toMatch(/。$/);
  });

  test('a file that went away since it was picked is a problem, and a wish to stop ends it all', async () => {
    const missing = { path: join(folder, '没有.xlsx'), name: '没有.xlsx' };
    expect((await readLedgerFiles([missing])).problems).toMatchObject([{ file: '没有.xlsx' }]);
    await expect(readLedgerFiles([missing], AbortSignal.abort())).rejects.toThrow('已取消');
  });
});

describe('a list of one’s own', () => {
  const COLUMNS = [
    '序号',
    '发票内容',
    '发票号',
    '金额（元）',
    '价税合计（元）',
    '开票时间',
    '类别',
    '供应商',
  ];
  const ROW = {
    发票内容: 'MES系统',
    发票号: NUMBER(1),
    '金额（元）': '1,000.00',
    '价税合计（元）': '1,130.00',
    开票时间: '2024年5月20日',
    类别: '软件购置',
    供应商: '甲公司',
  };
  const readOwn = async (rows: SampleRow[], columns = COLUMNS) =>
    read([
      '明细.xlsx',
      await sampleWorkbook([tableSheet('明细', columns, rows, { above: [['数字化转型投入明细表']] })]),
    ]);

  test('is read below its title, every column', async () => {
    const { invoices, problems } = await readOwn([
      { ...ROW, 序号: '1' },
      { 序号: '合计', '价税合计（元）': '1,130.00' },
    ]);
    expect(invoices).toMatchObject([
      {
        content: 'MES系统',
        number: NUMBER(1),
        amount: 1000,
        total: 1130,
        issuedOn: '2024-05-20',
        category: '软件购置',
        seller: '甲公司',
        status: null,
      },
    ]);
    expect(problems).toEqual([]);
  });

  test('rows with one number stay two rows: only the person knows which is right', async () => {
    const { invoices } = await readOwn([ROW, { ...ROW, '价税合计（元）': '5' }]);
    expect(invoices.map(({ total }) => total)).toEqual([1130, 5]);
  });

  test('a ruined number is kept to be filled in anew, and told', async () => {
    const { invoices, problems } = await readOwn([{ ...ROW, 发票号: { stored: '2.55E+19' } }]);
    expect(invoices[0]?.number).toBe('2.55E+19');
    expect(problems).toMatchObject([{ place: '明细 第 3 行' }]);
    expect(problems[0]?.problem).toContain('请按发票原件重填');
  });

  test('a row without number is kept, a note below the table is none', async () => {
    const { invoices } = await readOwn([
      { ...ROW, 发票号: '' },
      { 发票内容: '制表人：张三' },
      { 开票时间: '2024-06-01' },
    ]);
    expect(invoices.map(({ number, content }) => [number, content])).toEqual([['', 'MES系统']]);
  });

  test('万元 in a heading is converted and told', async () => {
    const columns = ['发票内容', '发票号码', '价税合计（万元）', '开票日期'];
    const row = {
      发票内容: 'a',
      发票号码: NUMBER(1),
      '价税合计（万元）': { stored: '0.113' },
      开票日期: '2024-05-20',
    };
    const { invoices, problems } = await readOwn([row], columns);
    expect(invoices[0]?.total).toBe(1130);
    expect(problems[0]?.problem).toContain('已换算为元');
  });

  test('万元 above the table, or behind the number alone, is converted and told; a format that moves the point is not', async () => {
    const above = [['投入明细表'], ['', '单位：', '万 元']];
    const columns = ['发票内容', '发票号码', '金额（元）', '价税合计', '开票日期'];
    const row = { 发票内容: 'a', 发票号码: NUMBER(1), '金额（元）': '1000', 价税合计: { stored: '0.113' } };
    const noted = await read([
      'a.xlsx',
      await sampleWorkbook([tableSheet('明细', columns, [row], { above })]),
    ]);
    expect(noted.invoices).toMatchObject([{ amount: 1000, total: 1130 }]);
    expect(noted.problems[0]?.problem).toContain('已换算为元');
    const shown = { ...row, 价税合计: { stored: '0.113', style: 4 } };
    expect((await readOwn([shown], columns)).invoices[0]?.total).toBe(1130);
    expect(isTenThousand('0!.0000"万元"') || isTenThousand('0.0,"万元"')).toBe(false);
  });

  test('a heading of two rows is read as one, merged or not, whichever names the amounts first', async () => {
    const cells = (at: number) => [
      rowMarkup(1, ['序号', '供应商', '发票', undefined, undefined, '金额（万元）', undefined]),
      rowMarkup(2, [undefined, undefined, '号码', '开票日期', '发票内容', '含税', '不含税']),
      rowMarkup(3, ['1', '甲公司', NUMBER(at), '2024-05-20', 'MES', { stored: '0.113' }, { stored: '0.1' }]),
    ];
    const merges =
      '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:B2"/><mergeCell ref="F1:G1"/></mergeCells>';
    const other = [
      rowMarkup(1, ['发票内容', '发票号', '开票日期', '金额', undefined]),
      rowMarkup(2, [undefined, undefined, undefined, '含税', '不含税']),
      rowMarkup(3, ['MES', NUMBER(3), '2024-05-20', '1130', '1000']),
    ];
    const { invoices, problems } = await read([
      'a.xlsx',
      await sampleWorkbook([
        { rows: cells(1).join('') },
        { rows: cells(2).join(''), after: merges },
        { rows: other.join('') },
      ]),
    ]);
    const [bare, merged, second] = invoices;
    const whole = { seller: '甲公司', content: 'MES', amount: 1000, total: 1130 };
    expect(bare).toMatchObject({ ...whole, number: NUMBER(1) });
    expect(merged).toMatchObject({ ...whole, number: NUMBER(2) });
    expect(second).toMatchObject({ number: NUMBER(3), amount: 1000, total: 1130 });
    expect(problems.map(({ problem }) => problem)).toEqual(
      Array(2).fill('表中金额的单位是万元，已换算为元，请核对。'),
    );
  });

  test('what is merged downwards counts for each row; an invoice of several items is one, its one sum counted once', async () => {
    const columns = ['供应商', '类别', '发票内容', '发票号', '开票时间', '价税合计'];
    const rows = [
      rowMarkup(1, columns),
      rowMarkup(2, ['甲公司', '软件购置', 'ERP', NUMBER(1), '2024-05-20', '100']),
      rowMarkup(3, [undefined, undefined, '培训', undefined, undefined, '50']),
      rowMarkup(4, [undefined, undefined, 'MES', NUMBER(2), '2024-05-21', '30']),
      rowMarkup(5, ['乙公司', '其他', '网关', NUMBER(3), '2024-05-22', '7']),
      rowMarkup(6, [undefined, undefined, '传感器']),
    ];
    const ranges = ['A2:A4', 'B2:B4', 'D2:D3', 'E2:E3', 'A5:A6', 'B5:B6', 'D5:D6', 'E5:E6', 'F5:F6'];
    const after = `<mergeCells>${ranges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
    const { invoices, problems } = await read([
      'a.xlsx',
      await sampleWorkbook([{ rows: rows.join(''), after }]),
    ]);
    expect(invoices).toMatchObject([
      { content: 'ERP、培训', number: NUMBER(1), total: 150, seller: '甲公司', category: '软件购置' },
      {
        content: 'MES',
        number: NUMBER(2),
        total: 30,
        seller: '甲公司',
        category: '软件购置',
        issuedOn: '2024-05-21',
      },
      { content: '网关、传感器', number: NUMBER(3), total: 7, seller: '乙公司', category: '其他' },
    ]);
    expect(problems).toEqual([]);
  });

  test('a list with 金额 alone says that 价税合计 is missing', async () => {
    const columns = ['发票内容', '发票号码', '金额', '开票日期'];
    const { invoices, problems } = await readOwn(
      [{ 发票内容: 'a', 发票号码: NUMBER(1), 金额: '5', 开票日期: '2024-05-20' }],
      columns,
    );
    expect(invoices[0]).toMatchObject({ amount: 5, total: null });
    expect(problems[0]?.problem).toContain('价税合计');
  });

  test('a 类别 that is none is told; where the list has the column, an empty one stays empty', async () => {
    const { invoices, problems } = await readOwn([
      { ...ROW, 类别: '办公费' },
      { ...ROW, 发票号: NUMBER(2), 类别: '' },
      { ...ROW, 发票号: NUMBER(3), 类别: '软件' },
    ]);
    expect(invoices.map(({ category }) => category)).toEqual([null, null, '软件购置']);
    expect(problems).toMatchObject([{ place: '明细 第 3 行' }]);
  });

  test('as CSV of Chinese Windows, with amounts between quotes', async () => {
    const gb18030 = Buffer.from('c4dac8dd2c', 'hex');
    expect(new TextDecoder('gb18030').decode(gb18030)).toBe('内容,');
    const ascii = (text: string) => Buffer.from(text, 'latin1');
    // 内容,发票号码,价税合计,开票日期
    const heading = Buffer.from('c4dac8dd2cb7a2c6b1bac5c2eb2cbcdbcbb0bacfbcc62cbfaac6b1c8d5c6da0d0a', 'hex');
    const csv = Buffer.concat([heading, ascii(`ERP,="${NUMBER(1)}","1,130.00",2024-05-20\r\n`)]);
    const { invoices } = await read(['a.csv', csv]);
    expect(invoices).toMatchObject([
      { content: 'ERP', number: NUMBER(1), total: 1130, category: '软件购置' },
    ]);
  });

  test('as Unicode text of Excel', async () => {
    const text = `发票内容\t发票号码\t价税合计\t开票日期\r\nERP\t${NUMBER(1)}\t1130\t2024/5/20\r\n`;
    const { invoices } = await read([
      'a.txt',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
    ]);
    expect(invoices).toMatchObject([{ number: NUMBER(1), total: 1130, issuedOn: '2024-05-20' }]);
  });
});

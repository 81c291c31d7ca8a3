import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ledgerSchema } from '../../shared/form/draft.ts';
import { recordsOf } from './delimited-rows.ts';
import { readPastedLedger } from './read-pasted-ledger.ts';

const NUMBER = (serial: number) => `2450200000000000${String(serial).padStart(4, '0')}`;
const HEADING = '发票内容\t发票号\t金额\t价税合计\t开票时间\t类别';

/** As Excel copies: cells with a break or a tab between quotes, others bare. */
const copied = (rows: readonly (readonly string[])[]) =>
  rows
    .map((cells) =>
      cells.map((cell) => (/[\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'),
    )
    .join('\r\n');

test('a table copied from Excel with its heading', () => {
  const rows = [
    `MES系统\t${NUMBER(1)}\t1,000.00\t1,130.00\t2024/5/20\t软件购置`,
    `"网关\n（含安装）"\t'${NUMBER(2)}\t￥500\t￥565\t2024年6月1日\t`,
    '合计\t\t1,500.00\t1,695.00\t\t',
  ];
  const { invoices, problems } = readPastedLedger([HEADING, ...rows].join('\r\n'));
  expect(invoices).toMatchObject([
    {
      content: 'MES系统',
      number: NUMBER(1),
      amount: 1000,
      total: 1130,
      issuedOn: '2024-05-20',
      category: '软件购置',
    },
    {
      content: '网关\n（含安装）',
      number: NUMBER(2),
      amount: 500,
      total: 565,
      issuedOn: '2024-06-01',
      category: null,
    },
  ]);
  expect(problems).toEqual([]);
});

test('without heading the columns are found by what their cells look like, and that is told', () => {
  const { invoices, problems } = readPastedLedger(
    [
      `1\tMES系统\t${NUMBER(1)}\t2024-05-20\t1,000.00\t130.00\t1,130.00\t重庆甲公司\t软件购置`,
      `2\t云服务器\t${NUMBER(2)}\t2024-06-20\t100\t6\t106\t重庆乙公司\t云服务`,
    ].join('\n'),
  );
  expect(invoices).toMatchObject([
    {
      content: 'MES系统',
      number: NUMBER(1),
      issuedOn: '2024-05-20',
      amount: 1000,
      total: 1130,
      seller: '重庆甲公司',
      category: '软件购置',
    },
    { content: '云服务器', number: NUMBER(2), amount: 100, total: 106, category: '云服务' },
  ]);
  expect(problems[0]?.problem).toContain('没有找到表头');
});

test('one row without heading, and a single amount', () => {
  const { invoices } = readPastedLedger(`ERP软件\t${NUMBER(1)}\t5000\t2024.5.20`);
  expect(invoices).toMatchObject([
    { content: 'ERP软件', number: NUMBER(1), total: 5000, amount: null, issuedOn: '2024-05-20' },
  ]);
});

test('a number that Excel showed as 2.45E+19 is kept to be filled in anew, and told with its row', () => {
  const { invoices, problems } = readPastedLedger(`${HEADING}\nMES\t2.45E+19\t1\t2\t2024-05-20\t`);
  expect(invoices[0]?.number).toBe('2.45E+19');
  expect(problems).toMatchObject([{ file: '粘贴的表格', place: '第 2 行' }]);
});

test('quotes within a cell are part of it, and one that is never closed swallows nothing', () => {
  const { invoices } = readPastedLedger(
    `${HEADING}\n"智能"平台\t${NUMBER(1)}\t1\t2\t2024-05-20\t\n"半个\t${NUMBER(2)}\t1\t2\t2024-05-20\t`,
  );
  expect(invoices.map(({ content }) => content)).toEqual(['"智能"平台', '"半个']);
});

test.each(['', '   \n\n', '你好', 'a\tb\tc', '1\t2\t3\n4\t5\t6', HEADING, '\u0000\ufffd'.repeat(100)])(
  '%j is no ledger, and the person learns what one needs',
  (text) => {
    const { invoices, problems } = readPastedLedger(text);
    expect(invoices).toEqual([]);
    expect(problems.at(-1)?.problem).toContain('没有读到发票');
  },
);

test('whatever is pasted, what comes back is a ledger that can be saved', () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom(
      ...HEADING.split('\t'),
      '合计',
      NUMBER(1),
      '2.6E+19',
      '1,130.00',
      '2024-05-20',
      '"',
      '""',
      '\n',
    ),
  );
  const table = fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 12 });
  fc.assert(
    fc.property(
      fc.oneof(
        table.map((rows) => rows.map((cells) => cells.join('\t')).join('\n')),
        fc.string(),
      ),
      (text) => {
        const { invoices } = readPastedLedger(text);
        expect(ledgerSchema.safeParse({ invoices }).success).toBe(true);
      },
    ),
  );
});

test('what Excel copies comes back cell by cell', () => {
  // A bare cell that begins with a quote is the one thing that Excel’s own form leaves open.
  const cell = fc
    .string({ unit: fc.constantFrom('a', '发', '"', '\t', '\n', ',', ' ') })
    .filter((text) => /[\t\r\n]/.test(text) || !text.startsWith('"'));
  const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(rows, (table) => {
      const last = table.at(-1);
      // An empty last row is no row: Excel ends its text with a break.
      if (last !== undefined && last.length === 1 && last[0] === '') return;
      expect([...recordsOf(copied(table), '\t')]).toEqual(table);
    }),
  );
});

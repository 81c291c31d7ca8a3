import type { Alignment, Content, TableCell } from 'pdfmake/interfaces.js';
import { BENCHMARK_APPLICANT, exampleCreditCode } from '../applicants.ts';
import { longDate, makePaper, money } from '../paper/paper.ts';
import { amountAndTax, invoiceNumber, PURCHASES, type Purchase } from './ledger.ts';

const SELLERS = [...new Set(PURCHASES.map((each) => each.seller))];
const INK = '#8a3b12';

/** All invoices of the ledger in its order, two a page. */
export function invoicePages(): Promise<Buffer> {
  const content = PURCHASES.map((purchase, index): Content => {
    const invoice = printedInvoice(purchase, index);
    return index % 2 === 0 && index > 0 ? { stack: [invoice], pageBreak: 'before' } : { stack: [invoice] };
  });
  return makePaper(content, { title: '数字化转型投入发票（示例）', size: 8.5 });
}

function printedInvoice(purchase: Purchase, index: number): Content {
  const { amount, tax } = amountAndTax(purchase);
  const sellerCode = exampleCreditCode('500112', `EXAMPLE${SELLERS.indexOf(purchase.seller) + 3}`);
  const cell = (
    text: string,
    more: { alignment?: Alignment; color?: string; colSpan?: number; bold?: boolean } = {},
  ) => ({
    text,
    ...more,
  });
  const party = (role: string, name: string, code: string): TableCell => ({
    stack: [`${role}信息`, `名称：${name}`, `统一社会信用代码/纳税人识别号：${code}`],
    colSpan: 4,
  });
  return {
    margin: [0, 0, 0, 46],
    stack: [
      {
        text: '电子发票（增值税专用发票）',
        alignment: 'center',
        fontSize: 15,
        color: INK,
        margin: [0, 0, 0, 2],
      },
      { text: '（示例 不作报销凭证）', alignment: 'center', fontSize: 8, color: '#777777' },
      {
        columns: [
          {
            text: `序号 ${index + 1}`,
            color: '#b91c1c',
          },
          {
            text: `发票号码：${invoiceNumber(purchase, index)}\n开票日期：${longDate(purchase.issuedOn)}`,
            alignment: 'right',
          },
        ],
        margin: [0, 0, 0, 4],
      },
      {
        table: {
          widths: [128, 46, 24, 26, 66, 66, 34, 52],
          body: [
            [
              party('购买方', BENCHMARK_APPLICANT.name, BENCHMARK_APPLICANT.creditCode),
              {},
              {},
              {},
              party('销售方', purchase.seller, sellerCode),
              {},
              {},
              {},
            ],
            ['项目名称', '规格型号', '单位', '数量', '单价', '金额', '税率', '税额'].map((text) =>
              cell(text, { alignment: 'center', color: INK }),
            ),
            [
              cell(purchase.content),
              cell(purchase.model ?? ''),
              cell(purchase.model === undefined ? '项' : '套', { alignment: 'center' }),
              cell('1', { alignment: 'center' }),
              cell(money(amount), { alignment: 'right' }),
              cell(money(amount), { alignment: 'right' }),
              cell(`${purchase.taxRate}%`, { alignment: 'center' }),
              cell(money(tax), { alignment: 'right' }),
            ].map((each) => ({ ...each, margin: [0, 4, 0, 26] })),
            [
              cell('合        计', { alignment: 'center', color: INK }),
              {},
              {},
              {},
              {},
              cell(`¥${money(amount)}`, { alignment: 'right' }),
              {},
              cell(`¥${money(tax)}`, { alignment: 'right' }),
            ],
            [
              cell('价税合计（大写）', { color: INK }),
              cell(`${chineseAmount(purchase.total)}        （小写）¥${money(purchase.total)}`, {
                colSpan: 7,
                bold: true,
              }),
              {},
              {},
              {},
              {},
              {},
              {},
            ],
            [
              cell('备注', { color: INK }),
              cell(`合同编号：SLJX-${purchase.issuedOn.slice(0, 4)}-${String(index + 1).padStart(2, '0')}`, {
                colSpan: 7,
              }),
              {},
              {},
              {},
              {},
              {},
              {},
            ],
          ],
        },
        layout: {
          hLineColor: () => INK,
          vLineColor: () => INK,
          hLineWidth: () => 0.6,
          vLineWidth: () => 0.6,
        },
      },
      { text: '开票人：示开票', margin: [0, 4, 0, 0] },
    ],
  };
}

const DIGITS = '零壹贰叁肆伍陆柒捌玖';

/** 大写 of whole 元 below one 亿. */
export function chineseAmount(amount: number): string {
  const section = (value: number): string => {
    let written = '';
    let gap = false;
    for (const [unit, name] of [
      [1000, '仟'],
      [100, '佰'],
      [10, '拾'],
      [1, ''],
    ] as const) {
      const digit = Math.floor(value / unit) % 10;
      if (digit === 0) {
        gap = written !== '';
        continue;
      }
      written += `${gap ? '零' : ''}${DIGITS.charAt(digit)}${name}`;
      gap = false;
    }
    return written;
  };
  const high = Math.floor(amount / 10_000);
  const low = amount % 10_000;
  const bridge = high > 0 && low > 0 && low < 1000 ? '零' : '';
  return `${high > 0 ? `${section(high)}万` : ''}${bridge}${section(low)}元整`;
}

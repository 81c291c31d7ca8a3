import { z } from 'zod';
import type { RuleContext } from '../context.ts';
import { readInvoiceNumber } from '../invoice-number.ts';
import type { LedgerRow, LeftOutCause } from '../ledger.ts';
import type { Remark } from '../rule-kind.ts';
import { ruleKind } from '../rule-kind.ts';
import { excerpt, formatNumber, formatRows, formatYuan } from '../wording.ts';

/** More lines than this help nobody; the rest is one line with their number. */
const SHOWN_ROWS = 50;

const parameters = z.strictObject({ ledger: z.string(), from: z.iso.date(), until: z.string() });
type Parameters = z.infer<typeof parameters>;

function rowsOf(context: RuleContext, { ledger, from, until }: Parameters): readonly LedgerRow[] {
  return context.assessment(ledger, from, until).rows;
}

function bounded(remarks: Remark[], key: string, ledger: string): Remark[] {
  if (remarks.length <= SHOWN_ROWS) return remarks;
  const rest = remarks.length - SHOWN_ROWS;
  const message = `发票清单另有 ${formatNumber(rest)} 行有同样的问题。`;
  return [
    ...remarks.slice(0, SHOWN_ROWS),
    { key: `${key}:more`, field: ledger, message, remedy: '请在发票清单中逐行查看。' },
  ];
}

/** R20: each row has content, number, amount and date, as the notice lists them (六（三）). */
export const invoiceComplete = ruleKind(parameters, (context, given) =>
  bounded(
    rowsOf(context, given).flatMap(({ invoice, amountFen }, index) => {
      const missing = [
        ...(invoice.content.trim() === '' ? [['content', '发票内容']] : []),
        ...(invoice.number.trim() === '' ? [['number', '发票号']] : []),
        ...(amountFen === undefined ? [['amount', '金额']] : []),
        ...(invoice.issuedOn.trim() === '' ? [['issuedOn', '开票时间']] : []),
      ];
      const [first] = missing;
      if (first === undefined) return [];
      const labels = missing.map(([, label]) => label).join('、');
      return [
        {
          key: `complete:${index}`,
          field: `${given.ledger}.invoices.${index}.${first[0]}`,
          message: `发票清单第 ${index + 1} 行缺少${labels}。`,
          remedy: '请按发票原件补填；金额须有当前口径（价税合计或金额）的数。',
        },
      ];
    }),
    'complete',
    given.ledger,
  ),
);

/** Rows left out for one of these causes, each as a remark that says why. */
function leftOutRows(
  context: RuleContext,
  given: Parameters,
  causes: readonly LeftOutCause[],
  column: string,
  remedy: string,
): Remark[] {
  const [key = ''] = causes;
  return bounded(
    rowsOf(context, given).flatMap((row, index) => {
      if (row.cause === undefined || !causes.includes(row.cause)) return [];
      const written = row.invoice[column === 'number' ? 'number' : 'issuedOn'].trim();
      if (written === '') return [];
      return [
        {
          key: `${key}:${index}`,
          field: `${given.ledger}.invoices.${index}.${column}`,
          message: `发票清单第 ${index + 1} 行（${excerpt(written)}）：${row.reason ?? ''}，未计入合计。`,
          remedy,
        },
      ];
    }),
    key,
    given.ledger,
  );
}

/** R20: 20 digits whose first two are the year of issue, or 8 with a code of 10 or 12. */
export const invoiceNumber = ruleKind(parameters, (context, given) =>
  leftOutRows(context, given, ['badNumber'], 'number', '请按发票原件核对号码和开票时间；号码须以文本保存。'),
);

/** R20: no invoice twice. */
export const invoiceUnique = ruleKind(parameters, (context, given) =>
  leftOutRows(
    context,
    given,
    ['duplicate'],
    'number',
    '请删去重复的行；同一发票分多行录入的，请合并为一行。',
  ),
);

/** R20: issued within the window that counts. */
export const invoiceInWindow = ruleKind(parameters, (context, given) =>
  leftOutRows(
    context,
    given,
    ['tooEarly', 'tooLate', 'noDate'],
    'issuedOn',
    '请核对开票时间；不在 2024 年 1 月 1 日至申报日期之间的请移出清单。',
  ),
);

/** R20 as a warning: invoices that stay in the list but do not count, by reason. */
export const invoicesNotCounted = ruleKind(parameters, (context, given) => {
  const causes: LeftOutCause[] = ['voided', 'redFlushed', 'redInvoice', 'otherBuyer', 'cityFunded'];
  return causes.flatMap((cause) => {
    const found = rowsOf(context, given).flatMap((row, index) =>
      row.cause === cause ? [{ row, index }] : [],
    );
    const [first] = found;
    if (first === undefined) return [];
    const reason = cause === 'redInvoice' ? '红字发票与蓝字发票相抵' : (first.row.reason ?? '');
    return [
      {
        key: `notCounted:${cause}`,
        field: `${given.ledger}.invoices.${first.index}`,
        message: `发票清单有 ${formatNumber(found.length)} 行未计入合计（${reason}）：${formatRows(
          found.map(({ index }) => index + 1),
        )}。`,
        remedy: '请确认；建议把不计入的发票移出清单，以免评审时误认。',
      },
    ];
  });
});

/** R20 as a warning: rows that count, but of which something is missing or odd. */
export const invoiceOdd = ruleKind(parameters, (context, given) => {
  const rows = rowsOf(context, given);
  const redSellers = new Set(
    rows.filter((row) => row.counted && row.countedFen < 0).map((row) => (row.invoice.seller ?? '').trim()),
  );
  const oddity = (row: LedgerRow): [string, string] | undefined => {
    const { invoice } = row;
    const { gap } = readInvoiceNumber(invoice, row.issuedDay);
    if (gap !== undefined) return ['number', gap];
    if (row.countedFen === 0) return ['amount', '金额为 0'];
    const { amount, total } = invoice;
    if (typeof amount === 'number' && typeof total === 'number' && Math.abs(amount) > Math.abs(total) + 0.005)
      return ['amount', `金额 ${formatYuan(amount * 100)}大于价税合计 ${formatYuan(total * 100)}`];
    if (
      invoice.status === '已红冲-部分' &&
      row.countedFen > 0 &&
      !redSellers.has((invoice.seller ?? '').trim())
    )
      return ['status', '已部分红冲，但清单中没有同一销方的红字发票，合计可能偏大'];
    return undefined;
  };
  const remarks = rows.flatMap((row, index) => {
    const odd = row.counted ? oddity(row) : undefined;
    if (odd === undefined) return [];
    return [
      {
        key: `odd:${index}`,
        field: `${given.ledger}.invoices.${index}.${odd[0]}`,
        message: `发票清单第 ${index + 1} 行：${odd[1]}。`,
        remedy: '请与发票原件核对后补全或改正。',
      },
    ];
  });
  return bounded(remarks, 'odd', given.ledger);
});

/** R21: the kind of spending is one that the notice names, and no word of the content speaks against it. */
export const invoiceKind = ruleKind(
  parameters.extend({ categories: z.array(z.string()), questionedWords: z.array(z.string()) }),
  (context, given) => {
    const remarks = rowsOf(context, given).flatMap(({ invoice, counted }, index): Remark[] => {
      if (!counted) return [];
      const word = given.questionedWords.find((each) => invoice.content.slice(0, 2000).includes(each));
      const row = `发票清单第 ${index + 1} 行“${excerpt(invoice.content, 20)}”`;
      const known = invoice.category !== null && invoice.category !== undefined;
      if (word !== undefined)
        return [
          {
            key: `word:${index}`,
            field: `${given.ledger}.invoices.${index}.content`,
            message: `${row}含“${word}”，可能不属于数字化转型投入。`,
            remedy: '通知所列为软件购置、网络建设、云服务和必要的数据采集传输设备；请核对是否应计入。',
          },
        ];
      if (known && given.categories.includes(invoice.category ?? '')) return [];
      return [
        {
          key: `category:${index}`,
          field: `${given.ledger}.invoices.${index}.category`,
          message: known ? `${row}的类别为“${invoice.category}”。` : `${row}还没有选择类别。`,
          remedy: `请选择类别：${given.categories.join('、')}；都不属于的，请核对是否应计入。`,
        },
      ];
    });
    return bounded(remarks, 'kind', given.ledger);
  },
);

/** R16 as a warning: for each counted invoice it is said whether it has had city money. */
export const cityFundingStated = ruleKind(parameters, (context, given) => {
  const open = rowsOf(context, given).flatMap(({ invoice, counted }, index) =>
    counted && typeof invoice.cityFunded !== 'boolean' ? [index + 1] : [],
  );
  const [first] = open;
  if (first === undefined) return [];
  return [
    {
      key: 'cityFundingStated',
      field: `${given.ledger}.invoices.${first - 1}.cityFunded`,
      message: `发票清单有 ${formatNumber(open.length)} 行没有注明是否获得过市级财政资金支持：${formatRows(open)}。`,
      remedy: '真实性承诺要求所列发票未获市级财政资金支持，请逐张核实后注明。',
    },
  ];
});

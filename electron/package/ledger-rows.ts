import type { CellObject, Row } from 'write-excel-file/node';
import { evidenceSectionOf } from '../../shared/form/definition.ts';
import type { LedgerAssessment, LedgerRow } from '../../shared/rules/ledger.ts';
import { printable } from '../../shared/text/printable.ts';
import type { ComposeInput } from '../book/compose/compose-context.ts';
import { draftLedger } from '../book/compose/compose-evidence.ts';
import { assessDraftLedger } from '../book/compose/compose-ledger.ts';

/** Longest text that a cell of a workbook holds (Excel specifications and limits). */
const LONGEST_CELL = 32_767;
const MONEY = '#,##0.00';
const BASIS_NAMES = { total: '价税合计', amount: '金额' } as const;

const border = { borderStyle: 'thin', alignVertical: 'center' } as const;

/** A cell of text, whatever it looks like: `=1+1`, `+86`, `-`, `@` and 20 digits stay as they were typed. */
function text(value: string | null | undefined, more: Partial<CellObject> = {}): CellObject {
  const shown = printable(value ?? '')
    .slice(0, LONGEST_CELL)
    .toWellFormed();
  return { value: shown, type: String, format: '@', wrap: true, ...border, ...more };
}

function money(yuan: number | null | undefined): CellObject {
  return typeof yuan === 'number' ? { value: yuan, type: Number, format: MONEY, ...border } : { ...border };
}

/** Excel counts days from 1900, and takes that year for a leap year. */
const FIRST_DAY = '1900-03-01';

/** A day as a real date; undefined where there is none, or none that Excel can hold. */
function day(iso: string | undefined): CellObject | undefined {
  const date = iso === undefined || iso < FIRST_DAY ? undefined : new Date(`${iso}T00:00:00Z`);
  if (date === undefined || Number.isNaN(date.getTime())) return undefined;
  return { value: date, type: Date, format: 'yyyy-mm-dd', align: 'center', ...border };
}

export const LEDGER_COLUMNS: { title: string; width: number }[] = [
  { title: '序号', width: 6 },
  { title: '发票内容', width: 36 },
  { title: '类别', width: 16 },
  { title: '发票代码', width: 14 },
  { title: '发票号', width: 24 },
  { title: '开票时间', width: 12 },
  { title: '金额（元）', width: 16 },
  { title: '价税合计（元）', width: 16 },
  { title: '销售方', width: 28 },
  { title: '购买方', width: 28 },
  { title: '购方识别号', width: 22 },
  { title: '发票状态', width: 12 },
  { title: '市级财政资金', width: 12 },
  { title: '是否计入', width: 9 },
  { title: '计入金额（元）', width: 16 },
  { title: '未计入原因', width: 36 },
];

function invoiceRow(row: LedgerRow, index: number): Row {
  const { invoice } = row;
  const funded = invoice.cityFunded === true ? '已获' : invoice.cityFunded === false ? '未获' : '';
  return [
    { value: index + 1, type: Number, align: 'center', ...border },
    text(invoice.content),
    text(invoice.category),
    text(invoice.code),
    text(invoice.number),
    day(row.issuedDay) ?? text(row.issuedDay ?? invoice.issuedOn),
    money(invoice.amount),
    money(invoice.total),
    text(invoice.seller),
    text(invoice.buyerName),
    text(invoice.buyerCreditCode),
    text(invoice.status),
    text(funded),
    text(row.counted ? '是' : '否', { align: 'center' }),
    money(row.counted ? row.countedFen / 100 : undefined),
    text(row.counted ? '' : row.reason),
  ];
}

function sumRow(label: string, fen: number, note = ''): Row {
  const filler = Array.from({ length: LEDGER_COLUMNS.length - 4 }, () => null);
  return [
    text(label, { fontWeight: 'bold', columnSpan: LEDGER_COLUMNS.length - 2, align: 'right' }),
    ...filler,
    null,
    { ...money(fen / 100), fontWeight: 'bold' },
    text(note),
  ];
}

const NO_CATEGORY = '未填类别';

/** The sum of what counts in each 类别, in the order in which they come; none where no invoice names one. */
function categoryRows({ rows }: LedgerAssessment): Row[] {
  if (rows.every(({ invoice }) => !invoice.category)) return [];
  const sums = new Map<string, { fen: number; count: number }>();
  for (const { counted, countedFen, invoice } of rows) {
    if (!counted) continue;
    const category = invoice.category ?? NO_CATEGORY;
    const sum = sums.get(category) ?? { fen: 0, count: 0 };
    sums.set(category, { fen: sum.fen + countedFen, count: sum.count + 1 });
  }
  return [...sums].map(([category, { fen, count }]) => sumRow(`其中 ${category}（${count} 张）`, fen));
}

/** What the ledger's workbook is made of. */
export interface LedgerSheet {
  applicant: string;
  creditCode: string;
  twinCode: string;
  assessment: LedgerAssessment;
}

/** The sheet, row by row: title, whose it is, headings, every invoice, the sums. */
export function ledgerRows(sheet: LedgerSheet): Row[] {
  const { assessment } = sheet;
  const wide = { columnSpan: LEDGER_COLUMNS.length };
  const counted = assessment.rows.filter((row) => row.counted).length;
  const basis = BASIS_NAMES[assessment.basis];
  const years = Object.keys(assessment.totalFenByYear).sort();
  const title = { fontWeight: 'bold', fontSize: 16, align: 'center', height: 30, ...wide } as const;
  const owner = `申报单位：${sheet.applicant}　统一社会信用代码：${sheet.creditCode}　对照码：${sheet.twinCode}`;
  return [
    [{ value: '数字化转型投入明细表及发票清单', type: String, ...title }],
    [{ value: printable(owner), type: String, ...wide }],
    LEDGER_COLUMNS.map(({ title: name }) =>
      text(name, { fontWeight: 'bold', align: 'center', backgroundColor: '#E7E6E6' }),
    ),
    ...assessment.rows.map(invoiceRow),
    ...years.map((year) => sumRow(`其中 ${year} 年`, assessment.totalFenByYear[year] ?? 0)),
    ...categoryRows(assessment),
    sumRow(`有效合计（按${basis}，${counted} 张，共 ${assessment.rows.length} 张）`, assessment.totalFen),
  ];
}

/** The draft's ledger as a sheet, or undefined where the form has none or no invoice is entered. */
export function ledgerOf(input: ComposeInput): LedgerSheet | undefined {
  const context = { ...input, figureCount: 0, headingCount: 0 };
  const slots = evidenceSectionOf(input.form).items.flatMap((item) => item.slots);
  const field = slots.find((slot) => slot.ledgerField !== undefined)?.ledgerField;
  const ledger = field === undefined ? undefined : draftLedger(context, field);
  if (ledger === undefined) return undefined;
  const { applicantName, creditCode } = input.draft.answers;
  return {
    applicant: typeof applicantName === 'string' ? applicantName.trim() : '',
    creditCode: typeof creditCode === 'string' ? creditCode.trim() : '',
    twinCode: input.twinCode,
    assessment: assessDraftLedger(context, ledger),
  };
}

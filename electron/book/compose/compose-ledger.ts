import type { Ledger } from '../../../shared/form/draft.ts';
import { oneLine, printNumber } from '../../../shared/form/print-answer.ts';
import { assessLedger, type LedgerAssessment } from '../../../shared/rules/ledger.ts';
import type { Block, BookCell, BookRow, ParagraphStyle } from '../book.ts';
import { TEXT_WIDTH } from '../layout.ts';
import type { ComposeContext } from './compose-context.ts';

/** First day whose invoices count: “2024年以来”, 通知二（二）. */
const LEDGER_FROM = '2024-01-01';
/** 序号, 发票内容, 发票号, 开票时间, 金额, 价税合计, 市级资金: pt, the last takes what is left. */
const FIXED_COLUMNS = [26, 0, 115, 58, 61, 61, 32];

/** The ledger of a draft judged for the book: which invoices count, and their sum. */
export function assessDraftLedger(context: ComposeContext, ledger: Ledger): LedgerAssessment {
  const { creditCode, applicantName, applicationDate } = context.draft.answers;
  return assessLedger(
    ledger,
    {
      creditCode: typeof creditCode === 'string' ? creditCode : '',
      name: typeof applicantName === 'string' ? applicantName : '',
    },
    {
      from: LEDGER_FROM,
      until: typeof applicationDate === 'string' && applicationDate !== '' ? applicationDate : context.today,
    },
  );
}

/** 投入明细表及发票清单 of 六（三）: every invoice, why one is left out, and the sum with what it was made of. */
export function composeLedger(context: ComposeContext, ledger: Ledger): Block[] {
  const assessment = assessDraftLedger(context, ledger);
  const rest = TEXT_WIDTH - FIXED_COLUMNS.reduce((sum, width) => sum + width, 0);
  return [
    {
      kind: 'paragraph',
      style: 'caption',
      keepWithNext: true,
      runs: [{ text: '数字化转型投入明细表及发票清单' }],
    },
    {
      kind: 'table',
      role: 'data',
      columns: FIXED_COLUMNS.map((width) => (width === 0 ? rest : width)),
      rows: [headRow(), ...assessment.rows.map(invoiceRow), sumRow(assessment)],
    },
    { kind: 'paragraph', style: 'footnote', runs: [{ text: basisLine(assessment) }] },
  ];
}

const HEADINGS = ['序号', '发票内容', '发票号', '开票时间', '金额（元）', '价税合计（元）', '市级财政资金'];

function cell(
  lines: string[],
  align: BookCell['align'],
  style: ParagraphStyle = 'ledgerCell',
  columnSpan = 1,
): BookCell {
  return {
    blocks: lines.map((text) => ({ kind: 'paragraph', style, runs: text === '' ? [] : [{ text }] })),
    columnSpan,
    rowSpan: 1,
    align,
    verticalAlign: 'center',
  };
}

function headRow(): BookRow {
  return {
    cells: HEADINGS.map((text) => cell([text], 'center', 'ledgerHead')),
    header: true,
    flows: false,
    keepWithNext: true,
  };
}

function yuan(value: number | null | undefined): string {
  return typeof value === 'number' ? printNumber(value, 2) : '';
}

function invoiceRow({ invoice, counted, reason }: LedgerAssessment['rows'][number], index: number): BookRow {
  const category = invoice.category ? `类别：${invoice.category}` : '';
  const leftOut = counted ? '' : `未计入：${reason ?? ''}`;
  const funded = invoice.cityFunded === true ? '已获' : invoice.cityFunded === false ? '未获' : '';
  const number = oneLine(invoice.number);
  const code = oneLine(invoice.code ?? '');
  return {
    cells: [
      cell([String(index + 1)], 'center'),
      cell(
        [oneLine(invoice.content), category, leftOut].filter((line, at) => at === 0 || line !== ''),
        'left',
      ),
      cell(code === '' ? [number] : [code, number], 'center'),
      cell([[...oneLine(invoice.issuedOn).slice(0, 24)].slice(0, 10).join('')], 'center'),
      cell([yuan(invoice.amount)], 'right'),
      cell([yuan(invoice.total)], 'right'),
      cell([funded], 'center'),
    ],
    header: false,
    flows: false,
    keepWithNext: false,
  };
}

/** 万元 with two decimals, from integer 分. */
export function wan(fen: number): string {
  return printNumber(fen / 1_000_000, 2);
}

function sumRow(assessment: LedgerAssessment): BookRow {
  const counted = assessment.rows.filter((row) => row.counted).length;
  const name = assessment.basis === 'total' ? '价税合计' : '金额';
  return {
    cells: [
      cell([`有效合计（按${name}，${counted}张）`], 'center', 'ledgerHead', 4),
      cell([`${wan(assessment.totalFen)}万元`], 'center', 'ledgerHead', 3),
    ],
    header: false,
    flows: false,
    keepWithNext: false,
  };
}

function basisLine(assessment: LedgerAssessment): string {
  const basis = assessment.basis === 'total' ? '价税合计（含税）' : '金额（不含税）';
  const years = Object.keys(assessment.totalFenByYear)
    .sort()
    .map((year) => `${year}年${wan(assessment.totalFenByYear[year] ?? 0)}万元`)
    .join('，');
  return `注：投入合计按发票的${basis}累计${years === '' ? '' : `，其中${years}`}。`;
}

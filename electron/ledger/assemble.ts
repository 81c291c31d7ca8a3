import type { Invoice } from '../../shared/form/draft.ts';
import { sumOfAmounts } from '../../shared/rules/amount.ts';
import { readDay } from '../../shared/rules/calendar.ts';
import { proposeCategory } from '../../shared/rules/invoice-category.ts';
import { readInvoiceNumber } from '../../shared/rules/invoice-number.ts';
import { formatYuan } from '../../shared/rules/wording.ts';
import type { LedgerProblems } from './ledger-problems.ts';
import type { LedgerLine, LedgerTable } from './ledger-table.ts';

/** Names of goods of one invoice that are written out; an invoice may have hundreds of lines. */
const MOST_NAMES = 10;
const TOTALS_SHEET = '发票基础信息';
const LINES_SHEET = '信息汇总表';

/** What tells the invoice of a line from all others, as far as its number goes. */
function identityOf({ number, code, issuedOn }: LedgerLine): string {
  const { identity } = readInvoiceNumber({ number, code, content: '', issuedOn }, readDay(issuedOn));
  return identity ?? `${code}/${number}`;
}

function defined<T>(values: readonly (T | undefined)[]): T[] {
  return values.filter((value) => value !== undefined);
}

/** What is missing of 金额, 税额 and 价税合计 follows from the other two. */
function amountsOf({ amount, tax, total }: LedgerLine): { amount: number | null; total: number | null } {
  if (amount !== undefined && total === undefined && tax !== undefined)
    return { amount, total: sumOfAmounts([amount, tax]) };
  if (amount === undefined && total !== undefined && tax !== undefined)
    return { amount: sumOfAmounts([total, -tax]), total };
  return { amount: amount ?? null, total: total ?? null };
}

function invoiceOf(line: LedgerLine): Invoice {
  const orNull = (text: string) => (text === '' ? null : text);
  return {
    content: line.content,
    number: line.number,
    code: orNull(line.code),
    ...amountsOf(line),
    issuedOn: line.issuedOn,
    category: line.category ?? null,
    seller: orNull(line.seller),
    buyerName: orNull(line.buyerName),
    buyerCreditCode: orNull(line.buyerCode),
    status: line.status ?? null,
    cityFunded: line.cityFunded ?? null,
  };
}

/** The names of an invoice's lines, each once, as one text. */
function namesOf(lines: readonly LedgerLine[]): string {
  const names = [...new Set(lines.map(({ content }) => content).filter((name) => name !== ''))];
  if (names.length <= MOST_NAMES) return names.join('、');
  return `${names.slice(0, MOST_NAMES).join('、')} 等 ${names.length} 项`;
}

/** An invoice of its lines: sums of their amounts, the names of what was bought. */
function invoiceOfLines(lines: readonly LedgerLine[]): Invoice | undefined {
  const [first] = lines;
  if (first === undefined) return undefined;
  const whole = lines.map(amountsOf);
  const sum = (column: 'amount' | 'total') => {
    const amounts = whole.flatMap((each) => (each[column] === null ? [] : [each[column]]));
    return amounts.length === lines.length ? sumOfAmounts(amounts) : null;
  };
  const [status] = defined(lines.map((line) => line.status ?? undefined));
  return {
    ...invoiceOf(first),
    content: namesOf(lines),
    amount: sum('amount'),
    total: sum('total'),
    status: status ?? null,
  };
}

function grouped(lines: readonly LedgerLine[]): Map<string, LedgerLine[]> {
  const groups = new Map<string, LedgerLine[]>();
  for (const line of lines) {
    const identity = identityOf(line);
    const same = groups.get(identity);
    if (same === undefined) groups.set(identity, [line]);
    else same.push(line);
  }
  return groups;
}

/**
 * The lines of an export by invoice. Those of special sheets (建筑服务 …) count only where 信息汇总表 has
 * none of the invoice: the platform may write them into both.
 */
function linesByInvoice(tables: readonly LedgerTable[]): Map<string, LedgerLine[]> {
  const general = tables.filter(({ sheet, isSpecial }) => sheet.includes(LINES_SHEET) || !isSpecial);
  const primary = general.some(({ sheet }) => sheet.includes(LINES_SHEET))
    ? general.filter(({ sheet }) => sheet.includes(LINES_SHEET))
    : general;
  const invoices = grouped(primary.flatMap(({ lines }) => lines));
  for (const table of tables) {
    if (primary.includes(table)) continue;
    for (const [identity, lines] of grouped(table.lines))
      if (!invoices.has(identity)) invoices.set(identity, lines);
  }
  return invoices;
}

/**
 * The invoices of an export: amounts from 发票基础信息, names from 信息汇总表, never both added. An
 * invoice that only has lines is the sum of them.
 */
function exportedInvoices(file: string, tables: readonly LedgerTable[], problems: LedgerProblems): Invoice[] {
  const lines = linesByInvoice(tables.filter(({ kind }) => kind === 'lines'));
  const invoices = new Map<string, Invoice>();
  const base = tables.filter(({ kind }) => kind === 'invoices');
  for (const line of base.flatMap((table) => table.lines)) {
    const identity = identityOf(line);
    const own = lines.get(identity) ?? [];
    const invoice = { ...invoiceOf(line), content: own.length === 0 ? line.content : namesOf(own) };
    const known = invoices.get(identity);
    if (known !== undefined) {
      problems.add(file, line.place, '重复', `发票 ${line.number} 在这份文件中出现多次，只读入一次。`);
      continue;
    }
    const sum = invoiceOfLines(own)?.total ?? undefined;
    const total = invoice.total ?? undefined;
    if (total !== undefined && sum !== undefined && Math.abs(sum - total) > 0.005)
      problems.add(
        file,
        line.place,
        '明细与合计',
        `发票 ${line.number} 的明细合计 ${formatYuan(sum * 100)}，与${TOTALS_SHEET}的 ${formatYuan(total * 100)}不同，以后者为准。`,
      );
    invoices.set(identity, invoice);
  }
  for (const [identity, own] of lines) {
    const invoice = invoices.has(identity) ? undefined : invoiceOfLines(own);
    if (invoice === undefined) continue;
    if (base.length > 0)
      problems.add(
        file,
        own[0]?.place ?? '',
        '明细与合计',
        `发票 ${invoice.number} 不在${TOTALS_SHEET}中，按明细合计读入。`,
      );
    invoices.set(identity, invoice);
  }
  return [...invoices.values()];
}

/** Rows whose number is one merged cell are one invoice; what they do not say themselves is said in its first. */
function joined(lines: readonly LedgerLine[]): Invoice[] {
  const groups: LedgerLine[][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (line.isContinued && last !== undefined) last.push(line);
    else groups.push([line]);
  }
  return groups.flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    if (group.length === 1) return [invoiceOf(first)];
    const priced = group.filter(({ amount, total }) => amount !== undefined || total !== undefined);
    const { amount, total } = invoiceOfLines(priced) ?? invoiceOf(first);
    return [{ ...invoiceOf(first), content: namesOf(group), amount, total }];
  });
}

/** A proposed 类别, where the person's own list has no column for it. */
function withProposal(invoice: Invoice): Invoice {
  return invoice.category == null
    ? { ...invoice, category: proposeCategory(invoice.content) ?? null }
    : invoice;
}

/**
 * The invoices of one file, in its order. Rows of a person's own list stay one by one, also where a number
 * stands there twice: the check says so, and only the person knows which row is right.
 */
export function assembleInvoices(
  file: string,
  tables: readonly LedgerTable[],
  problems: LedgerProblems,
): Invoice[] {
  const exported = exportedInvoices(
    file,
    tables.filter(({ kind }) => kind !== 'own'),
    problems,
  ).map(withProposal);
  const own = tables.flatMap(({ kind, lines, hasCategories }) => {
    if (kind !== 'own') return [];
    const invoices = joined(lines);
    return hasCategories ? invoices : invoices.map(withProposal);
  });
  return [...exported, ...own];
}

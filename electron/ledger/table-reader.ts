import { normaliseCreditCode } from '../../shared/reference/credit-code.ts';
import { excerpt } from '../../shared/rules/wording.ts';
import {
  type AmountUnit,
  type Column,
  type Heading,
  readHeading,
  readUnitAbove,
  withSecondRow,
} from './column-names.ts';
import { guessHeading } from './guess-heading.ts';
import type { LedgerProblems, ProblemKind } from './ledger-problems.ts';
import type { LedgerLine, LedgerTable } from './ledger-table.ts';
import { readAmountCell, readCategory, readCityFunded, readDateCell, readStatus } from './read-cells.ts';
import { readNumberCell } from './read-number.ts';
import type { TableCell, TableRow, TableSink } from './table-row.ts';

/** Above a heading stand a title, a period, a name: never more rows than this. */
const HEADING_WITHIN = 40;
/** Rows of a sheet without heading that are kept to find out what its columns are. */
const MOST_HEADLESS = 20_000;
const NO_SHEET: Readonly<Omit<Sheet, 'waiting'>> = {
  name: '',
  heading: undefined,
  isFresh: false,
  unit: undefined,
  hiddenRows: 0,
};
const TOTAL = /^(?:合\s*计|小\s*计|总\s*计|本页合计|有效合计|其中)/;

interface Sheet {
  name: string;
  heading: Heading | undefined;
  /** Nothing has been read below the heading: the next row may still be part of it. */
  isFresh: boolean;
  /** What a row above the heading says of all amounts. */
  unit: AmountUnit | undefined;
  /** Rows before a heading was found. */
  waiting: TableRow[];
  hiddenRows: number;
}

/** What the rows above a heading say of all amounts, else what stood above an earlier table of the sheet. */
function unitOf({ waiting, unit }: Sheet): AmountUnit | undefined {
  return waiting.reduce((said, { cells }) => readUnitAbove(cells) ?? said, unit);
}

/** Takes the rows of one file and makes tables of them: finds each heading, then reads what stands below it. */
export class TableReader implements TableSink {
  readonly #file: string;
  readonly #problems: LedgerProblems;
  readonly #tables: LedgerTable[] = [];
  readonly #headless: Sheet[] = [];
  #sheet: Sheet = { ...NO_SHEET, waiting: [] };

  constructor(file: string, problems: LedgerProblems) {
    this.#file = file;
    this.#problems = problems;
  }

  beginSheet(name: string): void {
    this.#endSheet();
    this.#sheet = { ...NO_SHEET, name, waiting: [] };
  }

  row(row: TableRow): void {
    const sheet = this.#sheet;
    // A sheet may hold several tables, or its heading again on each page.
    const heading = this.#heading(row);
    if (heading !== undefined) {
      sheet.unit = unitOf(sheet);
      Object.assign(sheet, { heading, isFresh: true, waiting: [] });
      return;
    }
    if (sheet.heading === undefined) {
      if (sheet.waiting.length < MOST_HEADLESS) sheet.waiting.push(row);
      return;
    }
    if (row.isHidden) sheet.hiddenRows += 1;
    if (sheet.isFresh) this.#beginTable(sheet.heading);
    sheet.isFresh = false;
    this.#read(row, sheet.heading);
  }

  #heading({ line, cells }: TableRow): Heading | undefined {
    const { heading, isFresh, waiting } = this.#sheet;
    if (heading === undefined && waiting.length >= HEADING_WITHIN) return undefined;
    const before = waiting.at(-1);
    const above = before?.line === line - 1 ? before.cells : undefined;
    return (
      readHeading(cells, above) ??
      (heading !== undefined && isFresh ? withSecondRow(heading, cells) : undefined)
    );
  }

  /** Every table of the file. @param withoutHeading also reads tables that have none, by what their cells look like */
  finish(withoutHeading: 'guess' | 'guessIfAlone' | 'never' = 'guessIfAlone'): LedgerTable[] {
    this.#endSheet();
    const guesses =
      withoutHeading === 'guess' || (withoutHeading === 'guessIfAlone' && this.#tables.length === 0);
    for (const sheet of guesses ? this.#headless : []) {
      const heading = guessHeading(sheet.waiting);
      if (heading === undefined) continue;
      this.#sheet = sheet;
      sheet.unit = unitOf(sheet);
      this.#problem('', '表头', '没有找到表头，已按内容判断各列，请逐列核对。');
      this.#beginTable(heading);
      for (const row of sheet.waiting) this.#read(row, heading);
    }
    return this.#tables.filter(({ lines }) => lines.length > 0);
  }

  #endSheet(): void {
    const { heading, waiting, hiddenRows } = this.#sheet;
    if (heading === undefined && waiting.length > 0) this.#headless.push(this.#sheet);
    if (hiddenRows > 0)
      this.#problem('', '隐藏行', `有 ${hiddenRows} 行是隐藏的（例如筛选后），也已读入；不需要的请删去。`);
    this.#sheet = { ...NO_SHEET, waiting: [] };
  }

  #beginTable({ columns, isExport, units }: Heading): void {
    const { name } = this.#sheet;
    const hasContent = columns.has('content');
    this.#tables.push({
      kind: isExport ? (hasContent ? 'lines' : 'invoices') : 'own',
      sheet: name,
      isSpecial: columns.has('project'),
      hasCategories: columns.has('category'),
      lines: [],
    });
    const amounts = (['amount', 'tax', 'total'] as const).filter((column) => columns.has(column));
    if (amounts.some((column) => (units.get(column) ?? this.#sheet.unit) === 10_000))
      this.#problem('', '金额', '表中金额的单位是万元，已换算为元，请核对。');
    if (!columns.has('total') && !isExport && !(columns.has('amount') && columns.has('tax')))
      this.#problem('', '金额', '表中没有“价税合计”一列；可补填，或改为按“金额”累计。');
  }

  #read(row: TableRow, heading: Heading): void {
    const table = this.#tables.at(-1);
    if (table === undefined) return;
    const line = this.#line(row, heading, table.kind);
    if (line !== undefined) table.lines.push(line);
  }

  #line(
    { line, cells }: TableRow,
    { columns, units, isExport }: Heading,
    kind: LedgerTable['kind'],
  ): LedgerLine | undefined {
    const place = this.#place(line);
    const cell = (column: Column): TableCell | undefined => {
      const at = columns.get(column);
      return at === undefined ? undefined : cells.get(at);
    };
    const text = (column: Column) => cell(column)?.text ?? '';
    const number = this.#number(cell, place);
    const isNumbered = /\d/.test(number.text);
    if (!isNumbered && [...cells.values()].some((each) => TOTAL.test(each.text))) return undefined;
    const amounts = this.#amounts(cell, units, place);
    if (!isNumbered) {
      // Only sums stand in a total row that says no word; a note below the table says but one thing.
      const texts = (['content', 'issuedOn', 'seller'] as const).filter((column) => text(column) !== '');
      if (texts.length === 0 || texts.length + Object.keys(amounts).length < 2) return undefined;
      if (isExport) {
        this.#problem(place, '号码', '没有发票号码，没有读入。');
        return undefined;
      }
    }
    if (number.isRuined) {
      const lost = `发票号码变成了“${excerpt(number.text, 24)}”，是表格软件另存时改写的，原号码已丢失`;
      if (kind !== 'own') {
        this.#problem(place, '号码', `${lost}，没有读入。请从电子税务局重新导出，不要用表格软件改动后另存。`);
        return undefined;
      }
      this.#problem(place, '号码', `${lost}，请按发票原件重填。`);
    }
    const date = readDateCell(cell('issuedOn'));
    if (!date.isDay)
      this.#problem(place, '日期', `开票日期“${excerpt(date.text)}”无法识别，请改为 2024-05-20 的写法。`);
    this.#checkExport(text, amounts.total ?? amounts.amount, place);
    return {
      place,
      number: number.text,
      code: number.code,
      isRuined: number.isRuined,
      isContinued: isNumbered && (cell('digitalNumber') ?? cell('number'))?.isMerged === true,
      issuedOn: date.text,
      content: text('content'),
      ...amounts,
      seller: text('seller'),
      buyerName: text('buyerName'),
      buyerCode: normaliseCreditCode(text('buyerCode').slice(0, 100)),
      status: this.#status(text('status'), place),
      category: this.#category(text('category'), place),
      cityFunded: readCityFunded(text('cityFunded')) ?? null,
    };
  }

  #number(cell: (column: Column) => TableCell | undefined, place: string) {
    const digital = readNumberCell(cell('digitalNumber'));
    if (digital.text !== '') return { ...digital, code: '' };
    const number = readNumberCell(cell('number'));
    if (number.isRuined || number.text.length > 8) return { ...number, code: '' };
    const code = readNumberCell(cell('code'));
    const whole = { ...number, code: code.text };
    if (code.text === '' || number.text === '') return whole;
    // A tax-control invoice has 8 digits, its code 10 or 12; what is short by its zeros has been a number.
    if (/^\d{1,7}$/.test(number.text)) whole.text = number.text.padStart(8, '0');
    if (/^\d{11}$/.test(code.text)) whole.code = code.text.padStart(12, '0');
    if (whole.text !== number.text || whole.code !== code.text)
      this.#problem(
        place,
        '号码',
        `发票代码或号码开头的 0 已被表格软件去掉，补为 ${whole.code} ${whole.text}，请核对。`,
      );
    return whole;
  }

  #amounts(
    cell: (column: Column) => TableCell | undefined,
    units: Heading['units'],
    place: string,
  ): Pick<LedgerLine, 'amount' | 'tax' | 'total'> {
    const read: Pick<LedgerLine, 'amount' | 'tax' | 'total'> = {};
    for (const column of ['amount', 'tax', 'total'] as const) {
      const given = cell(column);
      // One sum of several rows is counted where it stands.
      if (given?.isMerged === true) continue;
      if (given?.isUnknown === true) {
        this.#problem(place, '公式', '金额是没有计算结果的公式。请用 Excel 或 WPS 打开、保存后再导入。');
        continue;
      }
      const yuan = readAmountCell(given, units.get(column) ?? this.#sheet.unit ?? 1);
      if (yuan === 'unreadable')
        this.#problem(place, '金额', `金额“${excerpt(given?.text ?? '')}”无法识别，没有读入这一格。`);
      else if (yuan !== undefined) read[column] = yuan;
    }
    return read;
  }

  #status(text: string, place: string): LedgerLine['status'] {
    const status = readStatus(text);
    if (status === undefined && text !== '')
      this.#problem(
        place,
        '发票状态',
        `发票状态“${excerpt(text)}”不是平台的写法，没有读入，请核对这张发票。`,
      );
    return status ?? null;
  }

  #category(text: string, place: string): LedgerLine['category'] {
    const category = text === '' ? null : readCategory(text);
    if (category === undefined)
      this.#problem(place, '类别', `类别“${excerpt(text)}”不在通知所列之中，请重新选择。`);
    return category ?? null;
  }

  #checkExport(text: (column: Column) => string, yuan: number | undefined, place: string): void {
    const risk = text('risk');
    if (risk !== '' && risk !== '正常')
      this.#problem(place, '风险等级', `发票风险等级是“${excerpt(risk)}”，请向主管税务机关核实。`);
    if (text('isPositive') === '否' && yuan !== undefined && yuan > 0)
      this.#problem(place, '金额', '是红字发票（“是否正数发票”为否），金额却是正数，请核对。');
  }

  #place(line: number): string {
    const { name } = this.#sheet;
    return name === '' ? `第 ${line} 行` : `${name} 第 ${line} 行`;
  }

  #problem(place: string, kind: ProblemKind, problem: string): void {
    this.#problems.add(this.#file, place === '' ? this.#sheet.name : place, kind, problem);
  }
}

import type { TableCell } from './table-row.ts';

/** What a column holds. `other…` are known, and tell an export from a list of one's own, but nothing is read of them. */
export type Column =
  | 'digitalNumber'
  | 'number'
  | 'code'
  | 'content'
  | 'category'
  | 'issuedOn'
  | 'amount'
  | 'tax'
  | 'total'
  | 'seller'
  | 'sellerCode'
  | 'buyerName'
  | 'buyerCode'
  | 'status'
  | 'cityFunded'
  | 'isPositive'
  | 'risk'
  | 'source'
  | 'invoiceKind'
  | 'taxClass'
  | 'ticked'
  | 'project';

/**
 * Headings by what they are called, after `comparableHeading`. The platform's own names and their
 * variants: data/einvoice-columns.md; then what people and this program's own 明细表 write.
 */
const NAMES: Readonly<Record<Column, readonly string[]>> = {
  digitalNumber: ['数电发票号码', '数电票号码', '全电发票号码'],
  number: ['发票号码', '发票号', '发票编号', '票号', '号码', '发票号码(数电票号码)'],
  code: ['发票代码', '代码'],
  content: [
    '货物或应税劳务名称',
    '货物或应税劳务、服务名称',
    '项目名称',
    '商品名称',
    '发票内容',
    '内容',
    '开票内容',
    '开票项目',
    '购置内容',
    '采购内容',
    '投入内容',
    '货物名称',
    '服务名称',
    '名称',
    '摘要',
  ],
  category: ['类别', '投入类别', '费用类别', '支出类别', '投入类型'],
  issuedOn: ['开票日期', '开票时间', '发票日期', '日期', '开具日期'],
  amount: ['金额', '不含税金额', '合计金额', '金额(不含税)', '不含税价', '未税金额', '不含税'],
  tax: ['税额', '票面税额', '合计税额', '税金'],
  total: [
    '价税合计',
    '含税金额',
    '金额(含税)',
    '含税价',
    '价税合计金额',
    '发票金额',
    '发票总额',
    '含税总额',
    '含税',
  ],
  seller: [
    '销方名称',
    '销售方名称',
    '销售方纳税人名称',
    '销售方',
    '销方',
    '供应商',
    '供应商名称',
    '开票单位',
    '销售单位',
  ],
  sellerCode: ['销方识别号', '销方税号', '销售方识别号', '销售方纳税人识别号', '销售方税号'],
  buyerName: ['购买方名称', '购方名称', '购买方', '购方', '购买单位'],
  buyerCode: ['购方识别号', '购买方识别号', '购方税号', '购买方税号', '购买方纳税人识别号'],
  status: ['发票状态', '状态'],
  cityFunded: ['市级财政资金', '是否获得市级财政资金支持', '是否获得市级财政资金', '市级资金'],
  isPositive: ['是否正数发票'],
  risk: ['发票风险等级', '风险等级'],
  source: ['发票来源'],
  invoiceKind: ['发票票种', '票种', '发票类型'],
  taxClass: ['税收分类编码'],
  ticked: ['勾选状态', '是否勾选'],
  project: ['建筑服务发生地', '建筑项目名称'],
};

const COLUMN_OF = new Map<string, Column>(
  Object.entries(NAMES).flatMap(([column, names]) =>
    // `Object.entries` forgets that the keys are columns.
    names.map((name): [string, Column] => [name, column as Column]),
  ),
);

/** Columns that only the tax platform writes; two of them make a table its export. */
const SIGNATURE: readonly Column[] = [
  'sellerCode',
  'buyerCode',
  'source',
  'invoiceKind',
  'isPositive',
  'risk',
  'taxClass',
  'ticked',
];

/** What an amount is counted in, in 元. */
export type AmountUnit = 1 | 10_000;

/** Where the columns of a table stand, and what the amounts in those are counted in that say so. */
export interface Heading {
  columns: ReadonlyMap<Column, number>;
  units: ReadonlyMap<Column, AmountUnit>;
  isExport: boolean;
}

const LONGEST_HEADING = 40;

/** A heading without what is only form: white space, a `*` before or behind it, full width, a colon. */
export function comparableHeading(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff]/g, '')
    .replace(/^\*+|[*:]+$/g, '');
}

/** The column that a heading names, and the unit that it says. */
export function columnOf(heading: string): { column: Column; unit?: AmountUnit } | undefined {
  // No heading has a digit, and most cells have; every row is asked whether it is one.
  if (heading.length > LONGEST_HEADING || /\d/.test(heading)) return undefined;
  const name = comparableHeading(heading);
  const whole = COLUMN_OF.get(name);
  if (whole !== undefined) return { column: whole };
  // “金额(含税,元)”, “金额(万元)”: what stands between brackets is the unit, or tells which amount it is.
  const parts = /^([^()]+)\(([^()]*)\)$/.exec(name);
  const [, bare = '', remark = ''] = parts ?? [];
  if (parts === null) return undefined;
  const kept = remark
    .split(/[,、;/]/)
    .map((part) => part.replace(/^(单位)?:?/, ''))
    .filter((part) => !/^(人民币)?万?元$|^人民币$|^RMB$/i.test(part) && part !== '');
  const column = COLUMN_OF.get(kept.length === 0 ? bare : `${bare}(${kept.join(',')})`);
  if (column === undefined) return undefined;
  const said = /(万)?元/.exec(remark);
  return said === null ? { column } : { column, unit: said[1] === undefined ? 1 : 10_000 };
}

interface Named {
  columns: Map<Column, number>;
  units: Map<Column, AmountUnit>;
}

/** Each column that a row names, where it does so first. */
function namedIn(cells: ReadonlyMap<number, TableCell>): Named {
  const named: Named = { columns: new Map(), units: new Map() };
  for (const [place, { text }] of cells) {
    const said = columnOf(text);
    if (said === undefined || named.columns.has(said.column)) continue;
    named.columns.set(said.column, place);
    if (said.unit !== undefined) named.units.set(said.column, said.unit);
  }
  return named;
}

function headingOf({ columns, units }: Named): Heading {
  return { columns, units, isExport: SIGNATURE.filter((column) => columns.has(column)).length >= 2 };
}

/**
 * What a row says of the columns below it; undefined for a row that is no heading: it must name the
 * number, or else content, amount and date, and three columns at least.
 *
 * @param above the row directly above: in a heading of two rows it names what has no two names, and groups
 *   of the others
 */
export function readHeading(
  cells: ReadonlyMap<number, TableCell>,
  above?: ReadonlyMap<number, TableCell>,
): Heading | undefined {
  const named = namedIn(cells);
  const has = (column: Column) => named.columns.has(column);
  const isNumbered = has('digitalNumber') || has('number');
  const isPriced = has('amount') || has('total');
  if (named.columns.size < 3) return undefined;
  if (isNumbered ? !isPriced && !has('issuedOn') : !(has('content') && isPriced && has('issuedOn')))
    return undefined;
  if (above !== undefined) {
    const first = namedIn(above);
    for (const [column, place] of first.columns)
      if (!has(column) && !cells.has(place)) named.columns.set(column, place);
    addUnits(named, first.units);
  }
  return headingOf(named);
}

/** Amounts that say no unit have that of their group. */
function addUnits(named: Named, given: ReadonlyMap<Column, AmountUnit>): void {
  const [unit, ...others] = new Set(given.values());
  if (unit === undefined || others.length > 0) return;
  for (const column of ['amount', 'tax', 'total'] as const)
    if (named.columns.has(column) && !named.units.has(column)) named.units.set(column, unit);
}

/**
 * A heading together with the row below it, where that names parts of its groups: 金额 above 不含税 and 含税.
 * Undefined where the row is none of the heading.
 */
export function withSecondRow(heading: Heading, cells: ReadonlyMap<number, TableCell>): Heading | undefined {
  const named = namedIn(cells);
  if (named.columns.size === 0 || named.columns.size < cells.size) return undefined;
  const places = new Set(named.columns.values());
  for (const [column, place] of heading.columns)
    if (!named.columns.has(column) && !places.has(place)) named.columns.set(column, place);
  addUnits(named, heading.units);
  return headingOf(named);
}

/** The unit that a row above a table gives for all of its amounts: “单位：万元”, also in two cells. */
export function readUnitAbove(cells: ReadonlyMap<number, TableCell>): AmountUnit | undefined {
  const text = [...cells.values()].map((cell) => cell.text).join('');
  const said = /单位[:：]?(?:人民币)?(万)?元/.exec(text.replace(/\s/g, ''));
  return said === null ? undefined : said[1] === undefined ? 1 : 10_000;
}

import { readDay } from '../../shared/rules/calendar.ts';
import type { Column, Heading } from './column-names.ts';
import { readAmountCell, readStatus } from './read-cells.ts';
import { readNumberCell } from './read-number.ts';
import type { TableCell, TableRow } from './table-row.ts';

/** Rows that are looked at; a column is what most of its filled cells look like. */
const SAMPLE = 200;
const MOST = 0.6;

interface Pillar {
  at: number;
  cells: TableCell[];
}

function share({ cells }: Pillar, looks: (cell: TableCell) => boolean): number {
  return cells.length === 0 ? 0 : cells.filter(looks).length / cells.length;
}

const isNumber = (cell: TableCell) => {
  const { text, isRuined } = readNumberCell(cell);
  return isRuined || /^(\d{20}|\d{8})$/.test(text);
};
const isCode = (cell: TableCell) => /^(\d{10}|\d{12})$/.test(readNumberCell(cell).text);
const isDay = ({ text }: TableCell) => readDay(text) !== undefined && !/^\d{8}$/.test(text);
const isAmount = (cell: TableCell) => typeof readAmountCell(cell, 1) === 'number';
const isCategory = ({ text }: TableCell) =>
  ['软件购置', '网络建设', '云服务', '数据采集传输设备', '其他'].includes(text);
const isCompany = ({ text }: TableCell) => /(?:公司|厂|店|中心|院|部|合作社|事务所)$/.test(text);
const isCreditCode = ({ text }: TableCell) =>
  /^[0-9A-Z]{15}$|^[0-9A-Z]{18}$/i.test(text) && !/^\d{1,14}$/.test(text);

/** 1, 2, 3 …: the row's own number, which is no amount. */
function isSerial({ cells }: Pillar): boolean {
  return cells.every(({ text }, index) => index === 0 || Number(text) === Number(cells[index - 1]?.text) + 1);
}

/**
 * What the columns of a table without a heading hold, by what their cells look like; undefined where there
 * is no column of 发票号, or neither amount nor date. Two amounts are 金额 and 价税合计, the smaller first;
 * a third one is 税额; a single one is taken for 价税合计.
 */
export function guessHeading(rows: readonly TableRow[]): Heading | undefined {
  const pillars = new Map<number, Pillar>();
  for (const { cells } of rows.slice(0, SAMPLE))
    for (const [at, cell] of cells) {
      const pillar = pillars.get(at);
      if (pillar === undefined) pillars.set(at, { at, cells: [cell] });
      else pillar.cells.push(cell);
    }
  const free = [...pillars.values()].sort((left, right) => left.at - right.at);
  const columns = new Map<Column, number>();
  const take = (column: Column, looks: (cell: TableCell) => boolean): void => {
    const index = free.findIndex((pillar) => share(pillar, looks) >= MOST);
    const [found] = index < 0 ? [] : free.splice(index, 1);
    if (found !== undefined) columns.set(column, found.at);
  };
  take('number', isNumber);
  take('code', isCode);
  take('issuedOn', isDay);
  take('category', isCategory);
  take('status', ({ text }) => readStatus(text) !== undefined);
  take('buyerCode', isCreditCode);
  takeAmounts(free, columns);
  take('seller', isCompany);
  take('buyerName', isCompany);
  const [content] = free
    .filter((pillar) => share(pillar, (cell) => /\p{L}/u.test(cell.text)) >= MOST)
    .toSorted((left, right) => averageLength(right) - averageLength(left));
  if (content !== undefined) columns.set('content', content.at);
  const isPriced = columns.has('total') || columns.has('amount');
  if (!columns.has('number') || !(isPriced || columns.has('issuedOn'))) return undefined;
  return { columns, units: new Map(), isExport: false };
}

function averageLength({ cells }: Pillar): number {
  return cells.reduce((sum, { text }) => sum + text.length, 0) / Math.max(1, cells.length);
}

function takeAmounts(free: Pillar[], columns: Map<Column, number>): void {
  const amounts = free.filter(
    (pillar) => share(pillar, isAmount) >= MOST && !(pillar.cells.length > 1 && isSerial(pillar)),
  );
  const size = ({ cells }: Pillar) =>
    cells.reduce((sum, cell) => {
      const yuan = readAmountCell(cell, 1);
      return sum + (typeof yuan === 'number' ? Math.abs(yuan) : 0);
    }, 0);
  const [total, amount, tax] = amounts.toSorted((left, right) => size(right) - size(left));
  if (total !== undefined) columns.set('total', total.at);
  if (amount !== undefined) columns.set('amount', amount.at);
  if (tax !== undefined) columns.set('tax', tax.at);
  for (const each of [total, amount, tax]) if (each !== undefined) free.splice(free.indexOf(each), 1);
}

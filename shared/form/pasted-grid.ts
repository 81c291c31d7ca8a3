import type { FieldOfKind } from './definition.ts';
import { pastedLine, readNumber } from './typed-text.ts';

/** A block of cells as spreadsheets put it on the clipboard, laid into a table of numbers. */

/** What a pasted block puts into a table, and what of it finds no place there. */
export interface PlacedBlock {
  numbers: { year: string; row: string; value: number }[];
  /** Cells that are no numbers, as they stand. */
  unread: string[];
  /** Cells that lie beyond the table's edge. */
  outside: number;
}

type YearTable = FieldOfKind<'yearTable'>;

/** Rows of cells from a text with tabs: quoted cells as Excel writes them, one last line end dropped. */
function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /("(?:[^"]|"")*"(?=[\t\r\n]|$)|[^\t\r\n]*)(\t|\r\n|\r|\n|$)/y;
  while (cell.lastIndex <= text.length) {
    const match = cell.exec(text);
    if (match === null) break;
    const [, written = '', end] = match;
    rows.at(-1)?.push(written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written);
    if (end === '') break;
    if (end !== '\t') rows.push([]);
  }
  if (rows.length > 1 && rows.at(-1)?.every((each) => each === '')) rows.pop();
  return rows.map((row) => row.map(pastedLine));
}

/** True for a text that holds more than one cell. */
export function isBlock(text: string): boolean {
  return /[\t\r\n]/.test(text.replace(/(\r\n|\r|\n)$/, ''));
}

const isBlank = (text: string) => text === '' || /^[-—–/]+$/.test(text);
const yearOf = (text: string) => text.normalize('NFKC').replace(/[\s年度末底]/g, '');
/** “营业收入（万元）” and “一、营业收入” are 营业收入. */
const nameOf = (text: string) =>
  text
    .replace(/[（(].*$/, '')
    .replace(/^[一二三四五六七八九十\d]+[、.．]/, '')
    .replace(/[\s*:：]/g, '');

/** The years at a block's head, where its first line is one; blank for a column without. */
function headOf(rows: readonly string[][], years: readonly string[]): string[] | undefined {
  const head = rows[0]?.map(yearOf) ?? [];
  const isYear = (each: string) => years.includes(each);
  const heads =
    head.some(isYear) && head.every((each) => isYear(each) || readNumber(each, '人') === undefined);
  return rows.length > 1 && heads ? head : undefined;
}

function hasNames(rows: readonly string[][]): boolean {
  const first = rows.map((row) => row[0] ?? '');
  return (
    rows.some((row) => row.length > 1) &&
    first.some((each) => !isBlank(each)) &&
    first.every((each) => readNumber(each, '人') === undefined && readNumber(each, '万元') === undefined)
  );
}

/**
 * Lays a pasted block into a table, from the cell at which it is pasted on. A first line of years and a
 * first column of names are no numbers; where all of them are the table's own, they say where the
 * numbers belong.
 */
export function placeBlock(text: string, table: YearTable, at: { year: string; row: string }): PlacedBlock {
  const rows = cellsOf(text);
  const head = headOf(rows, table.years);
  const body = head === undefined ? rows : rows.slice(1);
  const names = hasNames(body);
  const columnHeads = names ? head?.slice(1) : head;
  const byYear = columnHeads?.every((each) => table.years.includes(each)) === true;
  const labels = names ? body.map((row) => nameOf(row[0] ?? '')) : [];
  const byName = names && labels.every((label) => table.rows.some((row) => row.label === label));
  const firstRow = table.rows.findIndex((row) => row.id === at.row);
  const firstYear = table.years.indexOf(at.year);

  const placed: PlacedBlock = { numbers: [], unread: [], outside: 0 };
  body.forEach((line, down) => {
    const row = byName ? table.rows.find(({ label }) => label === labels[down]) : table.rows[firstRow + down];
    for (const [across, written] of (names ? line.slice(1) : line).entries()) {
      if (isBlank(written)) continue;
      const year = byYear ? columnHeads[across] : table.years[firstYear + across];
      if (row === undefined || year === undefined) {
        placed.outside += 1;
        continue;
      }
      const value = readNumber(written, row.unit);
      if (value === undefined) placed.unread.push(written);
      else placed.numbers.push({ year, row: row.id, value });
    }
  });
  return placed;
}

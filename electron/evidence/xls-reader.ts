import type { CellObject, WorkSheet } from '@e965/xlsx';
import { CFB, read, utils } from '@e965/xlsx';
import { builtInFormat, numberPrinter } from './number-format.ts';
import {
  refused,
  type Sheet,
  type SheetCell,
  SheetGrid,
  SheetTotals,
  SpreadsheetRefused,
} from './sheet-grid.ts';

/** MS-XLS 2.3: the records that carry cells, their formats, and rows and columns. */
const KEPT_RECORDS = new Set([
  0x0006, 0x000a, 0x0022, 0x0042, 0x007d, 0x0085, 0x00bd, 0x00e0, 0x00e5, 0x00fc, 0x00fd, 0x0200, 0x0203,
  0x0204, 0x0205, 0x0207, 0x0208, 0x027e, 0x041e, 0x0809,
]);
const CONTINUE = 0x003c;
const FILE_PASS = 0x002f;
const OBJECT = 0x005d;
const START = 0x0809;
const COLUMNS = 0x007d;
/** A record that the reader passes over (Sort). */
const PASSED_OVER = 0x0090;
/** Comments (0x19), the arrows of filters (0x14) and form controls are no part of the printed table. */
const DRAWN_OBJECTS = new Set([0, 1, 2, 3, 4, 5, 6, 8, 9, 0x1e]);
const CHART_SHEET = 0x20;
const BIFF8 = 0x0600;
const MOST_COLUMN_RECORDS = 2_000;
const SAVE_ANEW = '请用 Excel 或 WPS 打开，另存为 .xlsx 或 PDF 后再添加';

/** What SheetJS read of an .xls file. */
export type XlsBook = ReturnType<typeof read>;

/**
 * The shown sheets of an .xls file (BIFF8, Excel 97 and later).
 * @throws SpreadsheetRefused
 */
export function readXls(bytes: Buffer): Sheet[] {
  const book = openXls(bytes, 'refuse');
  const print = numberPrinter(book.Workbook?.WBProps?.date1904 === true);
  const totals = new SheetTotals();
  return shownXlsSheets(book).flatMap(({ name, sheet }): Sheet[] => {
    const printed = gather(sheet, new SheetGrid(totals), (value, code) => print(value, code)).finish(name);
    return printed === undefined ? [] : [printed];
  });
}

/**
 * Opens an .xls file with its cells as they are stored.
 *
 * @param drawings pictures and charts would be lost in print; who reads the cells alone ignores them
 * @throws SpreadsheetRefused
 */
export function openXls(bytes: Buffer, drawings: 'refuse' | 'ignore'): XlsBook {
  const stream = workbookStream(bytes);
  keepTablesOnly(stream, drawings);
  try {
    return read(stream, {
      type: 'buffer',
      cellFormula: false,
      cellHTML: false,
      cellNF: true,
      cellStyles: true,
    });
  } catch {
    throw unreadable();
  }
}

/** The sheets that the author did not hide, in their order. */
export function shownXlsSheets(book: XlsBook): { name: string; sheet: WorkSheet }[] {
  return book.SheetNames.flatMap((name, index) => {
    const sheet = book.Sheets[name];
    if (sheet === undefined || (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0) return [];
    return [{ name, sheet }];
  });
}

const unreadable = () => refused('是旧版 Excel 表格，无法读取', SAVE_ANEW);

function workbookStream(bytes: Buffer): Buffer {
  try {
    const container = CFB.read(bytes, { type: 'buffer' });
    const found: unknown = CFB.find(container, '/Workbook')?.content;
    if (found instanceof Uint8Array) return Buffer.from(found);
  } catch {
    // Told below, like a container without a workbook.
  }
  throw unreadable();
}

/**
 * Leaves only what a table is made of. Hyperlinks, notes and the like claim ranges that the reader walks
 * cell by cell, however large; pictures and charts would be lost in print.
 */
function keepTablesOnly(stream: Buffer, drawings: 'refuse' | 'ignore'): void {
  let columnRecords = 0;
  let lastKept = false;
  for (let at = 0; at + 4 <= stream.length; ) {
    const type = stream.readUInt16LE(at);
    const length = stream.readUInt16LE(at + 2);
    const body = stream.subarray(at + 4, at + 4 + length);
    if (type === FILE_PASS) throw new SpreadsheetRefused({ code: 'encrypted' });
    if (type === START && body.length >= 4) {
      if (body.readUInt16LE(0) !== BIFF8) throw unreadable();
      if (drawings === 'refuse' && body.readUInt16LE(2) === CHART_SHEET) throw hasDrawings();
    }
    const isDrawn = type === OBJECT && body.length >= 6 && DRAWN_OBJECTS.has(body.readUInt16LE(4));
    if (drawings === 'refuse' && isDrawn) throw hasDrawings();
    if (type === COLUMNS) columnRecords += 1;
    if (columnRecords > MOST_COLUMN_RECORDS) throw unreadable();
    const kept: boolean = type === CONTINUE ? lastKept : KEPT_RECORDS.has(type);
    if (!kept) stream.writeUInt16LE(PASSED_OVER, at);
    lastKept = kept;
    at += 4 + length;
  }
}

const hasDrawings = () => refused('里有图片、图表或文本框，按表格装订会丢失', '请另存为 PDF 后再添加');

function gather(
  sheet: WorkSheet,
  grid: SheetGrid,
  print: (value: number, code: string) => string,
): SheetGrid {
  for (const [index, column] of (sheet['!cols'] ?? []).entries()) {
    if (column?.hidden === true) grid.hideColumns(index, index);
  }
  // Rows may be named far apart: the list has holes.
  for (const [index, row] of Object.entries(sheet['!rows'] ?? {})) {
    if (row?.hidden === true) grid.hideRow(Number(index));
  }
  const merged = new Set<string>();
  for (const { s: from, e: to } of sheet['!merges'] ?? []) {
    grid.merge({ top: from.r, left: from.c, bottom: to.r, right: to.c });
    merged.add(utils.encode_cell(from));
  }
  for (const [reference, cell] of Object.entries(sheet)) {
    if (reference.startsWith('!')) continue;
    const { r, c } = utils.decode_cell(reference);
    const printed = printCell(cell, print);
    // SheetJS does not tell how cells are aligned; what is merged is centred as Excel's button does it.
    grid.add(r, c, merged.has(reference) && !printed.number ? { ...printed, align: 'center' } : printed);
  }
  return grid;
}

function printCell(cell: CellObject, print: (value: number, code: string) => string): SheetCell {
  if (cell.t === 'n' && typeof cell.v === 'number') {
    // SheetJS names the dates of number 14 and 22 as Americans write them.
    const code =
      cell.z === 'm/d/yy' || cell.z === 'm/d/yy h:mm' ? builtInFormat(cell.z.length > 6 ? 22 : 14) : cell.z;
    return { text: print(cell.v, typeof code === 'string' ? code : 'General'), number: true };
  }
  if (cell.t === 'b') return { text: cell.v === true ? 'TRUE' : 'FALSE', number: false, align: 'center' };
  if (cell.t === 'e') return { text: cell.w ?? '#N/A', number: false, align: 'center' };
  return { text: typeof cell.v === 'string' ? cell.v.replace(/\r\n?/g, '\n').trim() : '', number: false };
}

import { builtInFormat, type NumberPrinter, numberPrinter } from './number-format.ts';
import {
  damaged,
  refused,
  type Sheet,
  type SheetCell,
  SheetGrid,
  type SheetRange,
  SheetTotals,
} from './sheet-grid.ts';
import { XlsxArchive } from './xlsx-archive.ts';

type Align = SheetCell['align'];
interface CellStyle {
  format: string;
  align: Align;
}
interface WorkbookParts {
  sheets: { name: string; path: string }[];
  date1904: boolean;
  strings: string | undefined;
  styles: string | undefined;
}
interface Printing {
  strings: readonly string[];
  styles: readonly CellStyle[];
  print: NumberPrinter;
}

/**
 * The shown sheets of an .xlsx file. It is read cell by cell and not by SheetJS, which walks every cell
 * that a hyperlink's or column's range claims, however many, and does not tell how text is aligned.
 * @throws SpreadsheetRefused
 */
export async function readXlsx(bytes: Buffer): Promise<Sheet[]> {
  const archive = await XlsxArchive.open(bytes);
  if (await archive.hasDrawings())
    throw refused('里有图片、图表或文本框，按表格装订会丢失', '请另存为 PDF 后再添加');
  const workbook = await readWorkbook(archive);
  const printing: Printing = {
    strings: workbook.strings === undefined ? [] : await readStrings(archive, workbook.strings),
    styles: workbook.styles === undefined ? [] : await readStyles(archive, workbook.styles),
    print: numberPrinter(workbook.date1904),
  };
  const totals = new SheetTotals();
  const sheets: Sheet[] = [];
  for (const { name, path } of workbook.sheets) {
    const sheet = (await readSheet(archive, path, printing, new SheetGrid(totals))).finish(name);
    if (sheet !== undefined) sheets.push(sheet);
  }
  return sheets;
}

async function readWorkbook(archive: XlsxArchive): Promise<WorkbookParts> {
  const targets = new Map<string, string>();
  const parts: WorkbookParts = { sheets: [], date1904: false, strings: undefined, styles: undefined };
  await archive.read('xl/_rels/workbook.xml.rels', {
    open: (name, { Id, Type, Target }) => {
      if (name !== 'Relationship' || Id === undefined || Target === undefined) return;
      const path = new URL(Target, 'part:/xl/workbook.xml').pathname.slice(1);
      const kind = Type?.slice(Type.lastIndexOf('/') + 1);
      if (kind === 'worksheet') targets.set(Id, decodeURI(path));
      if (kind === 'sharedStrings' && archive.has(path)) parts.strings = path;
      if (kind === 'styles' && archive.has(path)) parts.styles = path;
    },
  });
  await archive.read('xl/workbook.xml', {
    open: (name, attributes) => {
      if (name === 'workbookPr') parts.date1904 = isTrue(attributes.date1904);
      // What the author hid is not printed, as in Excel.
      if (name !== 'sheet' || attributes.state === 'hidden' || attributes.state === 'veryHidden') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
      const path = targets.get(id ?? '');
      if (path !== undefined) parts.sheets.push({ name: attributes.name ?? '', path });
    },
  });
  return parts;
}

/** Texts of the shared strings; the reading aids of Japanese and Chinese (rPh) are none. */
async function readStrings(archive: XlsxArchive, path: string): Promise<string[]> {
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let aside = 0;
  await archive.read(path, {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') aside += 1;
      inText = name === 't' && aside === 0;
    },
    text: (part) => {
      if (inText) text += part;
    },
    close: (name) => {
      inText = false;
      if (name === 'rPh') aside -= 1;
      if (name === 'si') strings.push(unescapeText(text));
    },
  });
  return strings;
}

async function readStyles(archive: XlsxArchive, path: string): Promise<CellStyle[]> {
  const codes = new Map<number, string>();
  const styles: CellStyle[] = [];
  let inCells = false;
  await archive.read(path, {
    open: (name, attributes) => {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      if (name === 'cellXfs') inCells = true;
      if (!inCells) return;
      if (name === 'xf') {
        const id = Number(attributes.numFmtId ?? 0);
        styles.push({ format: codes.get(id) ?? builtInFormat(id), align: undefined });
      }
      const style = styles.at(-1);
      if (name === 'alignment' && style !== undefined) style.align = readAlign(attributes.horizontal);
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

function readAlign(horizontal: string | undefined): Align {
  if (horizontal === 'center' || horizontal === 'centerContinuous' || horizontal === 'distributed')
    return 'center';
  return horizontal === 'left' || horizontal === 'right' ? horizontal : undefined;
}

async function readSheet(
  archive: XlsxArchive,
  path: string,
  printing: Printing,
  grid: SheetGrid,
): Promise<SheetGrid> {
  let row = -1;
  let column = -1;
  let cell = { type: 'n', style: 0, value: '', formula: false, hasValue: false };
  let part: 'value' | 'text' | undefined;
  let aside = 0;
  await archive.read(path, {
    open: (name, attributes) => {
      part = undefined;
      if (name === 'col' && isHidden(attributes, attributes.width))
        grid.hideColumns(Number(attributes.min) - 1, Number(attributes.max) - 1);
      else if (name === 'row') {
        row = attributes.r === undefined ? row + 1 : Number(attributes.r) - 1;
        column = -1;
        if (isHidden(attributes, attributes.ht)) grid.hideRow(row);
      } else if (name === 'c') {
        const place = attributes.r === undefined ? { row, column: column + 1 } : readPlace(attributes.r);
        ({ row, column } = place);
        const { t: type = 'n', s: style = '0' } = attributes;
        cell = { type, style: Number(style), value: '', formula: false, hasValue: false };
      } else if (name === 'f') cell.formula = true;
      else if (name === 'v') {
        part = 'value';
        cell.hasValue ||= cell.type === 'str';
      } else if (name === 'rPh') aside += 1;
      else if (name === 't' && aside === 0) part = 'text';
      else if (name === 'mergeCell' && attributes.ref !== undefined) grid.merge(readRange(attributes.ref));
    },
    text: (text) => {
      if (part === undefined) return;
      cell.value += text;
      cell.hasValue = true;
    },
    close: (name) => {
      part = undefined;
      if (name === 'rPh') aside -= 1;
      if (name !== 'c') return;
      if (cell.formula && !cell.hasValue) grid.addUnknown(row, column);
      else if (cell.hasValue) grid.add(row, column, printCell(cell, printing));
    },
  });
  return grid;
}

function printCell(
  { type, style, value }: { type: string; style: number; value: string },
  { strings, styles, print }: Printing,
): SheetCell {
  const { format, align } = styles[style] ?? { format: 'General', align: undefined };
  const aligned = align === undefined ? {} : { align };
  const shown = (text: string): SheetCell => ({ text: text.trim(), number: false, ...aligned });
  switch (type) {
    case 's':
      return shown(strings[Number(value)] ?? '');
    case 'str':
    case 'inlineStr':
      return shown(unescapeText(value));
    case 'e':
      return { align: 'center', ...shown(value) };
    case 'b':
      return { align: 'center', ...shown(isTrue(value) ? 'TRUE' : 'FALSE') };
    case 'd': {
      const days = Date.parse(/[zZ]$/.test(value) ? value : `${value}${value.includes('T') ? 'Z' : ''}`);
      if (Number.isNaN(days)) return shown(value);
      const dated = format === 'General' ? builtInFormat(14) : format;
      return { text: print(days / 86_400_000 + 25_569, dated), number: true, ...aligned };
    }
    default:
      return value.trim() === ''
        ? shown('')
        : { text: print(Number(value), format), number: true, ...aligned };
  }
}

const isTrue = (text: string | undefined) => text === '1' || text === 'true';

/** Excel marks it; a height or width of nothing hides as well. */
function isHidden(attributes: Readonly<Record<string, string>>, size: string | undefined): boolean {
  return isTrue(attributes.hidden) || (size !== undefined && Number(size) === 0);
}

/** ECMA-376 part 1, 22.9.2.19 (ST_Xstring): `_x000D_` stands for the character of that code. */
function unescapeText(text: string): string {
  return text
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\r\n?/g, '\n');
}

function readPlace(reference: string): { row: number; column: number } {
  const [, letters = '', digits = ''] = /^\$?([A-Z]{1,3})\$?([0-9]{1,7})$/i.exec(reference) ?? [];
  if (digits === '') throw damaged();
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(digits) - 1, column: column - 1 };
}

function readRange(reference: string): SheetRange {
  const [from = '', to = from] = reference.split(':');
  const [first, last] = [readPlace(from), readPlace(to)];
  return {
    top: Math.min(first.row, last.row),
    left: Math.min(first.column, last.column),
    bottom: Math.max(first.row, last.row),
    right: Math.max(first.column, last.column),
  };
}

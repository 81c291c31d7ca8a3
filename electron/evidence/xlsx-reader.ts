import { builtInFormat, type NumberPrinter, numberPrinter } from './number-format.ts';
import { refused, type Sheet, type SheetCell, SheetGrid, SheetTotals } from './sheet-grid.ts';
import { XlsxArchive } from './xlsx-archive.ts';
import {
  type CellStyle,
  isHidden,
  isTrue,
  readPlace,
  readRange,
  readStrings,
  readStyles,
  readWorkbook,
  unescapeText,
} from './xlsx-parts.ts';

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

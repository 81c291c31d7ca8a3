import { refused } from '../evidence/sheet-grid.ts';
import { XlsxArchive } from '../evidence/xlsx-archive.ts';
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
} from '../evidence/xlsx-parts.ts';
import { MergedCells } from './merged-cells.ts';
import { dayOfSerial, isDateFormat, isTenThousand } from './number-cells.ts';
import { LONGEST_TEXT, MOST_COLUMNS, MOST_LINES, type TableCell, type TableSink } from './table-row.ts';

/** Merged cells are named behind the rows, so a sheet is read twice for them. No list of one's own is larger, bytes. */
const LARGEST_MERGED = 5_000_000;

interface Meaning {
  strings: readonly string[];
  styles: readonly CellStyle[];
  date1904: boolean;
}
interface StoredCell {
  type: string;
  style: number;
  value: string;
  hasFormula: boolean;
}

/**
 * Gives the rows of an .xlsx file as they come. The dimension that a sheet says of itself is not looked
 * at: in the tax bureau's files it is wrong.
 *
 * @throws SpreadsheetRefused for a file that is damaged or far larger than a ledger
 */
export async function readXlsxRows(bytes: Buffer, sink: TableSink): Promise<void> {
  const archive = await XlsxArchive.open(bytes);
  const workbook = await readWorkbook(archive);
  const meaning: Meaning = {
    strings: workbook.strings === undefined ? [] : await readStrings(archive, workbook.strings),
    styles: workbook.styles === undefined ? [] : await readStyles(archive, workbook.styles),
    date1904: workbook.date1904,
  };
  let lines = 0;
  const count = () => {
    lines += 1;
    if (lines > MOST_LINES) throw refused(`超过 ${MOST_LINES} 行`, '请分成几个文件');
  };
  for (const { name, path } of workbook.sheets) {
    sink.beginSheet(name);
    const merged = new MergedCells();
    if (archive.sizeOf(path) <= LARGEST_MERGED) await readMerges(archive, path, merged);
    await readSheetRows(archive, path, { ...meaning, merged }, sink, count);
  }
}

async function readMerges(archive: XlsxArchive, path: string, merged: MergedCells): Promise<void> {
  await archive.read(path, {
    open: (name, { ref }) => {
      if (name === 'mergeCell' && ref !== undefined) merged.add(readRange(ref));
    },
  });
}

async function readSheetRows(
  archive: XlsxArchive,
  path: string,
  { merged, ...meaning }: Meaning & { merged: MergedCells },
  sink: TableSink,
  count: () => void,
): Promise<void> {
  let line = 0;
  let column = -1;
  let hidden = false;
  let cells = new Map<number, TableCell>();
  let cell: StoredCell = { type: 'n', style: 0, value: '', hasFormula: false };
  let isText = false;
  let aside = 0;
  await archive.read(path, {
    open: (name, attributes) => {
      isText = false;
      if (name === 'row') {
        line = attributes.r === undefined ? line + 1 : Number(attributes.r);
        column = -1;
        hidden = isHidden(attributes, attributes.ht);
        cells = new Map();
      } else if (name === 'c') {
        column = attributes.r === undefined ? column + 1 : readPlace(attributes.r).column;
        const { t: type = 'n', s: style = '0' } = attributes;
        cell = { type, style: Number(style), value: '', hasFormula: false };
      } else if (name === 'f') cell.hasFormula = true;
      else if (name === 'v') isText = true;
      else if (name === 'rPh') aside += 1;
      else if (name === 't') isText = aside === 0;
    },
    text: (text) => {
      if (isText && cell.value.length < LONGEST_TEXT) cell.value += text;
    },
    close: (name) => {
      isText = false;
      if (name === 'rPh') aside -= 1;
      if (name === 'c' && column < MOST_COLUMNS) {
        const read = tableCell(cell, meaning);
        if (read !== undefined) cells.set(column, read);
      }
      if (name !== 'row') return;
      merged.fill(line - 1, cells);
      if (cells.size === 0) return;
      count();
      sink.row({ line, cells, isHidden: hidden });
    },
  });
}

function tableCell(
  { type, style, value, hasFormula }: StoredCell,
  { strings, styles, date1904 }: Meaning,
): TableCell | undefined {
  if (value === '') return hasFormula ? { text: '', isNumber: false, isUnknown: true } : undefined;
  const shown = (text: string): TableCell | undefined => {
    const trimmed = text.slice(0, LONGEST_TEXT).trim();
    return trimmed === '' ? undefined : { text: trimmed, isNumber: false };
  };
  switch (type) {
    case 's':
      return shown(strings[Number(value)] ?? '');
    case 'str':
    case 'inlineStr':
      return shown(unescapeText(value));
    case 'b':
      return shown(isTrue(value) ? 'TRUE' : 'FALSE');
    case 'e':
    case 'd':
      return shown(value);
    default: {
      const code = styles[style]?.format ?? 'General';
      if (isTenThousand(code)) return shown(`${value.trim()}万元`);
      const day = isDateFormat(code) ? dayOfSerial(Number(value), date1904) : undefined;
      return day === undefined ? { text: value.trim(), isNumber: true } : shown(day);
    }
  }
}

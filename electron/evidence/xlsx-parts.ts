import { builtInFormat } from './number-format.ts';
import { damaged, refused, type SheetCell, type SheetRange } from './sheet-grid.ts';
import type { XlsxArchive } from './xlsx-archive.ts';

type Align = SheetCell['align'];
export interface CellStyle {
  format: string;
  align: Align;
}
export interface WorkbookParts {
  sheets: { name: string; path: string }[];
  date1904: boolean;
  strings: string | undefined;
  styles: string | undefined;
}

/** The shown sheets of a workbook in their order, and where its other parts lie. @throws SpreadsheetRefused */
export async function readWorkbook(archive: XlsxArchive): Promise<WorkbookParts> {
  const targets = new Map<string, string>();
  const parts: WorkbookParts = { sheets: [], date1904: false, strings: undefined, styles: undefined };
  await archive.read('xl/_rels/workbook.xml.rels', {
    open: (name, { Id, Type, Target }) => {
      if (name !== 'Relationship' || Id === undefined || Target === undefined) return;
      const kind = Type?.slice(Type.lastIndexOf('/') + 1);
      if (kind === 'worksheet') targets.set(Id, pathOf(Target));
      if (kind === 'sharedStrings' && archive.has(pathOf(Target))) parts.strings = pathOf(Target);
      if (kind === 'styles' && archive.has(pathOf(Target))) parts.styles = pathOf(Target);
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

/** Where a part lies that the workbook names. @throws SpreadsheetRefused for a name that is none */
function pathOf(target: string): string {
  try {
    return decodeURI(new URL(target, 'part:/xl/workbook.xml').pathname.slice(1));
  } catch {
    throw damaged();
  }
}

/** More than any table that a person reads; the archive's own limit would let tens of millions pass. */
const MOST_STRINGS = 2_000_000;
const MOST_STRING_CHARACTERS = 30_000_000;

/** Texts of the shared strings; the reading aids of Japanese and Chinese (rPh) are none. */
export async function readStrings(archive: XlsxArchive, path: string): Promise<string[]> {
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let aside = 0;
  let characters = 0;
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
      if (name !== 'si') return;
      characters += text.length;
      if (characters > MOST_STRING_CHARACTERS || strings.length >= MOST_STRINGS)
        throw refused('内容过多', '请只保留需要的部分后再添加');
      strings.push(unescapeText(text));
    },
  });
  return strings;
}

/** Number formats and alignment, by the number that a cell gives as its style. */
export async function readStyles(archive: XlsxArchive, path: string): Promise<CellStyle[]> {
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

/** A boolean attribute of SpreadsheetML. */
export const isTrue = (text: string | undefined) => text === '1' || text === 'true';

/** Excel marks it; a height or width of nothing hides as well. */
export function isHidden(attributes: Readonly<Record<string, string>>, size: string | undefined): boolean {
  return isTrue(attributes.hidden) || (size !== undefined && Number(size) === 0);
}

/** ECMA-376 part 1, 22.9.2.19 (ST_Xstring): `_x000D_` stands for the character of that code. */
export function unescapeText(text: string): string {
  return text
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\r\n?/g, '\n');
}

/** `B7` as a row and a column, counted from 0. @throws SpreadsheetRefused */
export function readPlace(reference: string): { row: number; column: number } {
  const [, letters = '', digits = ''] = /^\$?([A-Z]{1,3})\$?([0-9]{1,7})$/i.exec(reference) ?? [];
  if (digits === '') throw damaged();
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(digits) - 1, column: column - 1 };
}

/** `B7:C9`, or one cell. @throws SpreadsheetRefused */
export function readRange(reference: string): SheetRange {
  const [from = '', to = from] = reference.split(':');
  const [first, last] = [readPlace(from), readPlace(to)];
  return {
    top: Math.min(first.row, last.row),
    left: Math.min(first.column, last.column),
    bottom: Math.max(first.row, last.row),
    right: Math.max(first.column, last.column),
  };
}

import type { CellObject } from '@e965/xlsx';
import { utils } from '@e965/xlsx';
import { refused } from '../evidence/sheet-grid.ts';
import { openXls, shownXlsSheets } from '../evidence/xls-reader.ts';
import { MergedCells } from './merged-cells.ts';
import { dayOfSerial, isDateFormat, isTenThousand } from './number-cells.ts';
import { LONGEST_TEXT, MOST_COLUMNS, MOST_LINES, type TableCell, type TableSink } from './table-row.ts';

/**
 * Gives the rows of an .xls file (BIFF8, Excel 97 and later).
 *
 * @throws SpreadsheetRefused
 */
export function readXlsRows(bytes: Buffer, sink: TableSink): void {
  const book = openXls(bytes, 'ignore');
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  let lines = 0;
  for (const { name, sheet } of shownXlsSheets(book)) {
    sink.beginSheet(name);
    const rows = new Map<number, Map<number, TableCell>>();
    for (const [reference, cell] of Object.entries(sheet)) {
      if (reference.startsWith('!')) continue;
      const { r, c } = utils.decode_cell(reference);
      const read = c < MOST_COLUMNS ? tableCell(cell, date1904) : undefined;
      if (read === undefined) continue;
      const cells = rows.get(r);
      if (cells === undefined) rows.set(r, new Map([[c, read]]));
      else cells.set(c, read);
    }
    lines += rows.size;
    if (lines > MOST_LINES) throw refused(`超过 ${MOST_LINES} 行`, '请分成几个文件');
    const merged = new MergedCells();
    for (const { s, e } of sheet['!merges'] ?? [])
      merged.add({ top: s.r, left: s.c, bottom: e.r, right: e.c });
    for (const row of [...rows.keys()].sort((left, right) => left - right)) {
      const cells = rows.get(row) ?? new Map<number, TableCell>();
      merged.fill(row, cells);
      sink.row({ line: row + 1, cells, isHidden: sheet['!rows']?.[row]?.hidden === true });
    }
  }
}

function tableCell(cell: CellObject, date1904: boolean): TableCell | undefined {
  if (cell.t === 'n' && typeof cell.v === 'number') {
    const code = typeof cell.z === 'string' ? cell.z : 'General';
    if (isTenThousand(code)) return { text: `${cell.v}万元`, isNumber: false };
    const day = isDateFormat(code) ? dayOfSerial(cell.v, date1904) : undefined;
    return { text: day ?? String(cell.v), isNumber: day === undefined };
  }
  const text = (typeof cell.v === 'string' ? cell.v : (cell.w ?? '')).slice(0, LONGEST_TEXT).trim();
  return text === '' ? undefined : { text, isNumber: false };
}

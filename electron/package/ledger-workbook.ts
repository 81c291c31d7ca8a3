import { readFile } from 'node:fs/promises';
import { readSheet } from 'read-excel-file/node';
import writeExcelFile from 'write-excel-file/node';
import { LEDGER_COLUMNS, type LedgerSheet, ledgerRows } from './ledger-rows.ts';
import { printSetup } from './ledger-workbook-print.ts';
import { writtenRows } from './sheet-text.ts';

const SHEET_NAME = '投入明细';
/** The row of the column heads, from 1: a title and the owner stand above. */
const HEAD_ROW = 3;

/**
 * 05-数字化转型投入明细表.xlsx: every invoice, counted or not and why not, and the sums as the book prints them.
 * Amounts are numbers with two decimals, days of issue are dates where they can be read; everything else is text.
 */
export async function writeLedgerWorkbook(sheet: LedgerSheet): Promise<Uint8Array> {
  const extent = {
    sheetName: SHEET_NAME,
    headRow: HEAD_ROW,
    lastRow: HEAD_ROW + sheet.assessment.rows.length,
    columnCount: LEDGER_COLUMNS.length,
    filter: true,
  };
  const workbook = writeExcelFile(
    writtenRows(ledgerRows(sheet)),
    {
      sheet: SHEET_NAME,
      orientation: 'landscape',
      columns: LEDGER_COLUMNS.map(({ width }) => ({ width })),
      stickyRowsCount: HEAD_ROW,
    },
    { fontFamily: '宋体', fontSize: 10, features: [printSetup(extent)] },
  );
  return workbook.toBuffer();
}

const MOST_DIFFERENCES = 20;

/** A cell's content however it was written: text without white space, numbers to the fen, dates as YYYY-MM-DD. */
function comparable(cell: unknown): string {
  const value: unknown = typeof cell === 'object' && cell !== null && 'value' in cell ? cell.value : cell;
  if (typeof value === 'number') return value.toFixed(2);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  return typeof value === 'string' ? value.replace(/\s/g, '') : '';
}

/** Reads the workbook again and compares it cell by cell with the ledger. Differences in Chinese; empty where there are none. */
export async function readBackLedger(path: string, sheet: LedgerSheet): Promise<string[]> {
  const expected = ledgerRows(sheet);
  const read = await readSheet(await readFile(path));
  if (read.length !== expected.length) return [`应有 ${expected.length} 行，实际 ${read.length} 行`];
  return expected
    .flatMap((row, index) =>
      LEDGER_COLUMNS.flatMap(({ title }, column) =>
        comparable(row[column] ?? null) === comparable(read[index]?.[column])
          ? []
          : [`第 ${index + 1} 行“${title}”与填报内容不同`],
      ),
    )
    .slice(0, MOST_DIFFERENCES);
}

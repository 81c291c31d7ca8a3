import { readSheet } from 'read-excel-file/node';
import type { Row } from 'write-excel-file/node';
import writeExcelFile from 'write-excel-file/node';
import type { SummaryTable } from '../../shared/intake/summary-table.ts';
import { characterUnits } from '../../shared/text/character-units.ts';
import { printSetup } from '../package/ledger-workbook-print.ts';
import { sheetText } from '../package/sheet-text.ts';
import { columnLook } from './summary-book.ts';

/** 附件2, its title, 推荐单位 and the column heads. */
const HEAD_ROWS = 4;
/** Half-width characters of 小四 beside one another on the long side of A4. */
const SHEET_CHARACTERS = 100;
/** Of a column's width, for its paddings and for what a line leaves free at its end. */
const NOT_FOR_TEXT = 1;
const LINE_PT = 16;
const LEAST_ROW_PT = 24;
const BORDER = { borderStyle: 'thin', borderColor: '#000000' } as const;

/** A cell of text, in the format of texts too: edited in Excel, “=1+1” does not become 2. */
function text(value: string, more: object = {}) {
  return { value: sheetText(value), type: String, format: '@', ...more };
}

function columnWidths({ columns }: SummaryTable): number[] {
  const weights = columns.map(({ id }) => columnLook(id).weight);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (SHEET_CHARACTERS * weight) / whole);
}

/** Not every program fits a row to its text: the height says how many lines the longest cell takes. pt */
function rowHeight(cells: readonly string[], widths: readonly number[]): number {
  const lines = cells.map((cell, index) =>
    Math.ceil(characterUnits(cell) / Math.max(2, (widths[index] ?? 0) - NOT_FOR_TEXT)),
  );
  // Excel knows no row higher than 409 pt.
  return Math.min(409, Math.max(LEAST_ROW_PT, Math.max(1, ...lines) * LINE_PT + 6));
}

function sheetRows(table: SummaryTable): Row[] {
  const widths = columnWidths(table);
  const wide = { columnSpan: table.columns.length };
  const filler = table.columns.slice(1).map(() => null);
  const cells = (texts: readonly string[], more: object) =>
    texts.map((value, index) => {
      const { align } = columnLook(table.columns[index]?.id ?? '');
      return text(value, { align, alignVertical: 'center', wrap: true, ...BORDER, ...more });
    });
  return [
    [text(table.annex, { fontFamily: '黑体', fontSize: 16, ...wide }), ...filler],
    [
      text(table.title, {
        ...{
          fontFamily: '方正小标宋简体',
          fontSize: 20,
          align: 'center',
          alignVertical: 'center',
          height: 42,
        },
        ...wide,
      }),
      ...filler,
    ],
    [
      text(table.headLine, {
        ...{
          fontSize: 14,
          wrap: true,
          alignVertical: 'center',
          height: table.headLine.includes('\n') ? 40 : 24,
        },
        ...wide,
      }),
      ...filler,
    ],
    cells(
      table.columns.map(({ label }) => label),
      { fontFamily: '黑体', align: 'center', height: 26 },
    ),
    ...table.rows.map(({ cells: values }) => cells(values, { height: rowHeight(values, widths) })),
  ];
}

/** 附件2 or 附件4 for Excel: every cell is a text, unchanged, whatever it begins with. */
export async function writeSummaryWorkbook(table: SummaryTable): Promise<Uint8Array> {
  const extent = {
    ...{ sheetName: table.annex, headRow: HEAD_ROWS, lastRow: HEAD_ROWS + table.rows.length },
    ...{ columnCount: table.columns.length, filter: false },
  };
  return writeExcelFile(
    sheetRows(table),
    {
      ...{ sheet: table.annex, orientation: 'landscape', stickyRowsCount: HEAD_ROWS },
      columns: columnWidths(table).map((width) => ({ width })),
    },
    { fontFamily: '仿宋', fontSize: 12, features: [printSetup(extent)] },
  ).toBuffer();
}

/** Reads the workbook again and compares it cell by cell with the table. Differences in Chinese; empty where there are none. */
export async function readBackSummary(bytes: Uint8Array, table: SummaryTable): Promise<string[]> {
  const read = await readSheet(Buffer.from(bytes));
  const heads = table.columns.map(({ label }) => label);
  const expected = [
    [table.annex],
    [table.title],
    [table.headLine],
    heads,
    ...table.rows.map(({ cells }) => cells),
  ];
  // Rows without anything in them are not there for who reads the file.
  const filled = expected.findLastIndex((row) => row.some((cell) => cell !== '')) + 1;
  return expected.slice(0, filled).flatMap((row, index) =>
    row.flatMap((cell, column) => {
      const found = read[index]?.[column];
      const same = typeof found === 'string' || found === null || found === undefined;
      const asRead = typeof found === 'string' ? found : '';
      return same && cell.trim() === asRead.trim()
        ? []
        : [`第 ${index + 1} 行第 ${column + 1} 格：应为“${cell}”`];
    }),
  );
}

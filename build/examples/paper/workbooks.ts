import writeXlsxFile from 'write-excel-file/node';

/** Workbooks as an office keeps them: a bold title line, a head row, numbers as numbers. */

export interface WorkbookSheet {
  name: string;
  title: string;
  head: string[];
  rows: (string | number)[][];
  /** Column widths in characters. */
  widths: number[];
}

export async function makeWorkbook(sheets: WorkbookSheet[]): Promise<Buffer> {
  const written = sheets.map((sheet) => ({
    sheet: sheet.name,
    columns: sheet.widths.map((width) => ({ width })),
    data: [
      [
        {
          value: sheet.title,
          fontWeight: 'bold' as const,
          columnSpan: sheet.head.length,
          align: 'center' as const,
        },
      ],
      sheet.head.map((value) => ({ value, fontWeight: 'bold' as const, borderStyle: 'thin' as const })),
      ...sheet.rows.map((row) =>
        row.map((value) =>
          typeof value === 'number'
            ? {
                value,
                type: Number,
                format: Number.isInteger(value) ? '0' : '#,##0.00',
                borderStyle: 'thin' as const,
              }
            : { value, type: String, borderStyle: 'thin' as const },
        ),
      ),
    ],
  }));
  return writeXlsxFile(written).toBuffer();
}

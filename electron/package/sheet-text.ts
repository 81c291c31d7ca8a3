import type { Row } from 'write-excel-file/node';

/**
 * A text as a workbook must hold it: Excel reads `_x0041_` in a cell as “A” (ECMA-376, ST_Xstring), so that an underscore that
 * begins such a sequence is written as one. The writer's library leaves it as it is.
 */
export function sheetText(text: string): string {
  return text.replace(/_(?=x[0-9a-f]{4}_)/giu, '_x005F_');
}

/** Rows as they go to the writer, their texts as a workbook must hold them. */
export function writtenRows(rows: readonly Row[]): Row[] {
  return rows.map((row) =>
    row.map((cell) => {
      if (typeof cell === 'string') return sheetText(cell);
      if (typeof cell !== 'object' || cell === null || !('value' in cell)) return cell;
      return typeof cell.value === 'string' ? { ...cell, value: sheetText(cell.value) } : cell;
    }),
  );
}

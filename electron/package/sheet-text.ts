import type { Row } from 'write-excel-file/node';

function escaped(character: string): string {
  return `_x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}_`;
}

/**
 * A text as a workbook must hold it: Excel reads `_x0041_` in a cell as “A” (ECMA-376, ST_Xstring), so that an underscore that
 * begins such a sequence is written as one. The writer's library leaves it as it is. It drops U+FFFD, and looks its texts up in
 * an object, so that a cell that says “constructor” would point to no text at all: both are written as such sequences.
 */
export function sheetText(text: string): string {
  const written = text.replace(/_(?=x[0-9a-f]{4}_)/giu, '_x005F_').replaceAll('\ufffd', escaped);
  return written in Object.prototype ? escaped(written) + written.slice(1) : written;
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

import type { TableCell } from './table-row.ts';

/** 发票号 as a table has it. */
export interface TableNumber {
  text: string;
  /** A spreadsheet program has turned it into a number and lost digits of it. */
  isRuined: boolean;
}

/** What an empty cell of a number column may hold. */
const NOTHING = /^[-—–/\\.·0]*$/;
/** Digits that a number of a spreadsheet keeps. */
const KEPT_DIGITS = 15;

/**
 * Reads 发票号 or 发票代码 from a cell, digit by digit and never as a number: a number of 20 digits does
 * not fit into one.
 */
export function readNumberCell(cell: TableCell | undefined): TableNumber {
  if (cell === undefined) return { text: '', isRuined: false };
  const text = cell.text
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff'’‘`]/g, '')
    .replace(/^(\d+)\.0*$/, '$1');
  if (NOTHING.test(text)) return { text: '', isRuined: false };
  if (/^\d+(?:\.\d+)?e\+?\d+$/i.test(text)) {
    const value = Number(text);
    // A short one, which a program wrote in this form only: nothing is lost.
    if (cell.isNumber && Number.isSafeInteger(value) && value < 10 ** KEPT_DIGITS)
      return { text: String(value), isRuined: false };
    return { text, isRuined: true };
  }
  if (!cell.isNumber || !/^\d+$/.test(text) || text.length <= KEPT_DIGITS) return { text, isRuined: false };
  // All digits stand in the file. Where they are those that a program prints of a floating-point number,
  // the shortest ones that make it or all of them, they are one's, and not the invoice's.
  const printed = Number(text);
  return { text, isRuined: String(printed) === text || BigInt(printed) === BigInt(text) };
}

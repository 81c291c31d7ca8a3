import { SSF } from '@e965/xlsx';

/** SheetJS declares its formatter as `any`. */
const isDateCode: (code: string) => boolean = SSF.is_date;
const DAY = 86_400_000;
/** 1970-01-01 in days since 1899-12-30, by which Excel counts from March 1900 on. */
const UNIX_DAY = 25_569;
/** What a workbook that counts from 1904 is behind. */
const DAYS_TO_1904 = 1_462;

export function isDateFormat(code: string): boolean {
  return isDateCode(code);
}

/**
 * Whether a number is shown with 万元 (or 万) behind it and stored as it is shown. A format that moves the point
 * (`0!.0000"万"`, `0,"万"`) shows another number than is stored.
 */
export function isTenThousand(code: string): boolean {
  return /万/.test(code) && !/[!\\]\.|[#0?],+(?![#0?])/.test(code);
}

/** A day number of a spreadsheet as `YYYY-MM-DD`; undefined outside 2000 to 2099, where invoices are. */
export function dayOfSerial(serial: number, date1904 = false): string | undefined {
  const days = serial + (date1904 ? DAYS_TO_1904 : 0);
  if (!(days >= 36_526 && days < 73_051)) return undefined;
  return new Date(Math.floor(days - UNIX_DAY) * DAY).toISOString().slice(0, 10);
}

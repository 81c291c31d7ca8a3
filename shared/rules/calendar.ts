/** Days as `YYYY-MM-DD` texts, which compare as texts. */

const WRITTEN_DATE =
  /^\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[\sT]+\d{1,2}[:：]\d{2}.*)?$/;
const COMPACT_DATE = /^\s*(\d{4})(\d{2})(\d{2})\s*$/;
const WRITTEN_MONTH = /^\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?\s*$/;

function day(year: string, month: string, date: string): string | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const time = new Date(`${text}T00:00:00Z`);
  // An impossible day (02-30) is either invalid or silently the next month's; both are refused.
  if (Number.isNaN(time.getTime()) || time.toISOString().slice(0, 10) !== text) return undefined;
  return text;
}

/**
 * The day of a date as people and tax exports write it (`2024-3-5`, `2024/03/05 11:20:01`,
 * `2024年3月5日`, `20240305`) as `YYYY-MM-DD`; undefined where there is no such day.
 */
export function readDay(written: string): string | undefined {
  const short = written.length > 60 ? '' : written.normalize('NFKC');
  const match = WRITTEN_DATE.exec(short) ?? COMPACT_DATE.exec(short);
  const [, year, month, date] = match ?? [];
  if (year === undefined || month === undefined || date === undefined) return undefined;
  return day(year, month, date);
}

/** The month (`YYYY-MM`) of a month or a day; undefined where there is no such month. */
export function readMonth(written: string): string | undefined {
  const asDay = readDay(written);
  if (asDay !== undefined) return asDay.slice(0, 7);
  const [, year, month] = (written.length > 60 ? null : WRITTEN_MONTH.exec(written.normalize('NFKC'))) ?? [];
  if (year === undefined || month === undefined) return undefined;
  return day(year, month, '1')?.slice(0, 7);
}

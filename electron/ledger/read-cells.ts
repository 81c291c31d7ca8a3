import type { Invoice } from '../../shared/form/draft.ts';
import { readAmount } from '../../shared/rules/amount.ts';
import { readDay } from '../../shared/rules/calendar.ts';
import { proposeCategory } from '../../shared/rules/invoice-category.ts';
import { dayOfSerial } from './number-cells.ts';
import type { TableCell } from './table-row.ts';

const NO_AMOUNT = /^(?:[-—–/*·.]+|免税|不征税)?$/;
/** Beyond this an amount is none; the draft's schema ends there. 元 */
const LARGEST = 1e12;

/** An amount in 元; `undefined` where the cell holds none, `'unreadable'` where what it holds is none. */
export function readAmountCell(
  cell: TableCell | undefined,
  unit: 1 | 10_000,
): number | undefined | 'unreadable' {
  if (cell === undefined) return undefined;
  if (!cell.isNumber) {
    if (NO_AMOUNT.test(cell.text.trim())) return undefined;
    return readAmount(cell.text, unit) ?? 'unreadable';
  }
  const yuan = withoutFloatingError(Number(cell.text) * unit);
  return Math.abs(yuan) <= LARGEST ? yuan : 'unreadable';
}

/** 1130.0000000000001 is 1130; 1.005 is what somebody wrote. */
function withoutFloatingError(yuan: number): number {
  const fen = Math.round(yuan * 100) / 100;
  return Math.abs(yuan - fen) < 1e-7 ? fen + 0 : yuan;
}

/** The day of a date as `YYYY-MM-DD`; the text as it stands where it is none. */
export function readDateCell(cell: TableCell | undefined): { text: string; isDay: boolean } {
  if (cell === undefined) return { text: '', isDay: true };
  const day =
    readDay(cell.text) ?? (/^\d{5}(\.\d+)?$/.test(cell.text) ? dayOfSerial(Number(cell.text)) : undefined);
  return day === undefined ? { text: cell.text, isDay: false } : { text: day, isDay: true };
}

const STATUSES: readonly [NonNullable<Invoice['status']>, RegExp][] = [
  ['正常', /^(?:正常|有效|未作废|未红冲)$/],
  ['已作废', /^已?作废(?:发票)?$/],
  ['已红冲-部分', /^已?(?:红冲|冲红)-?部分$|^已?部分(?:红冲|冲红)$/],
  ['已红冲-全额', /^已?(?:红冲|冲红)(?:-?全额)?$|^已?全额(?:红冲|冲红)$/],
];

/** 发票状态 in the words of the platform; undefined for an empty cell and for a word that is none of them. */
export function readStatus(text: string): Invoice['status'] | undefined {
  const word = text.normalize('NFKC').replace(/\s/g, '').replace(/[—–]/g, '-');
  return STATUSES.find(([, sign]) => sign.test(word))?.[0];
}

const CATEGORIES: readonly NonNullable<Invoice['category']>[] = [
  '软件购置',
  '网络建设',
  '云服务',
  '数据采集传输设备',
  '其他',
];

/** 类别 of the notice that a cell names, or one that its words speak for. */
export function readCategory(text: string): Invoice['category'] | undefined {
  const word = text.replace(/\s/g, '');
  return (
    CATEGORIES.find((category) => category === word) ?? (word === '其它' ? '其他' : proposeCategory(text))
  );
}

/** Whether an invoice has had 市级财政资金, as this program and people write it. */
export function readCityFunded(text: string): boolean | undefined {
  if (/^(?:已获|是|有|√)$/.test(text)) return true;
  return /^(?:未获|否|无|没有)$/.test(text) ? false : undefined;
}

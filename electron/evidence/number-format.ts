import { SSF } from '@e965/xlsx';

/** Prints a number by a format code, as Excel shows it in a Chinese system. */
export type NumberPrinter = (value: number, formatCode: string) => string;

/** SheetJS declares its formatter as `any`. */
const formatBySheetJs: (code: string, value: number, options: { date1904: boolean }) => string = SSF.format;

const YEAR_MONTH = 'yyyy"年"m"月"';
const MONTH_DAY = 'm"月"d"日"';
const YEAR_MONTH_DAY = 'yyyy"年"m"月"d"日"';
const HALF_DAY = '上午/下午h"时"mm"分"';
const HALF_DAY_SECONDS = '上午/下午h"时"mm"分"ss"秒"';

/** ECMA-376 part 1, 18.8.30 (numFmt): the codes that files name by number only, those for zh-cn where they differ. */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  5: '"¥"#,##0;"¥"\\-#,##0',
  6: '"¥"#,##0;"¥"\\-#,##0',
  7: '"¥"#,##0.00;"¥"\\-#,##0.00',
  8: '"¥"#,##0.00;"¥"\\-#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  27: YEAR_MONTH,
  28: MONTH_DAY,
  29: MONTH_DAY,
  30: 'm-d-yy',
  31: YEAR_MONTH_DAY,
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  34: HALF_DAY,
  35: HALF_DAY_SECONDS,
  36: YEAR_MONTH,
  37: '#,##0;\\-#,##0',
  38: '#,##0;\\-#,##0',
  39: '#,##0.00;\\-#,##0.00',
  40: '#,##0.00;\\-#,##0.00',
  41: '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ',
  42: '_ "¥"* #,##0_ ;_ "¥"* \\-#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
  43: '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ',
  44: '_ "¥"* #,##0.00_ ;_ "¥"* \\-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mmss.0',
  48: '##0.0E+0',
  49: '@',
  50: YEAR_MONTH,
  51: MONTH_DAY,
  52: YEAR_MONTH,
  53: MONTH_DAY,
  54: MONTH_DAY,
  55: HALF_DAY,
  56: HALF_DAY_SECONDS,
  57: YEAR_MONTH,
  58: MONTH_DAY,
};

/** The format code of a number format that a file does not spell out itself. */
export function builtInFormat(id: number): string {
  return BUILT_IN[id] ?? 'General';
}

/** @param date1904 whether the workbook counts its days from 1904, as old Macintosh files do */
export function numberPrinter(date1904: boolean): NumberPrinter {
  return (value, formatCode) => {
    if (!Number.isFinite(value)) return '#NUM!';
    try {
      return formatBySheetJs(localCode(formatCode, value), value, { date1904 }).trim();
    } catch {
      // A code that the formatter does not know: the number itself is what must not be lost.
      return formatBySheetJs('General', value, { date1904 });
    }
  };
}

/** The codes that say “as this system writes it”, and the Chinese days of the week. */
function localCode(code: string, value: number): string {
  if (/^\[\$-F800\]/i.test(code)) return YEAR_MONTH_DAY;
  if (/^\[\$-F400\]/i.test(code)) return 'h:mm:ss';
  if (!/aaa/i.test(code)) return code;
  const day = '日一二三四五六'[(Math.floor(value) + 6) % 7] ?? '';
  return code.replace(/aaaa/gi, `"星期${day}"`).replace(/aaa/gi, `"${day}"`);
}

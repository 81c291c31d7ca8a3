/** How findings write numbers, money and lists: with separators, a unit, and never more than a line can hold. */

/** 1 万元 in fen (0.01 元). */
export const FEN_PER_WAN = 1_000_000;

/** Formats are made once: making one costs as much as checking a whole section. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(least: number, most: number): Intl.NumberFormat {
  const key = `${least} ${most}`;
  const made =
    formats.get(key) ??
    new Intl.NumberFormat('en-US', { minimumFractionDigits: least, maximumFractionDigits: most });
  formats.set(key, made);
  return made;
}

/** A number with separators, as it stands but for at most `decimals` places: `1,862`, `156.8`. */
export function formatNumber(value: number, decimals = 6): string {
  // Beyond this no digit is exact, and hundreds of them would fill the message.
  if (Math.abs(value) >= 1e15) return String(value);
  return formatOf(0, decimals).format(value);
}

/**
 * Fen as 万元 with at least two places and as many as are needed to be exact, so that
 * 1,499,999.99 元 never reads “150.00 万元”.
 */
export function formatWan(fen: number): string {
  return `${formatOf(2, 6).format(fen / FEN_PER_WAN)} 万元`;
}

/** Fen as 元: `1,234.50 元`. */
export function formatYuan(fen: number): string {
  return `${formatOf(2, 2).format(fen / 100)} 元`;
}

/** “甲、乙、丙 等 12 个”: at most `shown` of the items, then how many there are. */
export function formatList(items: readonly string[], shown = 5): string {
  const head = items.slice(0, shown).join('、');
  return items.length > shown ? `${head} 等 ${formatNumber(items.length)} 个` : head;
}

/** “第 1、4、9 行”: at most eight of the numbers (from 1), then an ellipsis. */
export function formatRows(numbers: readonly number[], unit = '行'): string {
  return `第 ${numbers.slice(0, 8).join('、')}${numbers.length > 8 ? '……' : ''} ${unit}`;
}

/** A text cut to a length that a message can quote. */
export function excerpt(text: string, length = 30): string {
  const begin = withoutHalfPair(text.slice(0, length * 2 + 2));
  const characters = [...begin.replace(/\s+/g, ' ')];
  return characters.length > length ? `${characters.slice(0, length).join('')}…` : characters.join('');
}

/** Cutting by UTF-16 units may leave the first half of a pair at the end. */
function withoutHalfPair(text: string): string {
  return text.replace(/[\ud800-\udbff]$/, '');
}

/** The name of a field without the explanation behind its colon or bracket: “（一）申报单位概况”. */
export function shortLabel(label: string): string {
  const match = /^(（[一二三四五六七八九十]+）)?[^：；（]+/.exec(label);
  return match?.[0] ?? label;
}

/**
 * A name made comparable: full width to half width, white space and quotation marks gone.
 * NFKC also makes （） of a company's name the () of an invoice.
 */
export function comparable(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff“”‘’"'「」]/g, '')
    .toUpperCase();
}

/** Larger than any amount of a draft may be, 元. */
const LARGEST = 1e12;

const WRITTEN =
  /^(?<minus>[-\u2212\u2013])?(?:[¥$]|RMB|CNY)?(?<whole>\d+|\d{1,3}(?:,\d{3})+|\d{1,4}(?:,\d{4})+)?(?:\.(?<part>\d*))?(?<unit>万元|万|元)?$/i;

/** “(1,000.00)”, as accountants write what is negative. */
function withoutBrackets(text: string): string {
  const inner = /^\((.+)\)$/.exec(text)?.[1];
  return inner === undefined ? text : `-${inner.replace(/^-/, '')}`;
}

/**
 * An amount as people and tables write it, in 元: `1,130.00`, `￥1130`, `-88.5`, `(88.50)`, `12.5万元`, full
 * width too. Undefined where it is none, or none that is certain: `1,5`, `1.13E+05` (digits are lost).
 *
 * @param unit 元 that one of the column's own unit makes: 10 000 where its heading says 万元
 */
export function readAmount(written: string, unit: 1 | 10_000 = 1): number | undefined {
  if (written.length > 60) return undefined;
  const text = withoutBrackets(written.normalize('NFKC').replace(/[\s\u200b\ufeff'’]/g, ''));
  const groups = WRITTEN.exec(text.replace(/^([¥$])(-)/, '$2'))?.groups;
  const whole = groups?.whole?.replaceAll(',', '') ?? '';
  const part = groups?.part ?? '';
  if (groups === undefined || whole + part === '') return undefined;
  const factor = groups.unit === undefined ? unit : groups.unit.startsWith('万') ? 10_000 : 1;
  // The point is moved in the text: 0.07 × 10 000 is 700.0000000000001.
  const shift = factor === 1 ? 0 : 4;
  const digits = part.padEnd(shift, '0');
  const value = Number(`${whole === '' ? '0' : whole}${digits.slice(0, shift)}.${digits.slice(shift)}0`);
  if (value > LARGEST) return undefined;
  return groups.minus === undefined || value === 0 ? value : -value;
}

/** The sum of amounts, each of at most two decimals, without floating error. 元 */
export function sumOfAmounts(amounts: readonly number[]): number {
  return amounts.reduce((fen, yuan) => fen + Math.round(yuan * 100), 0) / 100;
}

const MOBILE = /^1[3-9]\d{9}$/;
const SERVICE = /^[48]00\d{7}$/;
/** Area codes of three digits have local numbers of eight. */
const THREE_DIGIT_AREA = /^0(?:10|2\d)[2-9]\d{7}$/;
const FOUR_DIGIT_AREA = /^0[3-9]\d{2}[2-9]\d{6,7}$/;
const LOCAL = /^[2-9]\d{6,7}$/;
/** Behind a number: “-8001”, “转801”, “（8001）”, “ext.801”; brackets around an area code stand before it. */
const EXTENSION =
  /(?:\s?(?:-|转|转接|分机号?:?|ext\.?:?|x|#)\s?\d{1,6}|\s?\(\s?(?:转|分机号?:?|ext\.?)?\s?\d{1,6}\s?\))$/i;
/** “手机：138…”, “138…（张三）”. */
const LABEL_BEFORE = /^\s*\p{Script=Han}{1,6}\s*:?\s*/u;
const LABEL_BEHIND = /\s*\(\p{Script=Han}{1,8}\)\s*$/u;
const COUNTRY = /^(?:\+|00)\s?86[\s-]*|^86[\s-]*(?=1[3-9]\d[\d\s-]{8,}$|0?(?:10|2\d|[3-9]\d{2})[\s-]+[2-9])/;

function isOne(written: string): boolean {
  const number = written.trim();
  const national = number.replace(COUNTRY, '');
  const foreignForm = national !== number;
  return [national, national.replace(EXTENSION, '')].some((part) => {
    if (!/^[\d\s()-]+$/.test(part)) return false;
    const digits = part.replace(/\D/g, '');
    return [digits, ...(foreignForm ? [`0${digits}`] : [])].some((each) =>
      [MOBILE, SERVICE, THREE_DIGIT_AREA, FOUR_DIGIT_AREA, LOCAL].some((shape) => shape.test(each)),
    );
  });
}

/** True when white space divides a run into numbers that can each be dialled. */
function isSpacedList(written: string): boolean {
  const words = written.trim().split(/\s+/).slice(0, 20);
  // reachable[i]: the words before i can be read as whole numbers.
  const reachable = [true];
  words.forEach((_, start) => {
    if (reachable[start] !== true) return;
    for (let end = start + 1; end <= words.length; end++)
      if (isOne(words.slice(start, end).join(' '))) reachable[end] = true;
  });
  return reachable[words.length] === true;
}

/**
 * True for text that holds telephone numbers of the mainland and nothing else: mobile, landline with or
 * without area code and extension, 400/800; several divided by marks or spaces.
 */
export function isDiallable(written: string): boolean {
  const parts = written
    .normalize('NFKC')
    .replace(/[—–－‐‑−]+/g, '-')
    .split(/[、,;/\n]|或/)
    .filter((part) => part.trim() !== '')
    .map((part) => part.replace(LABEL_BEFORE, '').replace(LABEL_BEHIND, ''));
  return parts.length > 0 && parts.every(isSpacedList);
}

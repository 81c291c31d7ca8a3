/**
 * How characters behave at the edges of a line (避头尾). The two sets are those that Word and
 * LibreOffice use for zh-CN, with — and … added, so that both books break alike; curly quotes count
 * as opening and closing, which Unicode's own line breaking leaves open.
 */
const NEVER_FIRST = new Set(
  '!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠—–~•‧・',
);
const NEVER_LAST = new Set('$(£¥‘“〈《「『【〔〖〝﹗﹙﹛＄（．［｛￡￥[{＃#№');
/** May stand beyond the right edge, as word processors let them: their ink is narrow and to the left. */
const HANGING = new Set('，。、；：？！');
/** Pairs that must not come apart, not even by a hair: ——, ……. */
const UNBROKEN_PAIR = new Set('—…');

/** Drawn as a full square: each such character is a word of its own. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}\u2e80-\u303f\u3200-\u33ff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6—…‘’“”·①-⓿■-◿☀-⛿✀-➿\p{Extended_Pictographic}]/u;
const NEVER_DRAWN = /^[\p{Default_Ignorable_Code_Point}\p{Cc}\u2028\u2029]$/u;
const MARK = /^\p{M}$/u;
const BLANK = /^[\p{Zs}\t]$/u;
const LETTER_OR_DIGIT = /^[\p{L}\p{N}]$/u;

export type CharacterKind = 'wide' | 'narrow' | 'blank';

/** What a character is for breaking and stretching; `undefined` where it is never drawn. */
export function characterKind(character: string): CharacterKind | undefined {
  if (character === '\t') return 'blank';
  if (NEVER_DRAWN.test(character)) return undefined;
  // A no-break space keeps its neighbours together.
  if (character === '\u00a0' || character === '\u202f') return 'narrow';
  if (BLANK.test(character)) return 'blank';
  return WIDE.test(character) ? 'wide' : 'narrow';
}

export function hangs(character: string): boolean {
  return HANGING.has(character);
}

/** Whether a line that must be cut somewhere is rather cut elsewhere: before a closing mark, after an opening one. */
export function isBadCut(before: string, after: string): boolean {
  return NEVER_FIRST.has(after) || NEVER_LAST.has(before) || isPair(before, after);
}

export function isPair(before: string, after: string): boolean {
  return before === after && UNBROKEN_PAIR.has(before);
}

/**
 * Whether a line may end between two neighbours.
 * @param beforeBlanks the last character that is no blank at or before `before`
 * @param beforeThat the neighbour of `before` on its other side
 */
export function mayBreak(
  before: string,
  after: string,
  beforeBlanks: string | undefined,
  beforeThat: string | undefined,
): boolean {
  const kindAfter = characterKind(after);
  if (kindAfter === 'blank' || MARK.test(after)) return false;
  if (NEVER_FIRST.has(after)) return false;
  const anchor = beforeBlanks ?? before;
  if (NEVER_LAST.has(anchor)) return false;
  const kindBefore = characterKind(before);
  if (kindBefore === 'blank' || kindBefore === 'wide' || kindAfter === 'wide') return true;
  // A hyphen, but no minus; word processors break at no slash.
  return before === '-' && beforeThat !== undefined && isLatin(beforeThat) && isLatin(after);
}

/** Letter or digit of a word that stands by its letters. */
function isLatin(character: string): boolean {
  return LETTER_OR_DIGIT.test(character) && characterKind(character) === 'narrow';
}

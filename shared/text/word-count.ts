import {
  AMBIGUOUS,
  BASIC_PLANE_CLASSES,
  EAST_ASIAN,
  SPACE,
  supplementaryClass,
  UNCOUNTED,
} from './character-classes.ts';

export interface WordCount {
  /** 字数 with every ambiguous character taken as East Asian: the figure to hold against a limit. */
  words: number;
  /** 字数 with every ambiguous character taken as Latin: the least that Word may show. */
  wordsLow: number;
  /** 字符数(不计空格), in Unicode code points. */
  characters: number;
}

/**
 * Counts a text as Word and WPS do for Chinese: 字数 = 中文字符和朝鲜语单词 + 非中文单词.
 * Every East Asian character counts one; every maximal run of other characters without white space
 * counts one. Takes any string (lone surrogates count as other characters); one pass, linear time.
 * Source: data/word-count.md (Microsoft's statistic constants, public tables checked in Word).
 */
export function countWords(text: string): WordCount {
  let words = 0;
  let wordsLow = 0;
  let characters = 0;
  // Two counts in one pass: in the low one an ambiguous character goes on with the run, in the high
  // one it ends the run. Whatever Word decides for each character lies between the two.
  let inRun = false;
  let inLowRun = false;

  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    let kind = BASIC_PLANE_CLASSES[unit] ?? 0;
    if (unit >= 0xd800 && unit <= 0xdbff) {
      const codePoint = text.codePointAt(index) ?? unit;
      if (codePoint > 0xffff) {
        kind = supplementaryClass(codePoint);
        index += 1;
      }
    }

    if (kind === UNCOUNTED) continue;
    if (kind === SPACE) {
      inRun = false;
      inLowRun = false;
      continue;
    }
    characters += 1;
    if (kind === EAST_ASIAN) {
      words += 1;
      wordsLow += 1;
      inRun = false;
      inLowRun = false;
      continue;
    }
    if (!inLowRun) wordsLow += 1;
    inLowRun = true;
    if (kind === AMBIGUOUS) {
      words += 1;
      inRun = false;
      continue;
    }
    if (!inRun) words += 1;
    inRun = true;
  }
  return { words, wordsLow, characters };
}

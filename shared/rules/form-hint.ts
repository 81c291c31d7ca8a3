import { comparable } from './wording.ts';

/** The form's hints taken apart, to find what of them an applicant has left in an answer. */

/** Shorter hints and headings cannot be told from an honest answer that happens to hold them; characters. */
export const LEAST_WHOLE = 10;
/** The same for a sentence or clause of a hint. */
const LEAST_PART = 15;
/** Words that an applicant may well begin an own clause with, in the hint's very words. */
const OPENS_OWN_CLAUSE = /^(?:如|与|围绕|以及|对照|参考)/;

/** What tells the applicant to write, before what is to be written about. */
const OPENING_VERB = /^(?:包括|介绍|详细描述)/;

/** Ready to be looked for in a text made {@link comparable}. */
export function plainSentence(sentence: string): string {
  return comparable(sentence).replace(/[。；;,，]+$/, '');
}

/**
 * The sentences of a hint, and what stands inside and outside its brackets. Of a sample (“例：…”) only
 * what follows its head: its words are those of the criteria, which an honest answer may repeat, so its
 * final “……” must still be there.
 */
export function hintSentences(hint: string): string[] {
  const parts = /^例[，,：:]/.test(hint)
    ? [hint.replace(/^例[，,：:]/, ''), hint.slice(hint.lastIndexOf('：') + 1)].filter((part) =>
        part.endsWith('……'),
      )
    : hint.split(/[。；;（）()]/).map((part) => part.replace(OPENING_VERB, ''));
  return parts.filter((part) => plainSentence(part).length >= LEAST_PART);
}

/** The clauses of a hint's sentences that nobody would write of oneself. */
export function hintClauses(hint: string): string[] {
  if (/^例[，,：:]/.test(hint)) return [];
  return hintSentences(hint)
    .flatMap((sentence) => sentence.split(/[，,：:]/))
    .filter((clause) => plainSentence(clause).length >= LEAST_PART && !OPENS_OWN_CLAUSE.test(clause.trim()));
}

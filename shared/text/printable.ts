/**
 * What may stand in a printed text. Word's XML refuses control characters and noncharacters,
 * fonts have nothing for them, and bidi controls can make a line read otherwise on paper than it is
 * stored (“100 200” as “200 100”), so none of them reaches the book.
 */

/** Every way of ending a line, Word's own soft break (U+000B) included. */
const LINE_BREAKS = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;

/**
 * Control characters but tab and line feed (category Cc), Unicode's Bidi_Control (marks, embeddings,
 * overrides, isolates: U+061C, U+200E–F, U+202A–E, U+2066–9), and noncharacters.
 */
const DROPPED = /[\p{Bidi_Control}\p{Noncharacter_Code_Point}]|(?![\n\t])\p{Cc}/gu;

/** With the flag `u` a paired surrogate is its code point, so this finds lone ones only. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

const UNSEEN = new RegExp(`${DROPPED.source}|${LONE_SURROGATE.source}`, 'gu');

/** Line ends of every system and of Word as `\n`; nothing else changes. */
export function withLineFeeds(text: string): string {
  return text.replace(LINE_BREAKS, '\n');
}

/**
 * The text as it is printed: line ends become `\n`, characters that cannot be printed are dropped,
 * lone surrogates become U+FFFD; everything else stays to the letter. Idempotent; takes any string.
 * Source: XML 1.0 §2.2 (Char), UAX #9 (Bidi_Control).
 */
export function printable(text: string): string {
  return withLineFeeds(text).replace(DROPPED, '').replace(LONE_SURROGATE, '\ufffd');
}

/**
 * Names (`U+0007`) of the characters that `printable` would drop or replace, each once, in the order
 * of the text; empty when the text prints as it stands. Line ends are not among them.
 */
export function unprintableIn(text: string): string[] {
  const found = withLineFeeds(text).match(UNSEEN) ?? [];
  return [...new Set(found)].map(nameOf);
}

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * The text with whatever `printable` would drop or replace written out (`\\u001b`), line ends of other systems too: for a
 * terminal, which would obey it. Of JSON the meaning stays. Line feeds and tabs stay.
 */
export function withEscapes(text: string): string {
  return text.replace(UNSEEN, (character) =>
    [...Array(character.length).keys()]
      .map((unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

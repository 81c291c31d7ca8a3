/**
 * How a character counts towards 字数, by the rule in data/word-count.md: one byte a character,
 * read from a table, because a section is recounted on every keystroke.
 */

/** Letters, digits, half-width punctuation, symbols, emoji: part of a run that counts as one word. */
export const RUN = 0;
/** Ends a run and counts nothing. */
export const SPACE = 1;
/** Counts one by itself and ends a run. */
export const EAST_ASIAN = 2;
/** East Asian or part of a run, as Word takes the font and language of the text around it. */
export const AMBIGUOUS = 3;
/** Counted neither as word nor as character, and breaks nothing. */
export const UNCOUNTED = 4;
export type CharacterClass = 0 | 1 | 2 | 3 | 4;

/**
 * Space, tab, the no-break and the ideographic space as the rule lists them, the other spaces of
 * Unicode (White_Space), and paragraph and line ends. U+200B is not white space there.
 */
const SPACE_RANGES = '9-d 20 85 a0 1680 2000-200a 2028-2029 202f 205f 3000';

/** U+200B, U+FEFF and the variation selectors (Unicode property Variation_Selector). */
const UNCOUNTED_RANGES = '180b-180d 180f 200b fe00-fe0f feff';

/**
 * By block: bopomofo tone marks, Hangul jamo and syllables, CJK radicals to ideographic description,
 * CJK symbols and punctuation, kana, bopomofo, strokes, enclosed CJK, CJK compatibility, Han,
 * compatibility ideographs, vertical, compatibility and small forms, full-width forms. U+2329 and
 * U+232A are the old code points of 〈 and 〉. Yi, Tangut and hexagrams are not in the rule.
 */
const EAST_ASIAN_RANGES =
  '2ea-2eb 1100-11ff 2329-232a 2e80-2fff 3001-4dbf 4e00-9fff a960-a97f ac00-d7ff f900-faff fe10-fe1f fe30-fe6f ff00-ffef';

/**
 * “Others of that kind”: East_Asian_Width = Ambiguous of UAX #11 (Unicode 17.0), which is the set of
 * characters that GB 2312, GBK and their sisters draw full-width and Latin fonts draw narrow, so the
 * very ones whose font Word picks by hint. It holds all examples of the rule, and Greek, Cyrillic
 * and pinyin letters too. Left out are combining marks and the soft hyphen, which have no width of
 * their own. Made from the ranges of the npm package get-east-asian-width 1.7.0.
 */
const AMBIGUOUS_RANGES =
  'a1 a4 a7-a8 aa ae b0-b4 b6-ba bc-bf c6 d0 d7-d8 de-e1 e6 e8-ea ec-ed f0 f2-f3 f7-fa fc fe 101 111 113 ' +
  '11b 126-127 12b 131-133 138 13f-142 144 148-14b 14d 152-153 166-167 16b 1ce 1d0 1d2 1d4 1d6 1d8 1da 1dc ' +
  '251 261 2c4 2c7 2c9-2cb 2cd 2d0 2d8-2db 2dd 2df 391-3a1 3a3-3a9 3b1-3c1 3c3-3c9 401 410-44f 451 2010 ' +
  '2013-2016 2018-2019 201c-201d 2020-2022 2024-2027 2030 2032-2033 2035 203b 203e 2074 207f 2081-2084 20ac ' +
  '2103 2105 2109 2113 2116 2121-2122 2126 212b 2153-2154 215b-215e 2160-216b 2170-2179 2189 2190-2199 ' +
  '21b8-21b9 21d2 21d4 21e7 2200 2202-2203 2207-2208 220b 220f 2211 2215 221a 221d-2220 2223 2225 2227-222c ' +
  '222e 2234-2237 223c-223d 2248 224c 2252 2260-2261 2264-2267 226a-226b 226e-226f 2282-2283 2286-2287 2295 ' +
  '2299 22a5 22bf 2312 2460-24e9 24eb-254b 2550-2573 2580-258f 2592-2595 25a0-25a1 25a3-25a9 25b2-25b3 ' +
  '25b6-25b7 25bc-25bd 25c0-25c1 25c6-25c8 25cb 25ce-25d1 25e2-25e5 25ef 2605-2606 2609 260e-260f 261c 261e ' +
  '2640 2642 2660-2661 2663-2665 2667-266a 266c-266d 266f 269e-269f 26bf 26c6-26cd 26cf-26d3 26d5-26e1 26e3 ' +
  '26e8-26e9 26eb-26f1 26f4 26f6-26f9 26fb-26fc 26fe-26ff 273d 2776-277f 2b56-2b59 e000-f8ff fffd';

function mark(table: Uint8Array, ranges: string, value: CharacterClass): void {
  for (const range of ranges.split(' ')) {
    const [first = '', last = first] = range.split('-');
    table.fill(value, Number.parseInt(first, 16), Number.parseInt(last, 16) + 1);
  }
}

function basicPlane(): Uint8Array {
  const table = new Uint8Array(0x10000);
  mark(table, AMBIGUOUS_RANGES, AMBIGUOUS);
  mark(table, EAST_ASIAN_RANGES, EAST_ASIAN);
  mark(table, SPACE_RANGES, SPACE);
  mark(table, UNCOUNTED_RANGES, UNCOUNTED);
  return table;
}

/** Class of each code unit of the Basic Multilingual Plane; surrogates stand as RUN. */
export const BASIC_PLANE_CLASSES: Uint8Array = basicPlane();

/**
 * Class of a code point above U+FFFF: Han of planes 2 and 3, kana supplements, Han marks and
 * enclosed ideographs count one; enclosed letters and digits are ambiguous (UAX #11); emoji are runs.
 */
export function supplementaryClass(codePoint: number): CharacterClass {
  if (codePoint >= 0x20000 && codePoint <= 0x3ffff) return EAST_ASIAN;
  if (codePoint >= 0xe0100 && codePoint <= 0xe01ef) return UNCOUNTED;
  if (codePoint >= 0x1aff0 && codePoint <= 0x1b16f) return EAST_ASIAN;
  if (codePoint >= 0x1f200 && codePoint <= 0x1f2ff) return EAST_ASIAN;
  if (codePoint >= 0x16fe2 && codePoint <= 0x16fff && codePoint !== 0x16fe4) return EAST_ASIAN;
  if (codePoint >= 0x1f100 && codePoint <= 0x1f18d)
    return isEnclosedAlphanumeric(codePoint) ? AMBIGUOUS : RUN;
  return RUN;
}

function isEnclosedAlphanumeric(codePoint: number): boolean {
  if (codePoint <= 0x1f10a) return true;
  if (codePoint >= 0x1f110 && codePoint <= 0x1f12d) return true;
  return (codePoint >= 0x1f130 && codePoint <= 0x1f169) || codePoint >= 0x1f170;
}

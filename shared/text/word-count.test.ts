import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countWords } from './word-count.ts';

/** data/word-count.md, “Worked examples”: number, text, 字数 low, 字数 high, 字符数(不计空格). */
const WORKED_EXAMPLES: [number, string, number, number, number][] = [
  [1, '使用 Adobe Photoshop 打开图片', 8, 8, 20],
  [2, '使用Adobe Photoshop打开图片', 8, 8, 20],
  [3, '一二三四五 six seven eight', 8, 8, 18],
  [4, 'Hello World', 2, 2, 10],
  [5, '中文测试', 4, 4, 4],
  [6, 'Hello、World。', 4, 4, 12],
  [7, '東京2024オリンピック', 9, 9, 12],
  [8, 'ＡＢＣＤＥ', 5, 5, 5],
  [9, '１２３４５', 5, 5, 5],
  [10, 'hello 🙂 world', 3, 3, 11],
  [11, 'Hello👍World', 1, 1, 11],
  [12, '①②③④⑤', 1, 5, 5],
  [13, 'EXH.C-◇', 1, 2, 7],
  [14, '企业数字化转型', 7, 7, 7],
  [15, '降本、增效、提质。', 9, 9, 9],
  [16, '2024年', 2, 2, 5],
  [17, '2024年1月15日', 6, 6, 10],
  [18, '投入156.8万元，占比3.2%', 9, 9, 16],
  [19, 'ISO9001:2015', 1, 1, 12],
  [20, '通过ISO 9001认证', 6, 6, 11],
  [21, 'MES/ERP/WMS系统', 3, 3, 13],
  [22, '（一）申报单位概况：', 10, 10, 10],
  [23, '100万元-200万元', 6, 6, 11],
  [24, '见图1-1', 3, 3, 5],
  [25, '邮箱abc@example.com', 3, 3, 17],
  [26, 'https://www.example.com/a?b=1', 1, 1, 29],
  [27, 'OEE提升≥15%', 4, 5, 9],
  [28, '“数字化”', 5, 5, 5],
  [29, '应用“ERP”系统', 5, 7, 9],
  [30, '引导企业“看样学样”……', 10, 12, 12],
  [31, '综上——完成', 5, 6, 6],
  [32, '《GB/T 4754—2017》', 4, 6, 15],
  [33, '2023—2024年', 2, 4, 10],
  [34, '你好,世界', 5, 5, 5],
  [35, '\u3000\u3000首行缩进', 4, 4, 4],
  [36, '第一段\n第二段', 6, 6, 6],
  [37, '   ', 0, 0, 0],
  [38, '', 0, 0, 0],
];

test.each(WORKED_EXAMPLES)('worked example %i: %s', (_number, text, low, high, characters) => {
  expect(countWords(text)).toEqual({ words: high, wordsLow: low, characters });
});

test.each([
  ['👍', 1, 1],
  ['👍🏻', 1, 2],
  ['👨‍👩‍👧‍👦', 1, 7],
  ['❤️', 1, 1],
  ['葛\u{e0100}城', 2, 2],
  ['\ufeffHello\u200bWorld', 1, 10],
])(
  'characters are code points, without variation selectors, U+FEFF and U+200B: %s',
  (text, words, characters) => {
    expect(countWords(text)).toEqual({ words, wordsLow: words, characters });
  },
);

test.each([
  ['rare Han of the extension planes, as in names', '𬭎䶮㛃𠮷', 4],
  ['compatibility ideographs', '﨑\u{2f800}', 2],
  ['radicals and enclosed CJK', '⺀⼀㈠㊀', 4],
  ['CJK compatibility', '㎡㎏', 2],
  ['Hangul', '중소기업', 4],
  ['bopomofo and kana with marks', 'ㄅㄆがー', 4],
  ['vertical and small forms', '︵﹐', 2],
  ['half-width katakana of U+FF00–FFEF', 'ｱｲ', 2],
])('each counts one: %s', (_name, text, words) => {
  expect(countWords(text)).toMatchObject({ words, wordsLow: words });
});

test('every letter of Han, kana, bopomofo and Hangul is East Asian, in every plane', () => {
  const script =
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}]/u;
  const missed: string[] = [];
  for (let codePoint = 0; codePoint <= 0x10ffff; codePoint += 1) {
    const character = String.fromCodePoint(codePoint);
    if (script.test(character) && countWords(`a${character}a`).wordsLow !== 3)
      missed.push(codePoint.toString(16));
  }
  expect(missed).toEqual([]);
});

test.each([...'“”‘’…—·×÷±°§①Ⅰ■□●◆◇★→√℃≥≤№※²μ'])('%s may be East Asian or Latin', (character) => {
  expect(countWords(`A${character}B`)).toMatchObject({ wordsLow: 1, words: 3 });
});

test.each([' ', '\t', '\n', '\r\n', '\u00a0', '\u3000', '\v', '\u2003', '\u2028'])(
  'white space %j separates words and counts nothing',
  (space) => {
    expect(countWords(`MES${space}ERP`)).toEqual({ words: 2, wordsLow: 2, characters: 6 });
  },
);

test('half-width punctuation does not end a word', () => {
  expect(countWords('e-mail, don’t').wordsLow).toBe(2);
});

test('a lone surrogate counts as one character and keeps its neighbours', () => {
  expect(countWords('中\ud800文')).toEqual({ words: 3, wordsLow: 3, characters: 3 });
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '中',
      '，',
      'a',
      '1',
      '—',
      '“',
      '…',
      ' ',
      '\n',
      '𬭎',
      '👍',
      '\u200d',
      '\ufe0f',
      '\ud800',
    ),
  }),
);

test('texts joined by white space count as the sum of both', () => {
  fc.assert(
    fc.property(
      anyText,
      fc.constantFrom(' ', '\t', '\n', '\u3000', '\u00a0'),
      anyText,
      (first, space, second) => {
        const [a, b, both] = [countWords(first), countWords(second), countWords(first + space + second)];
        expect(both).toEqual({
          words: a.words + b.words,
          wordsLow: a.wordsLow + b.wordsLow,
          characters: a.characters + b.characters,
        });
      },
    ),
  );
});

test('0 ≤ low ≤ high ≤ characters ≤ code points, and something visible is never zero', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { words, wordsLow, characters } = countWords(text);
      expect(wordsLow).toBeGreaterThanOrEqual(0);
      expect(words).toBeGreaterThanOrEqual(wordsLow);
      expect(characters).toBeGreaterThanOrEqual(words);
      expect([...text].length).toBeGreaterThanOrEqual(characters);
      expect(wordsLow === 0).toBe(characters === 0);
    }),
  );
});

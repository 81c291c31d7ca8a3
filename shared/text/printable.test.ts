import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printable, unprintableIn, withEscapes } from './printable.ts';

test('control characters vanish, tab and line feed stay', () => {
  expect(printable('投入\u0007产出\u0000\u007f\u009f\t一\n二')).toBe('投入产出\t一\n二');
  expect(unprintableIn('投入\u0007产出\u0000\u0007\t一\n二')).toEqual(['U+0007', 'U+0000']);
});

test.each(['\r\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029'])(
  'line end %j becomes a line feed, without remark',
  (end) => {
    expect(printable(`一${end}二`)).toBe('一\n二');
    expect(unprintableIn(`一${end}二`)).toEqual([]);
  },
);

test('lone surrogates become U+FFFD and are named; pairs stay', () => {
  expect(printable('a\ud83db\udc4dc👍𬭎')).toBe('a\ufffdb\ufffdc👍𬭎');
  expect(unprintableIn('a\ud83db\udc4dc👍𬭎')).toEqual(['U+D83D', 'U+DC4D']);
});

test.each([
  '\u202a',
  '\u202b',
  '\u202c',
  '\u202d',
  '\u202e',
  '\u2066',
  '\u2067',
  '\u2068',
  '\u2069',
  '\u200e',
  '\u200f',
  '\u061c',
])('bidi control %j cannot turn a line around on paper', (control) => {
  expect(printable(`总额${control}100 200`)).toBe('总额100 200');
  expect(unprintableIn(`总额${control}100 200`)).toHaveLength(1);
});

test('noncharacters, which Word refuses to open, vanish', () => {
  expect(printable('a\ufffe\uffff\ufdd0\u{1ffff}b')).toBe('ab');
  expect(unprintableIn('\uffff\u{1ffff}')).toEqual(['U+FFFF', 'U+1FFFF']);
});

test('rare characters, joiners, variation selectors and private use stay to the letter', () => {
  const text = '䶮㛃𬭎葛\u{e0100} 👨‍👩‍👧 ❤️ \u00a0\u3000\u200b\ue000“”—…';
  expect(printable(text)).toBe(text);
  expect(unprintableIn(text)).toEqual([]);
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('中', '\r', '\n', '\u0000', '\ud800', '\udc00', '\u202e', '\uffff', '\v', 'a'),
  }),
);

test('printing twice changes nothing more, and what is printed is well-formed and has nothing unprintable', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const once = printable(text);
      expect(printable(once)).toBe(once);
      expect(unprintableIn(once)).toEqual([]);
      expect(once.isWellFormed()).toBe(true);
    }),
  );
});

test('a text without remarks and foreign line ends prints as it stands', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      if (unprintableIn(text).length === 0)
        expect(printable(text)).toBe(text.replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, '\n'));
    }),
  );
});

test('what a terminal would obey is written out, and JSON still says the same', () => {
  expect(withEscapes('甲\u001b[2J\u009b31m\u202e反\r乙\n\t丙')).toBe(
    `${String.raw`甲\u001b[2J\u009b31m\u202e反\u000d乙`}\n\t丙`,
  );
  fc.assert(
    fc.property(anyText, (text) => {
      expect(unprintableIn(withEscapes(text))).toEqual([]);
      expect(JSON.parse(withEscapes(JSON.stringify({ text }, null, 2)))).toEqual({ text });
    }),
  );
});

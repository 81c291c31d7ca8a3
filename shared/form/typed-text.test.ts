import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TypedField } from './typed-text.ts';
import {
  groupedNumber,
  pastedLine,
  pastedText,
  plainNumber,
  readingText,
  readNumber,
  settledText,
  typedAnswer,
} from './typed-text.ts';

const MONEY: TypedField = { kind: 'number', id: 'revenue', label: '营业收入', unit: '万元', decimals: 2 };
const DATE: TypedField = { kind: 'date', id: 'day', label: '成立时间' };
const CODE: TypedField = { kind: 'creditCode', id: 'code', label: '统一社会信用代码' };
const NAME: TypedField = { kind: 'text', id: 'name', label: '企业名称', maxCharacters: 100 };
const PHONE: TypedField = { kind: 'phone', id: 'phone', label: '联系电话' };

test.each([
  ['1,568.5', 1568.5],
  ['１，５６８．５', 1568.5],
  [' 1 568.50 万元', 1568.5],
  ['￥156.80', 156.8],
  ['156.8万', 156.8],
  ['1568000元', 156.8],
  ['1.1亿元', 11000],
  ['−36.5', -36.5],
  ['（36.50）', -36.5],
  ['.5', 0.5],
  ['12.', 12],
])('%j in a field of 万元 is %d', (text, value) => {
  expect(readNumber(text, '万元')).toBe(value);
});

test.each(['', '-', 'abc', '约156', '12..3', '1-2', '5人', '1e5', '二十', '99999999999999999'])(
  '%j is no amount',
  (text) => {
    expect(readNumber(text, '万元')).toBeUndefined();
  },
);

test('people, months and rights take their own units and no money', () => {
  expect(readNumber('178人', '人')).toBe(178);
  expect(readNumber('3个月', '月')).toBe(3);
  expect(readNumber('58 件', '项')).toBe(58);
  expect(readNumber('178万元', '人')).toBeUndefined();
});

test('every number comes back from how it is edited and from how it is read', () => {
  const amount = fc.integer({ min: -1e12, max: 1e12 }).map((fen) => fen / 100);
  fc.assert(
    fc.property(amount, fc.constantFrom(0, 2), (value, decimals) => {
      expect(readNumber(plainNumber(value), '万元')).toBe(value);
      expect(readNumber(groupedNumber(value, decimals), '万元')).toBe(value);
    }),
  );
});

test('amounts are read with separators and two places; more places are never hidden', () => {
  expect(readingText(MONEY, '1568')).toBe('1,568.00');
  expect(readingText(MONEY, '1568.125')).toBe('1,568.125');
  expect(readingText(MONEY, '约1568')).toBe('约1568');
});

test.each(['2015-03-18', '2015/3/18', '20150318', '2015年3月18日', '２０１５．３．１８'])(
  'the date %j is kept as 2015-03-18',
  (text) => {
    expect(typedAnswer(DATE, text)).toBe('2015-03-18');
    expect(settledText(DATE, text)).toBe('2015-03-18');
  },
);

test('a date that is none is kept as it was written', () => {
  expect(typedAnswer(DATE, '2015-13-40')).toBe('2015-13-40');
  expect(typedAnswer(DATE, '  ')).toBeNull();
});

test('a credit code is kept plain and read in groups of four', () => {
  expect(typedAnswer(CODE, ' 9150 0000-2028 6320 x6')).toBe('9150000020286320X6');
  expect(readingText(CODE, '9150000020286320X6')).toBe('9150 0000 2028 6320 X6');
});

test('line ends of a pasted text vanish between Chinese characters and part words else', () => {
  expect(pastedLine('重庆示例食品\r\n机械有限公司\n')).toBe('重庆示例食品机械有限公司');
  expect(pastedLine('No. 5\nExample Road')).toBe('No. 5 Example Road');
  expect(pastedText(NAME, '\u200b重庆示例有限公司\t')).toBe('重庆示例有限公司');
});

test('pasted numbers, dates and phones are cleaned', () => {
  expect(pastedText(MONEY, '１，５６８．００ 万元\n')).toBe('1568');
  expect(pastedText(DATE, '2015年3月18日')).toBe('2015-03-18');
  expect(pastedText(PHONE, '０２３—６７８９０１２３')).toBe('023-67890123');
});

test('settling twice changes nothing', () => {
  const field = fc.constantFrom<TypedField>(MONEY, DATE, CODE, NAME, PHONE);
  fc.assert(
    fc.property(field, fc.string({ unit: 'grapheme', maxLength: 30 }), (each, text) => {
      const once = settledText(each, text);
      expect(settledText(each, once)).toBe(once);
      expect(typedAnswer(each, once)).toBe(typedAnswer(each, once.trim()));
    }),
  );
});

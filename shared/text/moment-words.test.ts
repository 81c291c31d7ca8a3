import { expect, test } from 'vitest';
import { changeWords, clockWords, dateWords, dayWords, momentWords } from './moment-words.ts';

const NOW = new Date(2025, 9, 10, 14, 30);
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString();

test.each([
  [at(2025, 9, 10, 14, 30), '刚刚'],
  [at(2025, 9, 10, 14, 25), '5 分钟前'],
  [at(2025, 9, 10, 13, 31), '59 分钟前'],
  [at(2025, 9, 10, 13, 30), '今天 13:30'],
  [at(2025, 9, 10, 0, 5), '今天 00:05'],
  [at(2025, 9, 9, 23, 59), '昨天 23:59'],
  [at(2025, 9, 3, 9, 12), '10月3日 09:12'],
  [at(2024, 11, 31, 9, 12), '2024年12月31日 09:12'],
  [at(2025, 9, 10, 15, 0), '今天 15:00'],
])('%s changed %s', (moment, words) => {
  expect(changeWords(moment, NOW)).toBe(words);
});

test('minutes before midnight is minutes ago, also on the next day', () => {
  expect(changeWords(at(2025, 9, 9, 23, 50), new Date(2025, 9, 10, 0, 5))).toBe('15 分钟前');
});

test('days have their names, and the year where it is another one', () => {
  expect(dayWords(at(2025, 9, 10, 0, 0), NOW)).toBe('今天');
  expect(dayWords(at(2025, 9, 9, 12, 0), NOW)).toBe('昨天');
  expect(dayWords(at(2025, 9, 3, 12, 0), NOW)).toBe('10月3日 周五');
  expect(dayWords(at(2024, 9, 3, 12, 0), NOW)).toBe('2024年10月3日 周四');
  expect(clockWords(at(2025, 9, 3, 7, 5))).toBe('07:05');
  expect(dateWords('2025-10-02')).toBe('2025年10月2日');
  expect(momentWords(at(2025, 9, 9, 7, 5), NOW)).toBe('昨天 07:05');
});

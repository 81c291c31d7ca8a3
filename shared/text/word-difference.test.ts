import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areAlike, wordDifference } from './word-difference.ts';

const chinese = fc
  .array(
    fc.constantFrom('重庆', '企业', '数字化', '改造', '2024', 'ERP', '，', '。', ' ', '𠮷', '提升', '10%'),
    {
      maxLength: 40,
    },
  )
  .map((words) => words.join(''));
const text = (pieces: readonly { text: string }[]) => pieces.map((piece) => piece.text).join('');
const kept = (pieces: readonly { text: string; changed: boolean }[]) =>
  text(pieces.filter(({ changed }) => !changed));

test('both texts come out whole, and what is not marked is the same in both', () => {
  fc.assert(
    fc.property(chinese, chinese, (before, after) => {
      const marked = wordDifference(before, after);
      expect(text(marked.before)).toBe(before);
      expect(text(marked.after)).toBe(after);
      expect(kept(marked.before)).toBe(kept(marked.after));
    }),
  );
});

test('of a text and itself nothing is marked', () => {
  fc.assert(
    fc.property(chinese, (same) => {
      const { before, after } = wordDifference(same, same);
      expect([...before, ...after].every(({ changed }) => !changed)).toBe(true);
    }),
  );
});

test('what is marked is the word, not half the line', () => {
  const { before, after } = wordDifference(
    '企业现有员工 210 人，其中研发人员 30 人。',
    '企业现有员工 220 人，其中研发人员 30 人。',
  );
  expect(before.filter(({ changed }) => changed)).toEqual([{ text: '210', changed: true }]);
  expect(after.filter(({ changed }) => changed)).toEqual([{ text: '220', changed: true }]);
});

test('a line in new words is like the old one, another line is not', () => {
  expect(areAlike('企业建设了生产管理平台。', '企业建设了生产管理与质量追溯平台。')).toBe(true);
  expect(areAlike('企业建设了生产管理平台。', '综合能耗下降一成。')).toBe(false);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { widestWidth, wrapBalanced, wrapText } from './text-wrap.ts';

const text = fc.string({ maxLength: 120, unit: fc.constantFrom(...'中文，。（）abc XW1 “”企业10%') });

test('no line is wider than its column, nothing but blanks is lost', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 30, max: 300 }), (words, width) => {
      for (const wrap of [wrapText, wrapBalanced]) {
        const lines = wrap(words, width, 12);
        for (const line of lines) expect(widestWidth(line, 12)).toBeLessThanOrEqual(width);
        expect(lines.join('').replace(/\s/g, '')).toBe(words.replace(/\s/g, ''));
      }
    }),
  );
});

test('marks do not begin a line, brackets do not end one, words are not torn', () => {
  const lines = wrapText('本项目采用MES系统，覆盖生产、质量（全程）与设备。', 70, 12);
  for (const line of lines) expect(line).not.toMatch(/^[，。、）]|[（]$/);
  expect(lines.some((line) => line.includes('MES'))).toBe(true);
  expect(wrapBalanced('企业参保人数证明材料', 100, 12).map((line) => line.length)).toEqual([5, 5]);
});

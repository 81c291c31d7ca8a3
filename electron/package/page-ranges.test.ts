import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pageRanges } from './page-ranges.ts';

test('pages are told as people write them', () => {
  expect(pageRanges([12, 3, 5, 6, 7, 6])).toBe('3、5—7、12');
  expect(pageRanges([])).toBe('');
});

test('no page is lost and none added', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 60 })), (pages) => {
      const told = pageRanges(pages)
        .split('、')
        .filter((each) => each !== '');
      const back = told.flatMap((each) => {
        const [from = 0, to = from] = each.split('—').map(Number);
        return Array.from({ length: to - from + 1 }, (_, index) => from + index);
      });
      expect(back).toEqual([...new Set(pages)].sort((a, b) => a - b));
    }),
  );
});

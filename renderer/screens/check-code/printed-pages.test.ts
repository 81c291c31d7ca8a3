import { expect, test } from 'vitest';
import { printedPageWords, rangeWords } from './printed-pages.ts';

test.each([
  [[], ''],
  [[5], '5'],
  [[3, 1, 2, 7, 7], '1–3、7'],
  [[9, 10, 12, 13], '9–10、12–13'],
])('%j is %s', (numbers, words) => {
  expect(rangeWords(numbers)).toBe(words);
});

test('pages of the book and of the papers beside it are told apart', () => {
  const page = (printed: number, paper: string | null = null) => ({ scanned: 1, printed, paper });
  expect(printedPageWords([page(1), page(2), page(2, '材料清单')])).toBe(
    '成册第 1–2 页，《材料清单》第 2 页',
  );
});

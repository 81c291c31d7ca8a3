/** Width in halves of a character: Chinese, its punctuation and full-width forms take two. */
export function characterUnits(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u0000-\u2000]/u.test(character) ? 1 : 2), 0);
}

/**
 * What encloses the numbered problems of a 退回单. Its whole text may be pasted where an applicant enters remarks: with
 * both lines there, what stands outside of them is no remark.
 */
export const PROBLEMS_BEGIN = '请按下列意见逐条修改：';

/** @param count of the problems above it */
export function problemsEnd(count: number): string {
  return `以上意见共 ${count} 条。`;
}

const END = /^以上意见共 ?\d+ ?条。$/;

/** The lines between the two; all lines of any other text. @param lines trimmed */
export function problemLines(lines: readonly string[]): readonly string[] {
  const begin = lines.indexOf(PROBLEMS_BEGIN);
  const end = lines.findIndex((line, index) => index > begin && END.test(line));
  return begin < 0 || end < 0 ? lines : lines.slice(begin + 1, end);
}

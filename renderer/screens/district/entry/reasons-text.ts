import type { CheckItem, Entry } from '../../../../shared/intake/entry.ts';
import { documentProblems, markRemarks } from '../../../../shared/intake/return-remarks.ts';

/** As the contract takes it. Characters. */
export const LONGEST_REASONS = 2_000;

/**
 * The officer's reasons as far as the check has them: what is wrong with the files, what the rules say must
 * be changed, what was remarked. A line each, numbered where there are several.
 */
export function reasonsOf(
  entry: Pick<Entry, 'marks' | 'problems' | 'documentCheck'>,
  items: readonly CheckItem[],
): string {
  const lines = [
    ...entry.problems,
    ...documentProblems(entry),
    ...markRemarks(entry.marks).map(({ text, clause }) =>
      clause === '' ? text : `${text}（依据：${clause}）`,
    ),
    ...items.flatMap(({ text, page, findings, remark }) => {
      const place = page === null ? '' : `（第 ${page} 页）`;
      return [
        ...findings.flatMap(({ level, message, remedy }) =>
          level === 'block' ? [`${message}${place}${remedy}`] : [],
        ),
        ...(remark.trim() === '' ? [] : [`${text}${place}：${remark.trim()}`]),
      ];
    }),
  ];
  const numbered = lines.length < 2 ? lines : lines.map((line, index) => `${index + 1}. ${line}`);
  return numbered.join('\n');
}

/** Adds to what was typed, within what is kept. */
export function withReasons(before: string, added: string): string {
  const text = before.trim() === '' ? added : `${before.trimEnd()}\n${added}`;
  return text.slice(0, LONGEST_REASONS).toWellFormed();
}

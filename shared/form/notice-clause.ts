import type { Notice } from './definition.ts';

const NAMED = /^通知([一二三四五六七八九十]+)(（[一二三四五六七八九十]+）)$/;

/**
 * The notice's own words at a place, to the letter.
 *
 * @param clause as rules and conditions name it, “通知二（一）”
 * @returns undefined for a place that is not one clause of the notice (“附件1 六（二）”)
 */
export function clauseText(notice: Notice, clause: string): string | undefined {
  const [, part, number] = NAMED.exec(clause) ?? [];
  if (part === undefined) return undefined;
  return notice.parts
    .find(({ heading }) => heading.startsWith(`${part}、`))
    ?.clauses.find((each) => each.number === number)?.text;
}

import { z } from 'zod';
import type { YearTableAnswer } from '../../../shared/form/draft.ts';
import type { AnswerValue } from '../../draft/draft-session.ts';

const tableSchema = z.record(z.string(), z.record(z.string(), z.number().nullish()));

export function readYearTable(answer: AnswerValue): YearTableAnswer {
  return tableSchema.safeParse(answer).data ?? {};
}

/** A table with some of its numbers changed; null once there is none. */
export function withNumbers(
  table: YearTableAnswer,
  numbers: readonly { year: string; row: string; value: number | null }[],
): YearTableAnswer | null {
  const next: YearTableAnswer = { ...table };
  for (const { year, row, value } of numbers) {
    const { [row]: _, ...others } = next[year] ?? {};
    next[year] = value === null ? others : { ...others, [row]: value };
  }
  const isEmpty = Object.values(next).every((rows) => Object.values(rows).every((value) => value == null));
  return isEmpty ? null : next;
}

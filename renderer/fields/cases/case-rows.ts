import { z } from 'zod';
import { type CaseAnswer, caseAnswerSchema } from '../../../shared/form/draft.ts';

const rowsSchema = z.array(caseAnswerSchema);

function areRows(answer: unknown): answer is CaseAnswer[] {
  return rowsSchema.safeParse(answer).success;
}

/** The cases of an answer, the same objects; none where it holds none. */
export function caseRows(answer: unknown): readonly CaseAnswer[] {
  return areRows(answer) ? answer : [];
}

const keys = new WeakMap<CaseAnswer, string>();
let lastKey = 0;

/** Which case this is, through edits and moves. An undone step brings the old object back, and so its key. */
export function keyOfCase(row: CaseAnswer): string {
  const known = keys.get(row);
  if (known !== undefined) return known;
  lastKey += 1;
  const key = `case-${lastKey}`;
  keys.set(row, key);
  return key;
}

/** A case with a part changed; it stays the same case. */
export function withPart(row: CaseAnswer, part: Partial<CaseAnswer>): CaseAnswer {
  const next = { ...row, ...part };
  keys.set(next, keyOfCase(row));
  return next;
}

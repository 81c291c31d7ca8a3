import { arrayMove } from '@dnd-kit/sortable';
import { useCallback } from 'react';
import type { CaseAnswer } from '../../../shared/form/draft.ts';
import { useAnswer, useSession } from '../../draft/draft-context.tsx';
import { answerChange, useFieldHistory } from '../field-history.ts';
import { caseRows, keyOfCase, withPart } from './case-rows.ts';

/** The cases of a draft and what is done with them; each is a step that can be undone. */
export function useCases(field: string) {
  const session = useSession();
  const history = useFieldHistory();
  const [answer] = useAnswer(field);
  const rows = caseRows(answer);
  const present = useCallback(() => caseRows(session.state.content.answers[field]), [session, field]);
  const put = useCallback(
    (next: readonly CaseAnswer[], act?: string) =>
      history.apply(field, [answerChange(field, next.length === 0 ? null : [...next])], act),
    [history, field],
  );
  const write = useCallback(
    (index: number, part: Partial<CaseAnswer>) => {
      const act = `${index}.${Object.keys(part).join()}`;
      put(
        present().map((row, at) => (at === index ? withPart(row, part) : row)),
        act,
      );
    },
    [present, put],
  );
  return {
    rows,
    /** @returns the key of the new case */
    add: (): string => {
      const row: CaseAnswer = {};
      put([...present(), row]);
      return keyOfCase(row);
    },
    remove: (index: number) => put(present().filter((_, at) => at !== index)),
    /** Puts a removed case back where it was, whatever was done since. */
    putBack: (row: CaseAnswer, index: number) => put(present().toSpliced(index, 0, row)),
    move: (from: number, to: number) => {
      const { length } = present();
      if (from !== to && to >= 0 && to < length) put(arrayMove([...present()], from, to));
    },
    /** The same function from one drawing to the next. */
    write,
  };
}

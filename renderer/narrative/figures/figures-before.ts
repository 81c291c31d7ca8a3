import { useMemo } from 'react';
import { z } from 'zod';
import type { Form } from '../../../shared/form/definition.ts';
import { fieldsOf } from '../../../shared/form/definition.ts';
import { scenarioAnswerSchema } from '../../../shared/form/draft.ts';
import { figuresOf, toNarrativeDocument } from '../../../shared/text/narrative-text.ts';
import { useDraftState, useSession } from '../../draft/draft-context.tsx';
import type { Answers, DraftState } from '../../draft/draft-session.ts';
import { narrativeAnswer } from '../document/narrative-answer.ts';

/**
 * Number of pictures that the book prints before those of a text: it numbers them through all texts in
 * the form's order.
 *
 * @param row for a scenario's description, its place on the board from 0
 */
export function figuresBefore(form: Form, answers: Answers, fieldId: string, row = 0): number {
  let count = 0;
  for (const field of fieldsOf(form)) {
    const answer = answers[field.id];
    const own = field.id === fieldId;
    if (field.kind === 'scenarioBoard') {
      const rows = z.array(scenarioAnswerSchema).safeParse(answer).data ?? [];
      for (const { description } of own ? rows.slice(0, row) : rows)
        count += figuresOf(toNarrativeDocument(description)).length;
    }
    if (own) return count;
    if (field.kind === 'narrative') count += figuresOf(toNarrativeDocument(narrativeAnswer(answer))).length;
  }
  return count;
}

const answersOf = (state: DraftState) => state.content.answers;

/** `figuresBefore` of the open draft. */
export function useFiguresBefore(fieldId: string, row = 0): number {
  const { form } = useSession();
  const answers = useDraftState(answersOf);
  return useMemo(() => figuresBefore(form, answers, fieldId, row), [form, answers, fieldId, row]);
}

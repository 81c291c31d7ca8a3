import { useMemo } from 'react';
import type { FieldOfKind, Form } from '../../../shared/form/definition.ts';
import { sectionOfField } from '../../../shared/form/definition.ts';
import { narrativeText, toNarrativeDocument } from '../../../shared/text/narrative-text.ts';
import { countWords } from '../../../shared/text/word-count.ts';
import { useDraftState, useSession } from '../../draft/draft-context.tsx';
import type { Answers, DraftState } from '../../draft/draft-session.ts';
import { narrativeAnswer } from '../document/narrative-answer.ts';

/**
 * How many 字 a text may have before it crosses its own limit or that of its section, which counts all
 * texts of the section together in the form's order; undefined where there is no limit. May be negative.
 */
export function wordsLeftFor(
  form: Form,
  answers: Answers,
  field: FieldOfKind<'narrative'>,
): number | undefined {
  const section = sectionOfField(form, field.id);
  if (section?.limit === undefined) return field.limit;
  let left = section.limit;
  for (const before of section.fields) {
    if (before.id === field.id) break;
    if (before.kind !== 'narrative') continue;
    left -= countWords(narrativeText(toNarrativeDocument(narrativeAnswer(answers[before.id])))).words;
  }
  return field.limit === undefined ? left : Math.min(left, field.limit);
}

const answersOf = (state: DraftState) => state.content.answers;

/** `wordsLeftFor` in the open draft. */
export function useWordsLeft(field: FieldOfKind<'narrative'>): number | undefined {
  const { form } = useSession();
  const answers = useDraftState(answersOf);
  return useMemo(() => wordsLeftFor(form, answers, field), [form, answers, field]);
}

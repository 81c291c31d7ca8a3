import { useDeferredValue, useMemo } from 'react';
import type { Section } from '../../shared/form/definition.ts';
import type { Draft } from '../../shared/form/draft.ts';
import { RuleContext } from '../../shared/rules/context.ts';
import { limitsOf } from '../../shared/rules/kinds/limits.ts';
import { countWords } from '../../shared/text/word-count.ts';
import { useDraftState, useSession } from './draft-context.tsx';
import type { DraftState } from './draft-session.ts';

/** What was written against a limit of the form. */
export interface LimitedWords {
  /** 字, the high figure of Word's rule. */
  words: number;
  /** 字符数(不计空格). */
  characters: number;
  limit: number;
}

const contentOf = (state: DraftState) => state.content;

/**
 * What stands against the limits of a section, counted as the check counts: the section's own limit and
 * those of its fields, by the section's or the field's id. Counted when there is time, so that typing
 * never waits for it.
 */
export function useSectionWords(section: Section): ReadonlyMap<string, LimitedWords> {
  const { notice, today } = useSession();
  const content = useDeferredValue(useDraftState(contentOf));
  const answers = useMemo(
    () => Object.fromEntries(section.fields.map((field) => [field.id, content.answers[field.id]])),
    [section, content],
  );
  return useMemo(() => {
    const form = { ...notice.forms[content.programme], sections: [section] };
    const draft: Draft = {
      formatVersion: 1,
      notice: content.notice,
      programme: content.programme,
      answers,
      evidence: {},
    };
    const context = new RuleContext(
      { ...notice, forms: { ...notice.forms, [content.programme]: form } },
      draft,
      {},
      today,
    );
    const charactersOf = (belongs: (text: { field: string }) => boolean) =>
      context
        .texts()
        .filter((text) => belongs(text) && !text.field.endsWith('.scenario'))
        .reduce((sum, { text }) => sum + countWords(text).characters, 0);
    return new Map(
      limitsOf(context).map(({ key, words, limit }) => {
        const characters = charactersOf(key === section.id ? () => true : ({ field }) => field === key);
        return [key, { words, characters, limit }];
      }),
    );
  }, [notice, today, section, answers, content.notice, content.programme]);
}

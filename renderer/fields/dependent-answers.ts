import { useCallback } from 'react';
import type { Change } from '../../shared/contract/drafts.ts';
import type { Field } from '../../shared/form/definition.ts';
import { fieldsOf } from '../../shared/form/definition.ts';
import { RuleContext } from '../../shared/rules/context.ts';
import { useDraftState, useSession } from '../draft/draft-context.tsx';
import type { AnswerValue, DraftSession, DraftState } from '../draft/draft-session.ts';

/** Fields that are asked only while another one says so (“其他” → what other). */

/** What such a field held when it was no longer asked, for the case that it is asked again. */
const setAside = new WeakMap<DraftSession, Map<string, AnswerValue>>();

function contextOf(session: DraftSession, answers: DraftState['content']['answers']): RuleContext {
  const { notice, programme } = session.state.content;
  return new RuleContext(
    session.notice,
    { formatVersion: 1, notice, programme, answers, evidence: {} },
    {},
    session.today,
  );
}

/**
 * A change of an answer with what follows from it: a field that is no longer asked gives its answer up (the
 * form would print it beside an empty box), and has it again when it is asked again.
 */
export function withDependents(session: DraftSession, field: string, value: AnswerValue): Change[] {
  const { answers } = session.state.content;
  const before = contextOf(session, answers);
  const after = contextOf(session, { ...answers, [field]: value });
  const aside = setAside.get(session) ?? new Map<string, AnswerValue>();
  setAside.set(session, aside);
  const followers = fieldsOf(session.form).flatMap((other): Change[] => {
    if (other.askedWhen?.field !== field) return [];
    const { id } = other;
    const [was, is] = [before.isAsked(other), after.isAsked(other)];
    const answer = answers[id] ?? null;
    if (was && !is && answer !== null) {
      aside.set(id, answer);
      return [{ kind: 'answer', field: id, value: null }];
    }
    if (!was && is && answer === null && aside.has(id))
      return [{ kind: 'answer', field: id, value: aside.get(id) ?? null }];
    return [];
  });
  return [{ kind: 'answer', field, value }, ...followers];
}

/** Those of some fields that are asked now, in their order. */
export function useAskedFields(fields: readonly Field[]): Field[] {
  const session = useSession();
  const select = useCallback(
    (state: DraftState) => {
      if (fields.every(({ askedWhen }) => askedWhen === undefined)) return '';
      const context = contextOf(session, state.content.answers);
      return fields
        .filter((field) => !context.isAsked(field))
        .map(({ id }) => id)
        .join(' ');
    },
    [session, fields],
  );
  const unasked = useDraftState(select).split(' ');
  return fields.filter(({ id }) => !unasked.includes(id));
}

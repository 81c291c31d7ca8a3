import { useMemo } from 'react';
import type { Draft } from '../../../shared/form/draft.ts';
import { RuleContext } from '../../../shared/rules/context.ts';
import { claimsOfSlot } from '../../../shared/rules/slot-claims.ts';
import { useDraftState, useSession } from '../../draft/draft-context.tsx';
import type { DraftState } from '../../draft/draft-session.ts';
import type { PlacedSlot } from './rank-slots.ts';

const contentOf = (state: DraftState) => state.content;
const NONE: readonly string[] = [];

/** Kinds of rules that ask what a file proves. */
const ASKING = ['honoursProven', 'proofWhenStated', 'caseProof'];

/**
 * Slots whose files can be said to prove something by the form's rules, and what the form names for
 * the one that is asked about.
 */
export function useClaims(slots: readonly PlacedSlot[], asked: string | undefined) {
  const { notice, form, today } = useSession();
  const content = useDraftState(contentOf);
  const describable = useMemo(() => {
    const named = new Set(
      form.rules
        .filter(({ kind }) => ASKING.includes(kind))
        .flatMap(({ parameters }) => [parameters.slot, parameters.slots].flat())
        .filter((each) => typeof each === 'string'),
    );
    return new Set(slots.flatMap(({ slot }) => (named.has(slot.id) ? [slot.id] : [])));
  }, [form, slots]);
  const offers = useMemo(() => {
    if (asked === undefined) return NONE;
    const draft: Draft = {
      formatVersion: 1,
      notice: content.notice,
      programme: content.programme,
      answers: content.answers,
      evidence: {},
    };
    return claimsOfSlot(new RuleContext(notice, draft, {}, today), asked);
  }, [notice, today, content, asked]);
  return { slots: describable, offers };
}

import { useCallback, useSyncExternalStore } from 'react';
import type { Change } from '../../shared/contract/drafts.ts';
import { useSession } from '../draft/draft-context.tsx';
import type { AnswerValue, DraftSession, DraftState } from '../draft/draft-session.ts';

/** Keys that come closer together than this, milliseconds, are undone together. */
const ONE_ACT = 1_500;
/** More steps than this nobody goes back by Ctrl+Z; the draft's history has them all. */
const MOST_STEPS = 100;

interface Step {
  /** What puts back how it was before. */
  back: Change[];
  /** Steps of the same act have the same name: typing in one cell. */
  act: string | undefined;
  at: number;
}

function present(content: DraftState['content'], change: Change): Change {
  switch (change.kind) {
    case 'answer':
      return { ...change, value: content.answers[change.field] ?? null };
    case 'destinationDistrict':
      return { ...change, value: content.destinationDistrict };
    case 'declaration':
      return { ...change, value: content.declarations[change.condition] ?? null };
    case 'confirmation':
      return { ...change, value: content.confirmations[change.finding] ?? false };
  }
}

/**
 * Undo and redo of the fields that are more than a text: choices, numbers, tables, boards. A step may hold
 * several changes that belong together (小类 and the 大类 that follows from it). Lives as long as the draft
 * is open; what was before is in the draft's history.
 */
export class FieldHistory {
  readonly #session: DraftSession;
  readonly #done = new Map<string, Step[]>();
  readonly #undone = new Map<string, Step[]>();

  constructor(session: DraftSession) {
    this.#session = session;
  }

  /** Carries changes out as one step of a field. */
  apply(field: string, changes: readonly Change[], act?: string): void {
    const { content } = this.#session.state;
    const steps = this.#done.get(field) ?? [];
    const last = steps.at(-1);
    const now = performance.now();
    if (act !== undefined && last?.act === act && now - last.at < ONE_ACT) last.at = now;
    else {
      const back = changes.map((change) => present(content, change));
      this.#done.set(field, [...steps.slice(1 - MOST_STEPS), { back, act, at: now }]);
    }
    this.#undone.delete(field);
    for (const change of changes) this.#session.change(change);
  }

  canUndo(field: string): boolean {
    return (this.#done.get(field)?.length ?? 0) > 0;
  }

  undo(field: string): void {
    this.#step(field, this.#done, this.#undone);
  }

  redo(field: string): void {
    this.#step(field, this.#undone, this.#done);
  }

  #step(field: string, from: Map<string, Step[]>, to: Map<string, Step[]>): void {
    const steps = from.get(field) ?? [];
    const step = steps.at(-1);
    if (step === undefined) return;
    const { content } = this.#session.state;
    const back = step.back.map((change) => present(content, change));
    from.set(field, steps.slice(0, -1));
    to.set(field, [...(to.get(field) ?? []), { back, act: undefined, at: 0 }]);
    for (const change of step.back) this.#session.change(change);
  }
}

const histories = new WeakMap<DraftSession, FieldHistory>();

export function useFieldHistory(): FieldHistory {
  const session = useSession();
  const known = histories.get(session) ?? new FieldHistory(session);
  histories.set(session, known);
  return known;
}

/** Whether there is something to undo in a field. */
export function useCanUndo(field: string): boolean {
  const { subscribe } = useSession();
  const history = useFieldHistory();
  return useSyncExternalStore(
    subscribe,
    useCallback(() => history.canUndo(field), [history, field]),
  );
}

export function answerChange(field: string, value: AnswerValue): Change {
  return { kind: 'answer', field, value };
}

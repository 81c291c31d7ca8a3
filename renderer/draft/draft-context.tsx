import { createContext, type ReactNode, useCallback, useContext, useSyncExternalStore } from 'react';
import type { AnswerValue, DraftSession, DraftState } from './draft-session.ts';

const SessionContext = createContext<DraftSession | undefined>(undefined);

export function DraftProvider({ session, children }: { session: DraftSession; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** The open draft. */
export function useSession(): DraftSession {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('no draft is open here');
  return session;
}

/**
 * A part of the draft's state; the component is drawn again only when that part is another one.
 *
 * @param select must give the same object for the same state
 */
export function useDraftState<T>(select: (state: DraftState) => T): T {
  const session = useSession();
  const read = useCallback(() => select(session.getState()), [select, session]);
  return useSyncExternalStore(session.subscribe, read);
}

/** The answer to a field, null while there is none, and the way to change it. */
export function useAnswer(field: string): [AnswerValue, (value: AnswerValue) => void] {
  const session = useSession();
  const value = useDraftState(useCallback((state) => state.content.answers[field] ?? null, [field]));
  const change = useCallback((next: AnswerValue) => session.setAnswer(field, next), [session, field]);
  return [value, change];
}

/**
 * The way out, as a pure machine: nothing closes before the window has confirmed that all that was
 * typed is on disk. “Asked to flush” is never read as “flushed”, and a second wish to quit waits too.
 */
export type QuitState =
  | { phase: 'open' }
  | { phase: 'flushing'; requestId: string; quitting: boolean }
  /** Saved, services shut: the window may go. */
  | { phase: 'flushed'; quitting: boolean };

export type QuitHappening =
  | { kind: 'closeWished'; quitting: boolean; requestId: string; windowAnswers: boolean }
  | { kind: 'flushed'; requestId: string }
  | { kind: 'timedOut'; requestId: string }
  | { kind: 'windowGone' };

export type QuitAction = 'requestFlush' | 'stay' | 'close' | 'tellNotSaved';

/** How long the window has to answer before the person is told. Milliseconds. */
export const FLUSH_TIMEOUT = 10_000;

/** @returns the next state, and what is to be done now */
export function nextQuitState(
  state: QuitState,
  happening: QuitHappening,
): { state: QuitState; action: QuitAction | undefined } {
  switch (happening.kind) {
    case 'closeWished': {
      const quitting = happening.quitting || (state.phase !== 'open' && state.quitting);
      if (state.phase === 'flushed') return { state: { phase: 'flushed', quitting }, action: 'close' };
      if (state.phase === 'flushing') return { state: { ...state, quitting }, action: 'stay' };
      // A window that never came up, or crashed, has nothing that it could still save.
      if (!happening.windowAnswers) return { state: { phase: 'flushed', quitting }, action: 'close' };
      return {
        state: { phase: 'flushing', requestId: happening.requestId, quitting },
        action: 'requestFlush',
      };
    }
    case 'flushed':
      if (state.phase !== 'flushing' || state.requestId !== happening.requestId)
        return { state, action: undefined };
      return { state: { phase: 'flushed', quitting: state.quitting }, action: 'close' };
    case 'timedOut':
      if (state.phase !== 'flushing' || state.requestId !== happening.requestId)
        return { state, action: undefined };
      return { state: { phase: 'open' }, action: 'tellNotSaved' };
    case 'windowGone':
      if (state.phase !== 'flushing') return { state, action: undefined };
      return { state: { phase: 'flushed', quitting: state.quitting }, action: 'close' };
  }
}

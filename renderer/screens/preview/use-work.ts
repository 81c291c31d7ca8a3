import { useCallback, useEffect, useRef, useState } from 'react';
import type { EventPayload } from '../../../shared/contract.ts';
import { bridge } from '../../bridge.ts';
import { call } from '../../bridge-calls.ts';

export type Stage = EventPayload<'exportStage'>;

export type WorkState<T> =
  | { phase: 'idle' }
  | { phase: 'running'; stage: Stage | undefined }
  | { phase: 'cancelled' }
  | { phase: 'ended'; result: T }
  | { phase: 'failed'; error: unknown };

export interface Work<T> {
  state: WorkState<T>;
  /** Begins; what was running is given up. */
  run: (start: () => Promise<{ workId: string }>) => void;
  cancel: () => void;
  /** Back to before; a result is no longer shown. */
  reset: () => void;
}

/**
 * Long work of the program: its stages as they come, its end, and the way to cancel it. What still runs
 * when the screen is left is cancelled.
 *
 * @param wait ends with the work
 */
export function useWork<T extends { outcome: string }>(
  wait: (workId: string) => Promise<T | { outcome: 'cancelled' }>,
): Work<Exclude<T, { outcome: 'cancelled' }>> {
  type Result = Exclude<T, { outcome: 'cancelled' }>;
  const [state, setState] = useState<WorkState<Result>>({ phase: 'idle' });
  /** The work that this screen waits for; an end of another one is none of its business. */
  const current = useRef<{ turn: number; workId: string | undefined }>({ turn: 0, workId: undefined });
  /** The person cancelled here; else a cancelled work is one that a screen which was left gave up under us. */
  const cancelled = useRef(false);

  useEffect(
    () =>
      bridge.onExportStage((stage) => {
        if (stage.workId === current.current.workId) setState({ phase: 'running', stage });
      }),
    [],
  );

  const giveUp = useCallback(() => {
    const { turn, workId } = current.current;
    current.current = { turn: turn + 1, workId: undefined };
    if (workId !== undefined) void call('cancelWork', { workId }).catch(() => undefined);
  }, []);
  useEffect(() => giveUp, [giveUp]);

  const run = useCallback(
    (start: () => Promise<{ workId: string }>) => {
      giveUp();
      const { turn } = current.current;
      const isCurrent = () => current.current.turn === turn;
      cancelled.current = false;
      setState({ phase: 'running', stage: undefined });
      const work = async (again: boolean): Promise<void> => {
        const { workId } = await start();
        if (!isCurrent()) {
          await call('cancelWork', { workId });
          return;
        }
        current.current = { turn, workId };
        const result = await wait(workId);
        if (!isCurrent()) return;
        if (!isEnd<T>(result) && !cancelled.current && again) return work(false);
        current.current = { turn, workId: undefined };
        if (isEnd<T>(result)) setState({ phase: 'ended', result });
        else setState({ phase: 'cancelled' });
      };
      work(true).catch((error: unknown) => {
        if (!isCurrent()) return;
        current.current = { turn, workId: undefined };
        setState({ phase: 'failed', error });
      });
    },
    [giveUp, wait],
  );

  const cancel = useCallback(() => {
    const { workId } = current.current;
    cancelled.current = true;
    // The work's own end brings the state: until then something may still be written.
    if (workId !== undefined) void call('cancelWork', { workId }).catch(() => undefined);
    else {
      giveUp();
      setState({ phase: 'cancelled' });
    }
  }, [giveUp]);
  const reset = useCallback(() => {
    giveUp();
    setState({ phase: 'idle' });
  }, [giveUp]);
  return { state, run, cancel, reset };
}

function isEnd<T extends { outcome: string }>(
  result: T | { outcome: 'cancelled' },
): result is Exclude<T, { outcome: 'cancelled' }> {
  return result.outcome !== 'cancelled';
}

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { IntakeSource } from '../../../../shared/contract/intake.ts';
import { call } from '../../../bridge-calls.ts';
import { useToasts } from '../../../shell/toasts.tsx';
import { sendIntake } from '../../../upload/send-file.ts';
import { useWork } from '../../preview/use-work.ts';
import { useRefreshBatch } from '../use-batch.ts';

const waitForIntake = (workId: string) => call('waitForIntake', { workId });
/** How often the list is read again while packages come in, so that it can be watched to grow. Milliseconds. */
const SHOWN_EVERY = 3_000;

/** Dropped files on their way: how many are there, of how many. */
export interface Sending {
  done: number;
  total: number;
  stop: () => void;
}

/** Packages into a batch: chosen, dropped or from a stick, and what became of them. */
export function useTakingIn(batchId: string, receivedOn: string) {
  const { tellError } = useToasts();
  const client = useQueryClient();
  const refresh = useRefreshBatch(batchId);
  const work = useWork(waitForIntake);
  const [sending, setSending] = useState<Sending>();
  const { phase } = work.state;

  useEffect(() => {
    if (phase !== 'running') return;
    const timer = setInterval(
      () => void client.invalidateQueries({ queryKey: ['batch', batchId] }),
      SHOWN_EVERY,
    );
    return () => {
      clearInterval(timer);
      refresh();
    };
  }, [phase, client, batchId, refresh]);

  const begin = (sources: readonly IntakeSource[]) => {
    const sourceIds = sources.map(({ sourceId }) => sourceId);
    if (sourceIds.length > 0) work.run(() => call('startIntake', { batchId, sourceIds, receivedOn }));
  };
  const choose = async (kind: 'whole' | 'archives') => {
    const chosen = await call('chooseIntake', { batchId, kind });
    if (chosen.outcome === 'chosen') begin(chosen.sources);
  };
  /** What has come when the person stops is taken in; one that cannot be sent keeps no other away. */
  const drop = async (files: readonly File[]) => {
    const stop = new AbortController();
    const sources: IntakeSource[] = [];
    for (const [index, file] of files.entries()) {
      if (stop.signal.aborted) break;
      setSending({ done: index, total: files.length, stop: () => stop.abort() });
      try {
        sources.push(await sendIntake(batchId, file, { signal: stop.signal }));
      } catch (error) {
        if (!stop.signal.aborted) tellError(error);
      }
    }
    setSending(undefined);
    begin(sources);
  };
  return {
    work,
    sending,
    isBusy: sending !== undefined || phase === 'running',
    begin,
    choose: (kind: 'whole' | 'archives') => void choose(kind).catch(tellError),
    drop: (files: readonly File[]) => void drop(files).catch(tellError),
  };
}
export type TakingIn = ReturnType<typeof useTakingIn>;

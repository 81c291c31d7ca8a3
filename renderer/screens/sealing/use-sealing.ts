import { useCallback, useEffect, useState } from 'react';
import type { SealingPlanView } from '../../../shared/contract/sealing.ts';
import type { CallInput, CallOutput } from '../../../shared/contract.ts';
import { call } from '../../bridge-calls.ts';
import { useToasts } from '../../shell/toasts.tsx';
import { sendScan } from '../../upload/send-file.ts';
import { useWork } from '../preview/use-work.ts';

const waitForScans = (workId: string) => call('waitForScans', { workId });

export type OpenedSealing = CallOutput<'openSealing'>;
export type GivenAnswer = NonNullable<CallInput<'startReadingScans'>['answer']>;

/** Files on their way: how many are there, of how many. */
export interface Sending {
  done: number;
  total: number;
  stop: () => void;
}

/** The sealing of one package while its sheet is open, and where the scanned pages would go. */
export function useSealing(madeId: string, draftId: string) {
  const { tellError } = useToasts();
  const [opened, setOpened] = useState<OpenedSealing>();
  const [problem, setProblem] = useState<unknown>();
  const [plan, setPlan] = useState<SealingPlanView>();
  const [sending, setSending] = useState<Sending>();
  /** What the reading is about: scans that were added, or one page that was answered. */
  const [answering, setAnswering] = useState<string>();
  const reading = useWork(waitForScans);
  const { state, run } = reading;

  useEffect(() => {
    let isLeft = false;
    let sealingId: string | undefined;
    const close = () => {
      if (sealingId !== undefined) void call('closeSealing', { sealingId }).catch(() => undefined);
    };
    call('openSealing', { madeId, draftId }).then((answer) => {
      ({ sealingId } = answer);
      if (isLeft) close();
      else setOpened(answer);
    }, setProblem);
    return () => {
      isLeft = true;
      close();
    };
  }, [madeId, draftId]);

  // Drawn together with the end of the reading: the focus goes on to rows of the new plan, never to old ones.
  if (state.phase === 'ended' && state.result.plan !== plan) setPlan(state.result.plan);

  const sealingId = opened?.sealingId;
  const read = useCallback(
    (answer: GivenAnswer | null) => {
      if (sealingId === undefined) return;
      setAnswering(answer?.pageId);
      run(() => call('startReadingScans', { sealingId, answer }));
    },
    [run, sealingId],
  );

  // Before any scan: whether the package is whole, and which of its pages are wanted.
  useEffect(() => read(null), [read]);

  const choose = async () => {
    if (sealingId === undefined) return;
    const chosen = await call('chooseScans', { sealingId });
    if (chosen.outcome === 'chosen') read(null);
  };
  /** What has come when the person stops is read; one that cannot be sent keeps no other away. */
  const drop = async (files: readonly File[]) => {
    if (sealingId === undefined) return;
    const stop = new AbortController();
    let sent = 0;
    for (const [index, file] of files.entries()) {
      if (stop.signal.aborted) break;
      setSending({ done: index, total: files.length, stop: () => stop.abort() });
      try {
        await sendScan(sealingId, file, { signal: stop.signal });
        sent += 1;
      } catch (error) {
        if (!stop.signal.aborted) tellError(error);
      }
    }
    setSending(undefined);
    if (sent > 0) read(null);
  };

  return {
    ...{ opened, problem, plan, sending, reading, answering },
    answer: read,
    choose: () => void choose().catch(tellError),
    drop: (files: readonly File[]) => void drop(files).catch(tellError),
  };
}

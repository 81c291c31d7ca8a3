import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { IntakeSource } from '../../../../shared/contract/intake.ts';
import { call } from '../../../bridge-calls.ts';
import { useToasts } from '../../../shell/toasts.tsx';
import type { Dropped } from '../../../upload/dropped-files.ts';
import { droppedPackages } from '../../../upload/dropped-packages.ts';
import { type FolderLimit, filesOfFolder } from '../../../upload/folder-archive.ts';
import { sendIntake, sendIntakeFolder } from '../../../upload/send-file.ts';
import { useWork } from '../../preview/use-work.ts';
import { useRefreshBatch } from '../use-batch.ts';

const waitForIntake = (workId: string) => call('waitForIntake', { workId });
/** How often the list is read again while packages come in, so that it can be watched to grow. Milliseconds. */
const SHOWN_EVERY = 3_000;

/** A dropped folder goes over the bridge: a whole stick is better chosen. */
const DROPPED: FolderLimit = {
  mostFiles: 20_000,
  remedy: '拖入太慢。请点“收文件夹…”选择它。',
};

/** Dropped files on their way: how many are there, of how many. */
export interface Sending {
  done: number;
  total: number;
  stop: () => void;
}

/** Packages into a batch: chosen, dropped or from a stick, and what became of them. */
export function useTakingIn(batchId: string, receivedOn: string) {
  const { show, tellError } = useToasts();
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
  const drop = async ({ files, folders }: Dropped) => {
    const stop = new AbortController();
    const { signal } = stop;
    const sources: IntakeSource[] = [];
    const sendAll = async <T>(all: readonly T[], send: (one: T) => Promise<IntakeSource>) => {
      for (const [index, one] of all.entries()) {
        if (signal.aborted) return;
        setSending({ done: index, total: all.length, stop: () => stop.abort() });
        try {
          sources.push(await send(one));
        } catch (error) {
          if (!signal.aborted) tellError(error);
        }
      }
    };
    const sendFiles = (some: readonly File[]) =>
      sendAll(some, (file) => sendIntake(batchId, file, { signal }));
    try {
      await sendFiles(files);
      for (const folder of folders) {
        setSending({ done: 0, total: 1, stop: () => stop.abort() });
        const { packages, loose } = droppedPackages(await filesOfFolder(folder, signal, DROPPED));
        if (packages.length + loose.length === 0)
          show({ kind: 'info', text: `“${folder.name}”里没有申报包，也没有压缩包。` });
        await sendAll(packages, (each) => sendIntakeFolder(batchId, each, { signal }));
        await sendFiles(loose);
      }
    } catch (error) {
      if (!signal.aborted) tellError(error);
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
    drop: (dropped: Dropped) => void drop(dropped).catch(tellError),
  };
}
export type TakingIn = ReturnType<typeof useTakingIn>;

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { BatchHead } from '../../../shared/contract/intake.ts';
import type { CallOutput } from '../../../shared/contract.ts';
import type { Batch } from '../../../shared/intake/batch.ts';
import type { Entry, Verdict } from '../../../shared/intake/entry.ts';
import { call } from '../../bridge-calls.ts';
import { useToasts } from '../../shell/toasts.tsx';
import { entryName, VERDICTS } from './entry-words.ts';
import { useTold } from './use-told.ts';

export type OpenedBatch = CallOutput<'openBatch'>;
type Entries = CallOutput<'saveVerdict'>;
const keyOf = (batchId: string) => ['batch', batchId];

/** A batch with all its entries. */
export function useBatch(batchId: string) {
  return useQuery<OpenedBatch>({
    queryKey: keyOf(batchId),
    queryFn: () => call('openBatch', { batchId }),
    staleTime: 0,
  });
}

/** Reads a batch again, and what is made of it. */
export function useRefreshBatch(batchId: string): () => void {
  const client = useQueryClient();
  return useCallback(() => {
    void client.invalidateQueries({ queryKey: keyOf(batchId) });
    void client.invalidateQueries({ queryKey: ['papers', batchId] });
    void client.invalidateQueries({ queryKey: ['entry', batchId] });
    void client.invalidateQueries({ queryKey: ['batches'] });
  }, [client, batchId]);
}

function namesOf(entries: readonly Entry[]): string {
  const [first] = entries;
  if (first === undefined) return '';
  return entries.length === 1 ? entryName(first) : `${entryName(first)} 等 ${entries.length} 份`;
}

/** The values that a person gives to an entry that was typed. */
export interface TypedEntry {
  programme: NonNullable<Entry['programme']>;
  values: Record<string, string>;
  creditCode: string;
  receivedOn: string;
}

/** What can be done with a batch and its entries; each tells what came of it and how to take it back. */
export function useBatchWork(batchId: string) {
  const { show } = useToasts();
  const told = useTold();
  const client = useQueryClient();
  const refresh = useRefreshBatch(batchId);
  return useMemo(() => {
    const done = (work: () => Promise<unknown>) =>
      told(async () => {
        await work();
        refresh();
      });
    const put = (change: (entries: readonly Entry[]) => Entry[]) =>
      client.setQueryData<OpenedBatch>(keyOf(batchId), (known) =>
        known === undefined ? known : { ...known, entries: change(known.entries) },
      );
    /** The answer is the list as it is now: a thousand entries need not be read a second time. */
    const changed = async (work: () => Promise<Entries>) => {
      const { entries } = await work();
      put(() => entries);
      void client.invalidateQueries({ queryKey: ['papers', batchId] });
      void client.invalidateQueries({ queryKey: ['batches'] });
    };
    /** Shown at once: who decides by the keyboard goes on before the disk has it. */
    const judge = async (entryIds: string[], verdict: Verdict | null, reasons: string | null) => {
      const ids = new Set(entryIds);
      put((entries) =>
        entries.map((entry) =>
          ids.has(entry.entryId) ? { ...entry, verdict, reasons: reasons ?? entry.reasons } : entry,
        ),
      );
      try {
        await changed(() => call('saveVerdict', { batchId, entryIds, verdict, reasons }));
      } catch (error) {
        refresh();
        throw error;
      }
    };
    const giveBack = (entries: readonly Entry[]) =>
      done(async () => {
        await call('returnEntries', { batchId, entryIds: entries.map(({ entryId }) => entryId) });
        show({ kind: 'done', text: `已放回：${namesOf(entries)}。` });
      });
    /** As they were before: each group of the same verdict at once. */
    const restoreVerdicts = (before: readonly Entry[]) =>
      told(async () => {
        for (const verdict of new Set(before.map((entry) => entry.verdict))) {
          const entryIds = before.flatMap((entry) => (entry.verdict === verdict ? [entry.entryId] : []));
          await judge(entryIds, verdict, null);
        }
      });
    return {
      giveBack,
      saveHead: (head: BatchHead, recommendation: string) =>
        done(() => call('saveBatch', { batchId, head, recommendation })),
      /** The verdict of one, with its reasons; `null` leaves them. */
      judge: (entry: Entry, verdict: Verdict | null, reasons: string | null) =>
        told(() => judge([entry.entryId], verdict, reasons)),
      decide: (entries: readonly Entry[], verdict: Verdict | null) =>
        told(async () => {
          const entryIds = entries.map(({ entryId }) => entryId);
          if (entryIds.length === 0) return;
          await judge(entryIds, verdict, null);
          show({
            kind: 'done',
            group: 'verdict',
            text: `${namesOf(entries)}：${verdict === null ? '已撤回结论' : VERDICTS[verdict].words}。`,
            action: { label: '撤销', run: () => void restoreVerdicts(entries) },
          });
        }),
      bin: (entries: readonly Entry[]) =>
        done(async () => {
          const entryIds = entries.map(({ entryId }) => entryId);
          if (entryIds.length === 0) return;
          await call('binEntries', { batchId, entryIds });
          show({
            kind: 'done',
            text: `已移出：${namesOf(entries)}。材料没有删除，可以放回。`,
            action: { label: '撤销', run: () => void giveBack(entries) },
          });
        }),
      prefer: (entry: Entry, others: readonly Entry[]) =>
        done(async () => {
          const { binnedIds } = await call('preferEntry', { batchId, entryId: entry.entryId });
          const gone = others.filter(({ entryId }) => binnedIds.includes(entryId));
          show({
            kind: 'done',
            text: `已以这一份为准，移出同一企业的另外 ${binnedIds.length} 份。`,
            action: { label: '撤销', run: () => void giveBack(gone) },
          });
        }),
      move: (entry: Entry, by: -1 | 1) =>
        told(() => changed(() => call('moveEntry', { batchId, entryId: entry.entryId, by }))),
      add: (typed: TypedEntry) =>
        told(async () => {
          await changed(() => call('addEntry', { batchId, ...typed }));
          show({ kind: 'done', text: `已登记：${typed.values.applicantName ?? ''}。` });
        }),
      save: (entry: Entry, typed: TypedEntry) =>
        told(() => changed(() => call('saveEntry', { batchId, entryId: entry.entryId, ...typed }))),
    };
  }, [batchId, show, told, client, refresh]);
}
export type BatchWork = ReturnType<typeof useBatchWork>;

/** The head of a batch as the calls take it. */
export function headOf({
  name,
  programmes,
  district,
  recommender,
  contactName,
  contactPhone,
}: Batch): BatchHead {
  return { name, programmes, district, recommender, contactName, contactPhone };
}

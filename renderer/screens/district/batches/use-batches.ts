import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { BatchSummary } from '../../../../shared/contract/intake.ts';
import type { Batch } from '../../../../shared/intake/batch.ts';
import { call } from '../../../bridge-calls.ts';
import { useToasts } from '../../../shell/toasts.tsx';
import { useTold } from '../use-told.ts';

/** The batches of this machine, newest first. */
export function useBatches(bin: boolean) {
  return useQuery<BatchSummary[]>({
    queryKey: ['batches', bin ? 'bin' : 'list'],
    queryFn: async () => (await call('listBatches', { bin })).batches,
    staleTime: 0,
  });
}

/** Taking a batch out of the list and putting it back. */
export function useBatchActions() {
  const client = useQueryClient();
  const { show } = useToasts();
  const told = useTold();
  return useMemo(() => {
    const refresh = () => void client.invalidateQueries({ queryKey: ['batches'] });
    const giveBack = ({ batchId, name }: Batch) =>
      told(async () => {
        await call('returnBatch', { batchId });
        refresh();
        show({ kind: 'done', text: `已放回：${name}。` });
      });
    return {
      giveBack,
      bin: (batch: Batch) =>
        told(async () => {
          await call('binBatch', { batchId: batch.batchId });
          refresh();
          show({
            kind: 'done',
            text: `已移出：${batch.name}。收到的材料都还在，可以放回。`,
            action: { label: '撤销', run: () => void giveBack(batch) },
          });
        }),
    };
  }, [client, show, told]);
}

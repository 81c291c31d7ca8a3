import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { CallOutput } from '../../../../shared/contract.ts';
import type { CheckItem } from '../../../../shared/intake/entry.ts';
import { call } from '../../../bridge-calls.ts';
import { useToasts } from '../../../shell/toasts.tsx';

export type OpenedEntry = CallOutput<'openEntry'>;

/** An entry with the officer's list of it, and how a line of the list is kept. */
export function useEntry(batchId: string, entryId: string) {
  const client = useQueryClient();
  const { tellError } = useToasts();
  const { data, error, refetch } = useQuery<OpenedEntry>({
    queryKey: ['entry', batchId, entryId],
    queryFn: () => call('openEntry', { batchId, entryId }),
    staleTime: 0,
  });
  const saveItem = useCallback(
    async ({ itemId, ticked, remark }: Pick<CheckItem, 'itemId' | 'ticked' | 'remark'>) => {
      const key = ['entry', batchId, entryId];
      // At once: a tick that waits for the disk feels like one that was missed.
      client.setQueryData<OpenedEntry>(key, (known) =>
        known === undefined
          ? known
          : {
              ...known,
              items: known.items.map((item) => (item.itemId === itemId ? { ...item, ticked, remark } : item)),
            },
      );
      try {
        await call('saveCheckItem', { batchId, entryId, itemId, ticked, remark });
        return true;
      } catch (problem) {
        tellError(problem);
        void client.invalidateQueries({ queryKey: key });
        return false;
      }
    },
    [client, tellError, batchId, entryId],
  );
  return { opened: data, error, refetch, saveItem };
}
export type SaveItem = ReturnType<typeof useEntry>['saveItem'];

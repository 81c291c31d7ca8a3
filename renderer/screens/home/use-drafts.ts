import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { DraftSummary } from '../../../shared/contract/drafts.ts';
import { bridge } from '../../bridge.ts';
import { call } from '../../bridge-calls.ts';

/** A draft that came in as a whole is checked while the list is shown; the list is read again until then. Milliseconds. */
const CHECKED_AGAIN_AFTER = 1_500;
/** A draft whose check fails stays without progress; it is not waited for without end. */
const MOST_TRIES = 20;

/** The drafts, those of the list or those in the bin, most recent first. */
export function useDrafts(bin: boolean) {
  const client = useQueryClient();
  useEffect(
    () => bridge.onFindingsChanged(() => void client.invalidateQueries({ queryKey: ['drafts'] })),
    [client],
  );
  return useQuery<DraftSummary[]>({
    queryKey: ['drafts', bin ? 'bin' : 'list'],
    queryFn: async () => (await call('listDrafts', { bin })).drafts,
    staleTime: 0,
    refetchInterval: ({ state }) => {
      const unchecked = state.data?.some(({ progress }) => progress === null) ?? false;
      return !bin && unchecked && state.dataUpdateCount < MOST_TRIES ? CHECKED_AGAIN_AFTER : false;
    },
  });
}

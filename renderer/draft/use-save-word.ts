import { useCallback } from 'react';
import type { CallOutput } from '../../shared/contract.ts';
import { call } from '../bridge-calls.ts';
import { useToasts } from '../shell/toasts.tsx';
import { useSession } from './draft-context.tsx';

/** Writes a 修改说明 where the person says, of all that was typed, and tells how it went. */
export function useSaveWord(): (write: () => Promise<CallOutput<'writeChanges'>>) => Promise<void> {
  const session = useSession();
  const { show, tellError } = useToasts();
  return useCallback(
    async (write) => {
      try {
        await session.flush();
        const written = await write();
        if (written.outcome === 'cancelled') return;
        const { madeId, name } = written;
        show({
          kind: 'done',
          text: `已导出修改说明：${name}，写出后已回读核对。`,
          action: {
            label: '打开',
            run: () => void call('openMade', { madeId, part: 'itself' }).catch(tellError),
          },
        });
      } catch (problem) {
        tellError(problem);
      }
    },
    [session, show, tellError],
  );
}

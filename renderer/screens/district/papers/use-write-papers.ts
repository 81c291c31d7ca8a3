import { useMemo } from 'react';
import type { CallOutput } from '../../../../shared/contract.ts';
import type { Entry } from '../../../../shared/intake/entry.ts';
import { call } from '../../../bridge-calls.ts';
import { flushOpenSession } from '../../../shell/open-session.ts';
import { useToasts } from '../../../shell/toasts.tsx';
import { useTold } from '../use-told.ts';

type Written = CallOutput<'writeTables'>;

/** Papers to a place that the person says, each told of with the way to it. */
export function useWritePapers(batchId: string) {
  const { show, tellError } = useToasts();
  const told = useTold();
  return useMemo(() => {
    const write = (what: string, ask: () => Promise<Written>) =>
      told(async () => {
        await flushOpenSession();
        const written = await ask();
        if (written.outcome === 'cancelled') return;
        const { files, madeId } = written;
        const [first] = files;
        const isOne = files.length === 1 && first !== undefined;
        show({
          kind: 'done',
          // Several in a row would pile up over the buttons that write the next.
          group: 'written',
          text: isOne
            ? `已导出${what}：${first.name}，写出后已回读核对。`
            : `已导出${what}，共 ${files.length} 个文件，写出后已回读核对。`,
          action: isOne
            ? {
                label: '打开',
                run: () => void call('openMade', { madeId: first.madeId, part: 'itself' }).catch(tellError),
              }
            : { label: '打开文件夹', run: () => void call('revealMade', { madeId }).catch(tellError) },
        });
      });
    return {
      writeTables: () => write('汇总表', () => call('writeTables', { batchId })),
      writeRecommendation: () => write('推荐意见', () => call('writeRecommendation', { batchId })),
      writeSlips: (entries: readonly Entry[]) =>
        write('退回单', () =>
          call('writeReturnSlips', { batchId, entryIds: entries.map(({ entryId }) => entryId) }),
        ),
    };
  }, [batchId, show, tellError, told]);
}

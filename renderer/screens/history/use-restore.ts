import { useCallback, useState } from 'react';
import type { OpenedDraft } from '../../../shared/contract/drafts.ts';
import { call } from '../../bridge-calls.ts';
import { useSession } from '../../draft/draft-context.tsx';
import { useToasts } from '../../shell/toasts.tsx';

type Restored = { opened: OpenedDraft; before: number };

/** Puts back one change or a whole version; each way back can be taken back by itself, as the history keeps all. */
export function useRestore() {
  const session = useSession();
  const { show, tellError } = useToasts();
  const [isWorking, setWorking] = useState(false);

  const run = useCallback(
    (work: (revision: number) => Promise<OpenedDraft>): Promise<Restored> =>
      session.run(
        async (before) => ({ opened: await work(before), before }),
        ({ opened }) => session.adopt(opened),
      ),
    [session],
  );

  const restore = useCallback(
    async (work: (revision: number) => Promise<OpenedDraft>, done: string): Promise<void> => {
      const { draftId } = session;
      setWorking(true);
      try {
        const { opened, before } = await run(work);
        if (opened.summary.revision === before)
          return show({ kind: 'info', text: '现在的内容就是这样，没有需要恢复的。' });
        const { entries } = await call('listHistory', { draftId, field: null, before: null, limit: 1 });
        const [made] = entries;
        const undo = async () => {
          if (made === undefined) return;
          const { entryId } = made;
          await run((revision) => call('restoreEntry', { draftId, revision, entryId }));
          show({ kind: 'done', text: '已撤销恢复，内容和恢复之前一样。' });
        };
        show({
          kind: 'done',
          text: done,
          action: { label: '撤销', run: () => void undo().catch(tellError) },
        });
      } catch (error) {
        tellError(error);
      } finally {
        setWorking(false);
      }
    },
    [session, run, show, tellError],
  );

  return {
    isWorking,
    restoreEntry: (entryId: string, subject: string) =>
      restore(
        (revision) => call('restoreEntry', { draftId: session.draftId, revision, entryId }),
        `已恢复：${subject}改回这次修改之前的内容。其他内容没有变。`,
      ),
    restoreVersion: (version: number, when: string) =>
      restore(
        (revision) => call('restoreVersion', { draftId: session.draftId, revision, version }),
        `已把整份草稿恢复到${when} 的版本。恢复之前的内容仍在历史里。`,
      ),
  };
}

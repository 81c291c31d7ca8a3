import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { DraftSummary } from '../../../shared/contract/drafts.ts';
import type { Programme } from '../../../shared/form/definition.ts';
import { sizeWords } from '../../../shared/text/size-words.ts';
import { call } from '../../bridge-calls.ts';
import { draftWords } from '../../draft/draft-names.ts';
import { useNavigation } from '../../shell/navigation.tsx';
import { useNotice } from '../../shell/notice.ts';
import { flushOpenSession } from '../../shell/open-session.ts';
import { useToasts } from '../../shell/toasts.tsx';

/** What can be done with a draft of the list; each tells what came of it, and errors in their own words. */
export function useDraftActions() {
  const { notice } = useNotice();
  const { goTo } = useNavigation();
  const { show, tellError } = useToasts();
  const client = useQueryClient();
  return useMemo(() => {
    /** The list follows by itself: nobody waits for it to be read before going on. */
    const refresh = () => void client.invalidateQueries({ queryKey: ['drafts'] });
    const open = (draftId: string) => goTo({ screen: 'draft', draftId, pane: null });
    /** Tells instead of throwing. */
    const told = async (work: () => Promise<void>): Promise<void> => {
      try {
        await work();
      } catch (error) {
        tellError(error);
      }
    };
    const takeFromBin = (draft: DraftSummary) =>
      told(async () => {
        await call('takeFromBin', { draftId: draft.draftId });
        refresh();
        show({ kind: 'done', text: `已放回：${draftWords(draft, notice)}。` });
      });

    return {
      open,
      openHistory: (draftId: string) =>
        goTo({ screen: 'draft', draftId, pane: { kind: 'history', field: null } }),
      openExports: (draftId: string) =>
        goTo({ screen: 'draft', draftId, pane: { kind: 'exports', from: null } }),
      openExample: (programme: Programme) =>
        told(async () => {
          const { draft } = await call('createExample', { programme });
          refresh();
          open(draft.draftId);
        }),
      duplicate: (draft: DraftSummary) =>
        told(async () => {
          const copy = await call('duplicateDraft', { draftId: draft.draftId });
          refresh();
          show({
            kind: 'done',
            text: `已复制：${draftWords(draft, notice)}。副本排在最前，原来的没有改动。`,
            action: { label: '打开副本', run: () => open(copy.draft.draftId) },
          });
        }),
      exportDraft: (draftId: string) =>
        told(async () => {
          await flushOpenSession();
          const written = await call('exportDraft', { draftId });
          if (written.outcome === 'cancelled') return;
          const { name, bytes, madeId } = written;
          show({
            kind: 'done',
            text: `已导出草稿：${name}（${sizeWords(bytes)}）。可以复制到另一台电脑，在申报匣中导入。`,
            action: { label: '打开所在文件夹', run: () => void told(() => call('revealMade', { madeId })) },
          });
        }),
      bin: (draft: DraftSummary) =>
        told(async () => {
          await call('binDraft', { draftId: draft.draftId });
          refresh();
          show({
            kind: 'done',
            text: `已移入回收站：${draftWords(draft, notice)}。30 天内可以放回。`,
            action: { label: '撤销', run: () => void takeFromBin(draft) },
          });
        }),
      takeFromBin,
      deleteForGood: (draft: DraftSummary) =>
        told(async () => {
          await call('deleteDraft', { draftId: draft.draftId });
          refresh();
          show({ kind: 'info', text: `已彻底删除：${draftWords(draft, notice)}。` });
        }),
    };
  }, [notice, goTo, show, tellError, client]);
}
/** What the list offers for a draft. */
export type DraftActions = ReturnType<typeof useDraftActions> & { checkCode: () => void };

import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useRef, useState, useSyncExternalStore } from 'react';
import type { DraftSummary } from '../../shared/contract/drafts.ts';
import { CallError, call } from '../bridge-calls.ts';
import { draftWords } from '../draft/draft-names.ts';
import { useDraftActions } from '../screens/home/use-draft-actions.ts';
import { DraftOfferSheet, type OfferChoice } from './draft-offer-sheet.tsx';
import { addOffer, type DraftOffer, endOffer, offersWaiting, onOffers } from './draft-offers.ts';
import { useNavigation } from './navigation.tsx';
import { useNotice } from './notice.ts';
import { flushOpenSession, openDraftId, openSession } from './open-session.ts';
import { askForPassword } from './password/waiting-passwords.ts';
import { useToasts } from './toasts.tsx';
import { useCommand } from './use-commands.ts';

const FILE_COMMANDS = ['importDraft', 'exportDraft'] as const;

/** An open draft that was replaced from a file is shown as it is now. */
async function readOpenDraftAnew(draftId: string): Promise<void> {
  const session = openSession();
  if (session?.draftId !== draftId) return;
  await session.run(
    () => call('openDraft', { draftId }),
    (opened) => session.adopt(opened),
  );
}

/** Drafts as files, from every screen: import and export of the menu, and drafts that the system opened with us. @returns the question about a draft that waits, while there is one */
export function useDraftOffers(): ReactNode {
  const { notice } = useNotice();
  const { goTo } = useNavigation();
  const { show, tellError } = useToasts();
  const { exportDraft } = useDraftActions();
  const client = useQueryClient();
  const [offer] = useSyncExternalStore(onOffers, offersWaiting);
  const [isWorking, setWorking] = useState(false);
  const isPicking = useRef(false);

  const tookIn = useCallback(
    async (draft: DraftSummary) => {
      void client.invalidateQueries({ queryKey: ['drafts'] });
      await readOpenDraftAnew(draft.draftId);
      show({ kind: 'done', text: `已导入：${draftWords(draft, notice)}。原文件没有改动。` });
      goTo({ screen: 'draft', draftId: draft.draftId, pane: null });
    },
    [client, show, notice, goTo],
  );

  const pick = useCallback(async () => {
    if (isPicking.current) return;
    isPicking.current = true;
    try {
      const answer = await call('importDraft');
      if (answer.outcome === 'imported') await tookIn(answer.draft);
      if (answer.outcome === 'exists') {
        const { importId, incoming, existing } = answer;
        addOffer({ importId, name: null, incoming, existing });
      }
      if (answer.outcome === 'protected')
        askForPassword({ kind: 'open', importId: answer.importId, name: answer.name });
    } catch (error) {
      tellError(error);
    } finally {
      isPicking.current = false;
    }
  }, [tookIn, tellError]);

  const settle = async ({ importId }: DraftOffer, choice: OfferChoice) => {
    setWorking(true);
    try {
      // What was typed last belongs to the state that goes into the history.
      if (choice === 'replace') await flushOpenSession();
      const settled = await call('settleImport', { importId, choice });
      endOffer(importId);
      if (settled.outcome === 'imported') await tookIn(settled.draft);
    } catch (error) {
      // On a full disk, say, the question stays for another try; a draft that is gone is asked about no more.
      if (choice === 'discard' || (error instanceof CallError && error.code === 'gone')) endOffer(importId);
      tellError(error);
    } finally {
      setWorking(false);
    }
  };

  useCommand(
    FILE_COMMANDS,
    useCallback(
      (command) => {
        if (command === 'importDraft') return void pick();
        const draftId = openDraftId();
        if (draftId === undefined)
          show({ kind: 'info', text: '请先打开要导出的草稿；在“我的申报”中也可以用草稿的“…”菜单导出。' });
        else void exportDraft(draftId);
      },
      [pick, show, exportDraft],
    ),
  );

  if (offer === undefined) return null;
  return (
    <DraftOfferSheet
      key={offer.importId}
      offer={offer}
      isWorking={isWorking}
      choose={(choice) => void settle(offer, choice)}
    />
  );
}

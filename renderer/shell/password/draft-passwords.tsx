import { useCallback, useSyncExternalStore } from 'react';
import { openDraftId } from '../open-session.ts';
import { useToasts } from '../toasts.tsx';
import { useCommand } from '../use-commands.ts';
import { ProtectDraftSheet } from './protect-draft-sheet.tsx';
import { UnlockDraftSheet } from './unlock-draft-sheet.tsx';
import { askForPassword, endWish, onWishes, wishesWaiting } from './waiting-passwords.ts';

const COMMANDS = ['protectDraft'] as const;

/** Passwords of drafts, from every screen: one after the other. */
export function DraftPasswords() {
  const { show } = useToasts();
  const [wish] = useSyncExternalStore(onWishes, wishesWaiting);
  useCommand(
    COMMANDS,
    useCallback(() => {
      const draftId = openDraftId();
      if (draftId === undefined)
        show({ kind: 'info', text: '请先打开要导出的草稿；在“我的申报”中也可以用草稿的“…”菜单导出。' });
      else askForPassword({ kind: 'protect', draftId });
    }, [show]),
  );
  const close = useCallback(() => {
    if (wish !== undefined) endWish(wish);
  }, [wish]);
  if (wish === undefined) return null;
  return wish.kind === 'protect' ? (
    <ProtectDraftSheet key={wish.draftId} draftId={wish.draftId} onClose={close} />
  ) : (
    <UnlockDraftSheet key={wish.importId} importId={wish.importId} name={wish.name} onClose={close} />
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { Button, Spin } from 'antd';
import { useEffect, useState } from 'react';
import { call, messageOf } from '../../bridge-calls.ts';
import { DraftProvider } from '../../draft/draft-context.tsx';
import { DraftSession } from '../../draft/draft-session.ts';
import { type DraftPane, useNavigation } from '../../shell/navigation.tsx';
import { useNotice } from '../../shell/notice.ts';
import { setOpenSession } from '../../shell/open-session.ts';
import { TitleBar } from '../../shell/title-bar.tsx';
import { useToasts } from '../../shell/toasts.tsx';
import { ExportProvider } from '../preview/export-context.tsx';
import { Walk } from './walk.tsx';

type Opening = { session: DraftSession } | { problem: string } | undefined;

/** Opens a draft and holds it open as long as it is on the screen; leaving it saves what was typed. */
function useOpening(draftId: string): [Opening, () => void] {
  const notice = useNotice();
  const client = useQueryClient();
  const { tellError } = useToasts();
  const [opening, setOpening] = useState<Opening>();
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` asks for another try; the notice of the start serves the whole stay
  useEffect(() => {
    let left = false;
    let session: DraftSession | undefined;
    let release = () => {};
    setOpening(undefined);
    call('openDraft', { draftId }).then(
      (opened) => {
        if (left) return;
        session = new DraftSession(opened, notice);
        release = setOpenSession(session);
        setOpening({ session });
      },
      (error: unknown) => {
        if (!left) setOpening({ problem: messageOf(error) });
      },
    );
    return () => {
      left = true;
      release();
      session
        ?.flush()
        .catch(tellError)
        .finally(() => {
          session?.close();
          client.removeQueries({ queryKey: ['findings', draftId] });
          void client.invalidateQueries({ queryKey: ['drafts'] });
        });
    };
  }, [draftId, attempt, client, tellError]);
  return [opening, () => setAttempt((before) => before + 1)];
}

/** A draft: opened where it was left, or where `pane` says. */
export function DraftScreen({ draftId, pane }: { draftId: string; pane: DraftPane | null }) {
  const { goTo } = useNavigation();
  const [opening, again] = useOpening(draftId);
  if (opening === undefined)
    return (
      <>
        <TitleBar />
        <main className="plain-page" aria-busy="true">
          <Spin description="正在打开草稿……" />
        </main>
      </>
    );
  if ('problem' in opening)
    return (
      <>
        <TitleBar />
        <main className="plain-page" role="alert">
          <h1>草稿没有打开</h1>
          <p>{opening.problem}</p>
          <Button type="primary" onClick={again}>
            再试一次
          </Button>{' '}
          <Button onClick={() => goTo({ screen: 'home' })}>回到我的申报</Button>
        </main>
      </>
    );
  return (
    <DraftProvider session={opening.session}>
      <ExportProvider>
        <Walk pane={pane} />
      </ExportProvider>
    </DraftProvider>
  );
}

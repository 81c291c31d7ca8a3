import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../shared/contract.ts';
import { sizeWords } from '../../../shared/text/size-words.ts';
import { call, messageOf } from '../../bridge-calls.ts';
import { useWork } from '../../screens/preview/use-work.ts';
import { WorkProgress } from '../../screens/preview/work-progress.tsx';
import { flushOpenSession } from '../open-session.ts';
import { Sheet } from '../sheet.tsx';
import { useToasts } from '../toasts.tsx';
import { useNewPassword } from './password-box.tsx';

const wait = (workId: string): Promise<CallOutput<'waitForProtectedDraft'>> =>
  call('waitForProtectedDraft', { workId });

/** A draft goes out with a password: typed twice, where to, how far it is. */
export function ProtectDraftSheet({ draftId, onClose }: { draftId: string; onClose: () => void }) {
  const { show, tellError } = useToasts();
  const [isAsking, setAsking] = useState(false);
  const { state, run, cancel } = useWork(wait);
  const start = async (password: string) => {
    setAsking(true);
    try {
      await flushOpenSession();
      const started = await call('startProtectedDraft', { draftId, password });
      // The dialog was closed: what was typed stays.
      if (started.outcome === 'started') run(async () => started);
    } catch (error) {
      tellError(error);
    } finally {
      setAsking(false);
    }
  };
  const { boxes, submit } = useNewPassword('这份文件', (password) => void start(password));

  useEffect(() => {
    if (state.phase !== 'ended') return;
    const { name, bytes, madeId } = state.result;
    show({
      kind: 'done',
      text: `已导出加密码的草稿：${name}（${sizeWords(bytes)}）。密码请另外告诉对方，不要和文件放在一起。`,
      action: {
        label: '打开所在文件夹',
        run: () => void call('revealMade', { madeId }).catch(tellError),
      },
    });
    onClose();
  }, [state, show, tellError, onClose]);

  const isRunning = state.phase === 'running';
  return (
    <Sheet
      title="导出草稿（加密码）"
      kind="middle"
      onClose={onClose}
      footer={
        isRunning ? undefined : (
          <>
            <Button onClick={onClose}>不导出</Button>
            <Button type="primary" loading={isAsking} onClick={submit}>
              选择位置并导出……
            </Button>
          </>
        )
      }
    >
      {isRunning ? (
        <WorkProgress title="正在导出加密码的草稿" stage={state.stage} cancel={cancel} />
      ) : (
        <>
          <p>导出的 .dossier 文件里的内容和佐证材料都会加密，导入时要输入密码。这台电脑上的草稿不受影响。</p>
          {boxes}
        </>
      )}
      {state.phase === 'failed' ? (
        <p role="alert" className="password-problem">
          {messageOf(state.error)}
        </p>
      ) : null}
      {state.phase === 'cancelled' ? <p role="status">已取消，没有留下未完成的文件。</p> : null}
    </Sheet>
  );
}

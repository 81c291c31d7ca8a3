import { Button } from 'antd';
import { useEffect } from 'react';
import type { CallOutput } from '../../../shared/contract.ts';
import { CallError, call, messageOf } from '../../bridge-calls.ts';
import { useWork } from '../../screens/preview/use-work.ts';
import { WorkProgress } from '../../screens/preview/work-progress.tsx';
import { addOffer } from '../draft-offers.ts';
import { Sheet } from '../sheet.tsx';
import { useGivenPassword } from './password-box.tsx';

const wait = (workId: string): Promise<CallOutput<'waitForUnlock'>> => call('waitForUnlock', { workId });

interface UnlockProps {
  importId: string;
  name: string;
  /** It has been opened, or is given up. */
  onClose: () => void;
}

/** A draft that opens with a password: asked for until it is the right one, or given up. */
export function UnlockDraftSheet({ importId, name, onClose }: UnlockProps) {
  const { state, run, cancel } = useWork(wait);
  const start = (password: string) => run(() => call('startUnlock', { importId, password }));
  const error = state.phase === 'failed' ? state.error : undefined;
  const isWrong = error instanceof CallError && error.code === 'wrongPassword';
  const { boxes, submit, isEmpty } = useGivenPassword(isWrong ? messageOf(error) : undefined, start);
  const isRunning = state.phase === 'running';

  useEffect(() => {
    if (state.phase !== 'ended') return;
    const { incoming, existing } = state.result;
    addOffer({ importId, name, incoming, existing });
    onClose();
  }, [state, importId, name, onClose]);

  const leave = () => {
    void call('settleImport', { importId, choice: 'discard' }).catch(() => undefined);
    onClose();
  };
  return (
    <Sheet
      title="这份草稿加了密码"
      kind="middle"
      onClose={leave}
      footer={
        isRunning ? undefined : (
          <>
            <Button onClick={leave}>不导入</Button>
            <Button type="primary" disabled={isEmpty} onClick={submit}>
              打开
            </Button>
          </>
        )
      }
    >
      {/* What was typed stays while it is tried. */}
      <div hidden={isRunning}>
        <p>文件“{name}”要用密码打开。密码由导出它的人设置，请向对方询问。原文件不会改动。</p>
        {boxes}
      </div>
      {isRunning ? <WorkProgress title="正在打开草稿" stage={state.stage} cancel={cancel} /> : null}
      {error === undefined || isWrong ? null : (
        <p role="alert" className="password-problem">
          {messageOf(error)}
        </p>
      )}
    </Sheet>
  );
}

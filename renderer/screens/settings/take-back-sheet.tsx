import { Button } from 'antd';
import type { CallOutput } from '../../../shared/contract.ts';
import { momentWords } from '../../../shared/text/moment-words.ts';
import { CallError, call, messageOf } from '../../bridge-calls.ts';
import { useGivenPassword } from '../../shell/password/password-box.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import { useWork } from '../preview/use-work.ts';
import { WorkProgress } from '../preview/work-progress.tsx';
import './settings.css';

export type ChosenCopy = Extract<CallOutput<'chooseCopyToTakeBack'>, { outcome: 'chosen' }>;
type Taken = Extract<CallOutput<'waitForTakingBack'>, { outcome: 'taken' }>;

const wait = (workId: string): Promise<CallOutput<'waitForTakingBack'>> =>
  call('waitForTakingBack', { workId });

function takenWords({ files, missing }: Taken): string {
  const gone = missing === 0 ? '' : `有 ${missing} 个文件第二份备份里也没有。`;
  return `内容和 ${files} 个文件已取回，并核对过。${gone}`;
}

interface TakeBackProps {
  copy: ChosenCopy;
  /** Something may have been taken back. */
  onClose: () => void;
}

/** A second copy's backups come back among those of this computer: its password where it has one, how far it is, what next. */
export function TakeBackSheet({ copy, onClose }: TakeBackProps) {
  const { copyId, shown, isProtected, backups, latestAt } = copy;
  const { state, run, cancel } = useWork(wait);
  const start = (password: string | null) => run(() => call('startTakingBack', { copyId, password }));
  const error = state.phase === 'failed' ? state.error : undefined;
  const isWrong = error instanceof CallError && error.code === 'wrongPassword';
  const { boxes, submit, isEmpty } = useGivenPassword(isWrong ? messageOf(error) : undefined, start);
  const isRunning = state.phase === 'running';
  const taken = state.phase === 'ended' ? state.result : undefined;

  const footer = () => {
    if (isRunning) return undefined;
    if (taken !== undefined)
      return (
        <Button type="primary" onClick={onClose}>
          去选择要恢复的备份
        </Button>
      );
    return (
      <>
        <Button onClick={onClose}>不取回</Button>
        <Button
          type="primary"
          disabled={isProtected && isEmpty}
          onClick={() => (isProtected ? submit() : start(null))}
        >
          取回
        </Button>
      </>
    );
  };
  return (
    <Sheet title="从第二份备份取回" kind="middle" onClose={onClose} footer={footer()}>
      {taken === undefined ? (
        <div hidden={isRunning}>
          <p className="settings-path">{shown}</p>
          <p>
            有 {backups} 个备份，最近的是{momentWords(latestAt, new Date())}
            。取回最近的几个，连同佐证材料。现在的数据不会改动，恢复要在备份列表里另外确认。
          </p>
          {isProtected ? (
            <>
              <p>这份备份加了密码，请输入设置时的密码。</p>
              {boxes}
            </>
          ) : null}
        </div>
      ) : (
        <p role="status">✓ {takenWords(taken)}请在备份列表里选一个，点“恢复”。</p>
      )}
      {isRunning ? (
        <WorkProgress
          title="正在取回备份"
          stage={state.stage}
          cancel={cancel}
          cancelWords="取消不影响现在的数据，也不影响第二份备份。"
        />
      ) : null}
      {error === undefined || isWrong ? null : (
        <p role="alert" className="backup-problem">
          {messageOf(error)}
        </p>
      )}
      {state.phase === 'cancelled' ? <p role="status">已取消。</p> : null}
    </Sheet>
  );
}

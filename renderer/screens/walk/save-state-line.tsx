import { Button } from 'antd';
import { useState } from 'react';
import { useDraftState, useSession } from '../../draft/draft-context.tsx';
import type { DraftState } from '../../draft/draft-session.ts';

const saveOf = (state: DraftState) => state.save;

function clock(moment: string): string {
  return new Date(moment).toLocaleTimeString('zh-CN', { hour12: false });
}

/** “已保存 14:03:21”, always in view. Shape and words carry the state, not the colour alone. */
export function SaveStateLine() {
  const save = useDraftState(saveOf);
  if (save.phase === 'failed') return <span className="save-state save-failed">▲ 没有保存</span>;
  return (
    <span className="save-state" data-phase={save.phase}>
      {save.phase === 'saved' ? `✓ 已保存 ${clock(save.at)}` : '● 正在保存……'}
    </span>
  );
}

/**
 * Why nothing is saved, whole and in view until it is: what happened, what to do, and that what was
 * written is still there. It stays while a save is tried again.
 */
export function SaveFailure() {
  const session = useSession();
  const save = useDraftState(saveOf);
  const [failure, setFailure] = useState<string>();
  if (save.phase === 'failed' && save.message !== failure) setFailure(save.message);
  if (save.phase === 'saved' && failure !== undefined) setFailure(undefined);
  if (failure === undefined) return null;
  return (
    <div role="alert" className="save-failure">
      <p>
        <strong>▲ 没有保存：</strong>
        {failure} 写下的内容还在窗口里，会自动再试；保存好之前请不要关闭窗口。
      </p>
      <Button onClick={() => void session.flush().catch(() => undefined)}>现在再试</Button>
    </div>
  );
}

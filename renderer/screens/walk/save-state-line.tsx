import { Tooltip } from 'antd';
import { useDraftState } from '../../draft/draft-context.tsx';
import type { DraftState } from '../../draft/draft-session.ts';

const saveOf = (state: DraftState) => state.save;

function clock(moment: string): string {
  return new Date(moment).toLocaleTimeString('zh-CN', { hour12: false });
}

/** “已保存 14:03:21”, always in view. Shape and words carry the state, not the colour alone. */
export function SaveStateLine() {
  const save = useDraftState(saveOf);
  if (save.phase === 'failed')
    return (
      <Tooltip title={save.message}>
        <span className="save-state save-failed" role="alert">
          ▲ 没有保存：{save.message}
        </span>
      </Tooltip>
    );
  return (
    <span className="save-state" data-phase={save.phase}>
      {save.phase === 'saved' ? `✓ 已保存 ${clock(save.at)}` : '● 正在保存……'}
    </span>
  );
}

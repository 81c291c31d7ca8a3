import { Button } from 'antd';
import { useState } from 'react';
import { call } from '../../bridge-calls.ts';
import { useSession } from '../../draft/draft-context.tsx';
import { useToasts } from '../../shell/toasts.tsx';
import type { Exported } from './export-done.tsx';

interface NotRememberedProps {
  madeId: string;
  reason: NonNullable<Exported['notRemembered']>;
  /** An export with 草稿 across its pages locks nothing in any case. */
  incomplete: boolean;
}

const REASONS: Record<NotRememberedProps['reason'], string> = {
  diskFull: '保存草稿的磁盘已满',
  other: '草稿库这时不能写入',
};

/** The package is there and whole, but its line in 导出记录 is not: what that means, and the way to add it. */
export function NotRemembered({ madeId, reason, incomplete }: NotRememberedProps) {
  const session = useSession();
  const { show, tellError } = useToasts();
  const [isDone, setDone] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const again = async () => {
    setBusy(true);
    try {
      await call('rememberExport', { madeId });
      await session.readSealing();
      setDone(true);
      show({ kind: 'done', text: incomplete ? '已记下这次导出。' : '已记下这次导出，内容已锁定。' });
    } catch (error) {
      tellError(error);
    } finally {
      setBusy(false);
    }
  };
  if (isDone) return null;
  return (
    <section className="card export-not-remembered" role="alert">
      <p>
        <strong>
          <span aria-hidden="true">△ </span>申报包完好，可以使用，但这次导出没有记下来（{REASONS[reason]}）。
        </strong>
      </p>
      <ul>
        {incomplete ? null : <li>内容没有锁定：之后改动，不会提醒盖章页作废。</li>}
        <li>“核对对照码”和“导出记录”里没有这个对照码。</li>
      </ul>
      <p>
        {reason === 'diskFull' ? '请先清理磁盘，再' : '请'}
        <Button loading={isBusy} onClick={() => void again()}>
          再记一次
        </Button>
        {incomplete ? '' : '记下之前请不要改动内容。'}
      </p>
    </section>
  );
}

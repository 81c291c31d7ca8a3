import { Button } from 'antd';
import type { CallOutput } from '../../../shared/contract.ts';
import { call } from '../../bridge-calls.ts';
import { useToasts } from '../../shell/toasts.tsx';
import { DeliveryActions } from '../delivery/delivery-actions.tsx';

export type Sealed = Extract<CallOutput<'waitForSealing'>, { outcome: 'sealed' }>;

/** The end: the sealed package, where it is, and that it is the one that is handed in. */
export function SealedResult({ sealed }: { sealed: Sealed }) {
  const { tellError } = useToasts();
  const { madeId, shown, twinCode, pages } = sealed;
  return (
    <section aria-label="已写出已盖章的申报包">
      <p className="delivery-done">
        <span aria-hidden="true">✓ </span>已写出已盖章的申报包，并已全部回读核对。
      </p>
      <dl className="export-facts">
        <div>
          <dt>对照码</dt>
          <dd className="twin-code">{twinCode}</dd>
        </div>
        <div>
          <dt>盖章页</dt>
          <dd>{pages} 页已放回成册，其余各页不变、仍可搜索文字</dd>
        </div>
        <div>
          <dt>位置</dt>
          <dd>{shown}</dd>
        </div>
      </dl>
      <div className="export-actions">
        <Button type="primary" onClick={() => void call('revealMade', { madeId }).catch(tellError)}>
          打开文件夹
        </Button>
        <Button onClick={() => void call('openMade', { madeId, part: 'sealed' }).catch(tellError)}>
          打开已盖章的成册
        </Button>
      </div>
      <h3>送交这一份</h3>
      <p>报送区县的电子版用这一份，里面有盖章前和盖章后的成册。盖章前的申报包还在原处，没有改动。</p>
      <DeliveryActions madeId={madeId} incomplete={false} />
    </section>
  );
}

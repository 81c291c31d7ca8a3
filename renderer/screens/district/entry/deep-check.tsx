import { Button } from 'antd';
import { useEffect } from 'react';
import { call, messageOf } from '../../../bridge-calls.ts';
import { useWork } from '../../preview/use-work.ts';
import { WorkProgress } from '../../preview/work-progress.tsx';
import { useRefreshBatch } from '../use-batch.ts';

const waitForDeepCheck = (workId: string) => call('waitForDeepCheck', { workId });

/** 逐页复核: every document of the package read back and compared with what was filled in. */
export function DeepCheck({ batchId, entryId }: { batchId: string; entryId: string }) {
  const { state, run, cancel } = useWork(waitForDeepCheck);
  const refresh = useRefreshBatch(batchId);
  useEffect(() => {
    if (state.phase === 'ended') refresh();
  }, [state.phase, refresh]);
  if (state.phase === 'running')
    return (
      <WorkProgress
        title="正在复核文档"
        stage={state.stage}
        cancel={cancel}
        cancelWords="取消后，这一份的材料和结论不变。"
      />
    );
  return (
    <section aria-label="复核文档">
      <h3>复核文档</h3>
      <p className="quiet">
        收取时已逐个文件核对清单和对照码。有疑问的，再把
        Word、PDF、成册逐段读回，与填报内容比较（约需半分钟）。
      </p>
      <Button size="small" onClick={() => run(() => call('startDeepCheck', { batchId, entryId }))}>
        复核 Word 和 PDF
      </Button>
      <div aria-live="polite">
        {state.phase === 'cancelled' ? <p>已取消复核。</p> : null}
        {state.phase === 'failed' ? (
          <p className="sign-block" role="alert">
            {messageOf(state.error)}
          </p>
        ) : null}
        {state.phase === 'ended' && state.result.intact ? (
          <p className="sign-done">
            <span aria-hidden="true">● </span>Word、PDF、成册都与填报内容一致。
          </p>
        ) : null}
        {state.phase === 'ended' && !state.result.intact ? (
          <>
            <p className="sign-block">
              <span aria-hidden="true">▲ </span>有 {state.result.problems.length} 处不一致：
            </p>
            <ul className="entry-problems">
              {state.result.problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
    </section>
  );
}

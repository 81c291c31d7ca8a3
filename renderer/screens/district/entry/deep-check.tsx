import { Button } from 'antd';
import { useEffect } from 'react';
import type { DocumentCheck, Entry } from '../../../../shared/intake/entry.ts';
import { documentProblems } from '../../../../shared/intake/return-remarks.ts';
import { momentWords } from '../../../../shared/text/moment-words.ts';
import { call, messageOf } from '../../../bridge-calls.ts';
import { useWork } from '../../preview/use-work.ts';
import { WorkProgress } from '../../preview/work-progress.tsx';
import { useRefreshBatch } from '../use-batch.ts';
import { FindingLines } from './finding-lines.tsx';

const waitForDeepCheck = (workId: string) => call('waitForDeepCheck', { workId });

/** What was found, when: kept with the application, and told on its 退回单. */
function Found({ entry, check }: { entry: Entry; check: DocumentCheck }) {
  const { problems, pageFindings, checkedAt } = check;
  const known = problems.length - documentProblems(entry).length;
  return (
    <>
      <p className={problems.length === 0 ? 'sign-done' : 'sign-block'}>
        <span aria-hidden="true">{problems.length === 0 ? '● ' : '▲ '}</span>
        {problems.length === 0
          ? 'Word、PDF、成册都与填报内容一致。'
          : `有 ${problems.length} 处不一致${known === 0 ? '' : `（${known} 处收取时已列在上面）`}：`}
        <span className="quiet"> {momentWords(checkedAt, new Date())} 复核</span>
      </p>
      {problems.length === known ? null : (
        <ul className="entry-problems">
          {documentProblems(entry).map((problem, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a list that does not change
            <li key={index}>{problem}</li>
          ))}
        </ul>
      )}
      {pageFindings.length === 0 ? null : (
        <>
          <p>佐证材料和插图：</p>
          <FindingLines findings={pageFindings} />
        </>
      )}
    </>
  );
}

/** 复核文档: every document of the package read back and compared with what was filled in, each page looked at. */
export function DeepCheck({ entry }: { entry: Entry }) {
  const { batchId, entryId, documentCheck } = entry;
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
        cancelWords="取消后，这一份的材料、结论和上次复核的结果不变。"
      />
    );
  return (
    <section aria-label="复核文档">
      <h3>复核文档</h3>
      {documentCheck === null ? (
        <p className="quiet">
          收取时已逐个文件核对清单和对照码。有疑问的，再把
          Word、PDF、成册逐段读回，与填报内容比较，并查看佐证材料有没有空白、模糊的页（约需半分钟）。结果留在这里，也写进退回单。
        </p>
      ) : null}
      <div aria-live="polite">
        {documentCheck === null ? null : <Found entry={entry} check={documentCheck} />}
        {state.phase === 'cancelled' ? <p>已取消复核。</p> : null}
        {state.phase === 'failed' ? (
          <p className="sign-block" role="alert">
            {messageOf(state.error)}
          </p>
        ) : null}
      </div>
      <Button size="small" onClick={() => run(() => call('startDeepCheck', { batchId, entryId }))}>
        {documentCheck === null ? '复核 Word 和 PDF' : '再复核一次'}
      </Button>
    </section>
  );
}

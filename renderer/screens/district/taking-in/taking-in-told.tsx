import { Button } from 'antd';
import type { IntakeReport } from '../../../../shared/contract/intake.ts';
import { messageOf } from '../../../bridge-calls.ts';
import { WorkProgress } from '../../preview/work-progress.tsx';
import type { TakingIn } from './use-taking-in.ts';
import '../../preview/preview.css';

function reportWords({ stopped, taken, already, refused }: IntakeReport): string {
  const parts = [
    `收好 ${taken} 份`,
    ...(already.length === 0 ? [] : [`已收过 ${already.length} 份`]),
    ...(refused.length === 0 ? [] : [`没有收 ${refused.length} 份`]),
  ];
  return `${stopped ? '已停下：' : ''}${parts.join('，')}。`;
}

/** What became of an intake: what came, what is there already, what was not taken and why. */
function Report({ report, close }: { report: IntakeReport; close: () => void }) {
  const { already, refused, taken, stopped, entryIds } = report;
  const isQuiet = already.length === 0 && refused.length === 0;
  return (
    <section className="taking-in-report" aria-label="收取结果">
      <header>
        <p role="status" className="taking-in-words">
          <span aria-hidden="true" className={refused.length > 0 ? 'sign-warn' : 'sign-done'}>
            {refused.length > 0 ? '▲ ' : '● '}
          </span>
          <strong>{reportWords(report)}</strong>
          {stopped ? '收好的已经在下面，没收完的没有留下；再收一次，只会收没收过的。' : ''}
          {taken === 0 && isQuiet && !stopped ? '选的位置没有申报包。' : ''}
        </p>
        <Button size="small" onClick={close}>
          知道了
        </Button>
      </header>
      {refused.length === 0 ? null : (
        <ul>
          {refused.map(({ name, reason }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a list that does not change; two may bear one name
            <li key={index}>
              <strong>{name}</strong>：{reason}
            </li>
          ))}
        </ul>
      )}
      {entryIds.length > taken ? (
        <p className="quiet">
          读不了和已拒收的也列在“类别不明”里，没有保存文件；可以出退回单，或按纸质件填写。
        </p>
      ) : null}
      {already.length === 0 ? null : (
        <details>
          <summary>已收过的 {already.length} 份（逐个文件相同，没有再收）</summary>
          <ul>
            {already.map((name, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a list that does not change; two may bear one name
              <li key={index}>{name}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** An intake while it runs, and how it ended. */
export function TakingInTold({ takingIn: { work, sending } }: { takingIn: TakingIn }) {
  const { state, cancel, reset } = work;
  if (sending !== undefined)
    return (
      <p role="status" className="taking-in-report">
        正在读入第 {sending.done + 1} 个文件，共 {sending.total} 个……{' '}
        <Button size="small" onClick={sending.stop}>
          取消
        </Button>
      </p>
    );
  switch (state.phase) {
    case 'idle':
      return null;
    case 'running':
      return (
        <WorkProgress
          title="正在收取"
          stage={state.stage}
          cancel={cancel}
          cancelWords="取消后，已收好的留下，没收完的不留；原件不受影响。"
        />
      );
    case 'cancelled':
      return (
        <p role="status" className="taking-in-report">
          已取消，没有收取。
        </p>
      );
    case 'failed':
      return (
        <p role="alert" className="export-blocked">
          {messageOf(state.error)}{' '}
          <Button size="small" onClick={reset}>
            知道了
          </Button>
        </p>
      );
    case 'ended':
      return <Report report={state.result} close={reset} />;
  }
}

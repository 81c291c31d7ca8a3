import { Button } from 'antd';
import type { CallOutput } from '../../../shared/contract.ts';
import { sizeWords } from '../../../shared/text/size-words.ts';
import { call, messageOf } from '../../bridge-calls.ts';
import { Sheet } from '../../shell/sheet.tsx';
import { useToasts } from '../../shell/toasts.tsx';
import type { useWork } from '../preview/use-work.ts';
import { WorkProgress } from '../preview/work-progress.tsx';
import { MediumChoice } from './medium-choice.tsx';
import { useMediumPlaces } from './use-medium-places.ts';

type Ended = Exclude<CallOutput<'waitForMedium'>, { outcome: 'cancelled' }>;
type OnMedium = Exclude<Ended, { outcome: 'occupied' }>;

/** The stages of writing to a medium, in the words of the program. */
const STAGES = ['复制文件', '回读核对', '完成写入'] as const;

interface MediumSheetProps {
  madeId: string;
  incomplete: boolean;
  work: ReturnType<typeof useWork<CallOutput<'waitForMedium'>>>;
  /** What is being written goes on. */
  onClose: () => void;
  /** Undefined for what gets no receipt: a district's parcel. */
  printReceipt?: () => void;
}

/** The end: what was written, that it was checked, and how to pull the stick out. */
function Written({ result }: { result: OnMedium }) {
  const { outcome, shown, files, bytes, twinCode, eject } = result;
  return (
    <section aria-label="写入完成">
      <p className="delivery-done">
        <span aria-hidden="true">✓ </span>
        {outcome === 'already'
          ? '那里已有同一份，逐个文件核对完好，没有再写。'
          : '已写入 U 盘，并逐个文件读回核对，与原文件一致。'}
      </p>
      <dl className="export-facts">
        <div>
          <dt>位置</dt>
          <dd>{shown}</dd>
        </div>
        <div>
          <dt>内容</dt>
          <dd>
            {files} 个文件，{sizeWords(bytes)}
          </dd>
        </div>
        {twinCode === '' ? null : (
          <div>
            <dt>对照码</dt>
            <dd>
              <strong>{twinCode}</strong>
            </dd>
          </div>
        )}
      </dl>
      <p>{eject}</p>
    </section>
  );
}

/** What lies there under the package's name, and what it differs in. */
function Occupied({ shown, problems }: { shown: string; problems: readonly string[] }) {
  const told = problems.slice(0, 5);
  return (
    <section role="alert">
      <p>
        那里已有同名的文件夹，但与这一份不同，没有覆盖：<span className="delivery-place">{shown}</span>
      </p>
      <ul>
        {told.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
        {problems.length > told.length ? <li>另有 {problems.length - told.length} 处</li> : null}
      </ul>
      <p>换成这一份，会先写好并核对新的，再删除那里原来的文件夹和其中的全部文件。</p>
    </section>
  );
}

/** Writing a package to a stick: choose, watch, and what became of it. */
export function MediumSheet({ madeId, incomplete, work, onClose, printReceipt }: MediumSheetProps) {
  const places = useMediumPlaces(madeId);
  const { tellError } = useToasts();
  const { state, run, cancel, reset } = work;
  const write = (placeId: string, replace: boolean) => {
    places.setChosen(placeId);
    run(() => call('startMedium', { madeId, placeId, replace }));
  };
  const again = (replace: boolean) => {
    if (places.chosen !== undefined) write(places.chosen, replace);
  };
  const elsewhere = () => {
    reset();
    places.refresh();
  };
  const result = state.phase === 'ended' ? state.result : undefined;
  const onMedium = result === undefined || result.outcome === 'occupied' ? undefined : result;
  const other = <Button onClick={elsewhere}>换一个位置</Button>;

  const footer = () => {
    if (state.phase === 'failed' || state.phase === 'cancelled')
      return (
        <>
          {other}
          <Button type="primary" disabled={places.chosen === undefined} onClick={() => again(false)}>
            重新写入
          </Button>
        </>
      );
    if (result?.outcome === 'occupied')
      return (
        <>
          <Button danger disabled={places.chosen === undefined} onClick={() => again(true)}>
            换成这一份
          </Button>
          <Button type="primary" onClick={elsewhere}>
            保留原来的，换一个位置
          </Button>
        </>
      );
    if (onMedium === undefined) return undefined;
    return (
      <>
        <Button onClick={elsewhere}>再写一个 U 盘</Button>
        <Button onClick={() => void call('revealMade', { madeId: onMedium.madeId }).catch(tellError)}>
          打开文件夹
        </Button>
        {printReceipt === undefined ? null : (
          <Button type="primary" onClick={printReceipt}>
            打印送达回执
          </Button>
        )}
      </>
    );
  };

  return (
    <Sheet title="写入 U 盘" kind="middle" onClose={onClose} footer={footer()}>
      {incomplete ? (
        <p className="export-blocked">这一份每页印有“草稿”，可以带给同事看，不能作为正式材料报送。</p>
      ) : null}
      {state.phase === 'idle' ? (
        <MediumChoice places={places} write={(placeId) => write(placeId, false)} />
      ) : null}
      {state.phase === 'running' ? (
        <WorkProgress title="正在写入" stage={state.stage} stages={STAGES} cancel={cancel} />
      ) : null}
      {state.phase === 'failed' ? (
        <p role="alert" className="export-blocked delivery-told">
          {messageOf(state.error)}
        </p>
      ) : null}
      {state.phase === 'cancelled' ? <p role="status">已取消，没有留下未完成的文件。</p> : null}
      {result?.outcome === 'occupied' ? <Occupied {...result} /> : null}
      {onMedium === undefined ? null : <Written result={onMedium} />}
    </Sheet>
  );
}

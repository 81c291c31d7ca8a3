import { Button, Checkbox, Spin } from 'antd';
import { useState } from 'react';
import type { ScannedPage } from '../../../shared/contract/sealing.ts';
import { call, messageOf } from '../../bridge-calls.ts';
import { Question } from '../../shell/question.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import { useToasts } from '../../shell/toasts.tsx';
import { useWork } from '../preview/use-work.ts';
import { WorkProgress } from '../preview/work-progress.tsx';
import { MissingPages } from './missing-pages.tsx';
import { ScanDrop } from './scan-drop.tsx';
import { ScanRow } from './scan-row.tsx';
import { SealedResult } from './sealed-result.tsx';
import { useFocusAfterAnswer } from './use-focus-after-answer.ts';
import { type OpenedSealing, useSealing } from './use-sealing.ts';
import '../delivery/delivery.css';
import '../exports/exports.css';
import '../preview/preview.css';
import './sealing.css';

const waitForSealing = (workId: string) => call('waitForSealing', { workId });
const STAGES = ['核对申报包', '读取扫描件', '放入成册', '回读核对'] as const;

/** A package is sealed although the draft is another by now; but nobody must take it for the present one. */
function OtherContent({ twinCode, presentCode, ofDraft }: OpenedSealing) {
  if (presentCode === twinCode) return null;
  return (
    <p className="sealing-other" role="note">
      <span aria-hidden="true">△ </span>
      {ofDraft
        ? `这些页面属于对照码 ${twinCode} 的那次导出；之后草稿已改${presentCode === null ? '' : `，现在是 ${presentCode}`}。仍可放回盖章页，送交的就是 ${twinCode} 的内容；要送交改后的内容，请重新导出、打印、盖章。`
        : `这个申报包（对照码 ${twinCode}）的内容与现在打开的草稿不同，也没有从这里导出的记录。请确认没有选错；没有选错的，可以继续放回盖章页。`}
    </p>
  );
}

const ORDER = { question: 0, refused: 1, placed: 2, left: 3 } as const;

/** What needs a person comes first; then the pages as they lie in the book. */
function inOrder(scans: readonly ScannedPage[]): ScannedPage[] {
  const pageOf = ({ placement }: ScannedPage) => (placement.state === 'placed' ? placement.page : 0);
  return scans.toSorted(
    (a, b) => ORDER[a.placement.state] - ORDER[b.placement.state] || pageOf(a) - pageOf(b),
  );
}

interface SealingSheetProps {
  madeId: string;
  draftId: string;
  onClose: () => void;
}

/** 放回盖章页: the scans in, each page's place out, and the sealed package written. */
export function SealingSheet({ madeId, draftId, onClose }: SealingSheetProps) {
  const { tellError } = useToasts();
  const { opened, problem, plan, sending, reading, answering, answer, choose, drop } = useSealing(
    madeId,
    draftId,
  );
  const writing = useWork(waitForSealing);
  const [allowMissing, setAllowMissing] = useState(false);
  const [place, setPlace] = useState<{ placeId: string; shown: string }>();
  const [asksToClose, setAsksToClose] = useState(false);

  const { state } = writing;
  const sealed = state.phase === 'ended' && state.result.outcome === 'sealed' ? state.result : undefined;
  const scans = plan?.scans ?? [];
  const isReading = reading.state.phase === 'running';
  const isBusy = sending !== undefined || isReading || opened === undefined;
  const { rows, last } = useFocusAfterAnswer(isReading, answering);
  const questions = scans.filter(({ placement }) => placement.state === 'question').length;
  const placed = scans.filter(({ placement }) => placement.state === 'placed').length;
  const missing = plan?.missing ?? [];

  const close = () => {
    if (scans.length > 0 && sealed === undefined) setAsksToClose(true);
    else onClose();
  };
  const choosePlace = async () => {
    const chosen = await call('chooseExportPlace', { draftId });
    if (chosen.outcome === 'chosen') setPlace(chosen);
  };
  const write = () => {
    if (opened === undefined) return;
    const { sealingId } = opened;
    const placeId = place?.placeId ?? null;
    writing.run(() => call('startSealing', { sealingId, placeId, allowMissing }));
  };
  const isReady = !isBusy && placed > 0 && questions === 0 && (missing.length === 0 || allowMissing);
  const waitsFor =
    questions > 0
      ? `还有 ${questions} 页待确认`
      : placed === 0
        ? '还没有可以放入的页'
        : missing.length > 0 && !allowMissing
          ? '还缺页：补齐，或勾选“缺页也写出”'
          : '';

  const footer = () => {
    if (sealed !== undefined) return <Button onClick={onClose}>关闭</Button>;
    if (plan === undefined || state.phase === 'running' || scans.length === 0) return undefined;
    return (
      <div className="sealing-foot">
        <span className="sealing-place">
          写到 {place?.shown ?? opened?.shown}{' '}
          <Button size="small" onClick={() => void choosePlace().catch(tellError)}>
            换一个位置…
          </Button>
        </span>
        {missing.length === 0 ? null : (
          <Checkbox checked={allowMissing} onChange={(event) => setAllowMissing(event.target.checked)}>
            缺页也写出
          </Checkbox>
        )}
        <span className="quiet" role="status">
          {isBusy ? (isReading && answering !== undefined ? '正在核对这一页……' : '') : waitsFor}
        </span>
        <Button ref={last} type="primary" disabled={!isReady} onClick={write}>
          写出已盖章的申报包
        </Button>
      </div>
    );
  };

  return (
    <Sheet title="放回盖章页" kind="full" onClose={close} footer={footer()}>
      {problem === undefined ? null : (
        <p role="alert" className="export-blocked delivery-told">
          {messageOf(problem)}
        </p>
      )}
      {opened === undefined && problem === undefined ? <Spin description="正在打开申报包……" /> : null}
      {opened === undefined || sealed !== undefined ? null : (
        <>
          <p className="sealing-code">
            只收对照码为 <strong>{opened.twinCode}</strong> 的页。页脚有二维码的自动找到位置，扶正、裁成
            A4；看不清的会问。
          </p>
          <OtherContent {...opened} />
        </>
      )}
      {sealed === undefined ? null : <SealedResult sealed={sealed} />}
      {state.phase === 'running' ? (
        <WorkProgress
          title="正在写出已盖章的申报包"
          stage={state.stage}
          stages={STAGES}
          cancel={writing.cancel}
        />
      ) : null}
      {opened === undefined || sealed !== undefined || state.phase === 'running' ? null : (
        <>
          {state.phase === 'failed' ? (
            <p role="alert" className="export-blocked delivery-told">
              {messageOf(state.error)}
            </p>
          ) : null}
          {state.phase === 'cancelled' ? <p role="status">已取消写出，没有留下未完成的文件。</p> : null}
          {state.phase === 'ended' ? (
            <p role="alert" className="export-blocked">
              还有待确认或缺少的页，没有写出。
            </p>
          ) : null}
          <ScanDrop isBusy={isBusy} isMore={scans.length > 0} sending={sending} choose={choose} drop={drop} />
          {reading.state.phase === 'running' && answering === undefined ? (
            <WorkProgress
              title={plan === undefined ? '正在核对申报包' : '正在读取扫描件'}
              stage={reading.state.stage}
              cancel={reading.cancel}
            />
          ) : null}
          {reading.state.phase === 'failed' ? (
            <p role="alert" className="export-blocked delivery-told">
              {messageOf(reading.state.error)}
            </p>
          ) : null}
          {reading.state.phase === 'cancelled' ? <p role="status">已取消，没有添加。</p> : null}
          {(plan?.unreadable ?? []).map((message) => (
            <p key={message} role="alert" className="export-blocked">
              {message}
            </p>
          ))}
          <MissingPages missing={missing} isBegin={scans.length === 0} />
          {plan === undefined || scans.length === 0 ? null : (
            <ul ref={rows} className="scan-rows" aria-label="扫描的页" aria-busy={isReading}>
              {inOrder(scans).map((scan) => (
                <ScanRow key={scan.pageId} {...{ scan, plan, isBusy, answer }} />
              ))}
            </ul>
          )}
        </>
      )}
      {asksToClose ? (
        <Question
          title="关闭放回盖章页？"
          safe="继续放回"
          risky="放弃并关闭"
          onAnswer={(given) => (given === 'safe' ? setAsksToClose(false) : onClose())}
        >
          <p>
            {state.phase === 'running'
              ? '正在写出。关闭会取消，不留下未完成的文件；'
              : '还没有写出。关闭后，再放回时要重新添加扫描件；'}
            扫描件和申报包不受影响。
          </p>
        </Question>
      ) : null}
    </Sheet>
  );
}

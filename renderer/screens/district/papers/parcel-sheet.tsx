import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { CallOutput } from '../../../../shared/contract.ts';
import { sizeWords } from '../../../../shared/text/size-words.ts';
import { call, messageOf } from '../../../bridge-calls.ts';
import { flushOpenSession } from '../../../shell/open-session.ts';
import { Sheet } from '../../../shell/sheet.tsx';
import { useToasts } from '../../../shell/toasts.tsx';
import { MediumSheet } from '../../delivery/medium-sheet.tsx';
import { useWork } from '../../preview/use-work.ts';
import { WorkProgress } from '../../preview/work-progress.tsx';
import { useTold } from '../use-told.ts';
import '../../delivery/delivery.css';
import '../../preview/preview.css';

const waitForParcel = (workId: string) => call('waitForParcel', { workId });
const waitForMedium = (workId: string) => call('waitForMedium', { workId });
const STAGES = ['整理内容', '复制文件', '回读核对', '生成压缩包', '生成邮件', '完成写入'] as const;

type Written = Extract<CallOutput<'waitForParcel'>, { outcome: 'written' }>;

/** The end: what was written and where, the label and the mail to be opened, and what is to be done by hand. */
function ParcelWritten({ result }: { result: Written }) {
  const told = useTold();
  const { name, shown, files, bytes, zip, papers, mails, notes } = result;
  const open = (madeId: string) => void told(() => call('openMade', { madeId, part: 'itself' }));
  return (
    <section aria-label="已打包">
      <p className="delivery-done">
        <span aria-hidden="true">✓ </span>已写好，并逐个文件读回核对。
      </p>
      <dl className="export-facts">
        <div>
          <dt>名称</dt>
          <dd>{name}</dd>
        </div>
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
        {zip === null ? null : (
          <div>
            <dt>压缩包</dt>
            <dd>{zip.name}</dd>
          </div>
        )}
        {mails === null ? null : (
          <div>
            <dt>邮件</dt>
            <dd>
              {mails.count} 封，在“{mails.name}”
            </dd>
          </div>
        )}
      </dl>
      {notes.map((note) => (
        <p key={note} className="sign-warn delivery-told">
          <span aria-hidden="true">△ </span>
          {note}
        </p>
      ))}
      <div className="export-actions">
        {papers.map(({ madeId, name: paper }) => (
          <Button key={madeId} onClick={() => open(madeId)}>
            打开 {paper}
          </Button>
        ))}
        {mails === null ? null : <Button onClick={() => open(mails.madeId)}>打开邮件所在文件夹</Button>}
      </div>
      <p className="quiet">
        邮件草稿不会自己发送：用邮件程序打开，核对收件人再发。推荐意见、汇总表打印盖章，和纸质申报书一起送交或邮寄。
      </p>
    </section>
  );
}

interface ParcelSheetProps {
  batchId: string;
  /** Recommended entries, and those of them that have files. */
  recommended: number;
  withFiles: number;
  onClose: () => void;
}

/** 打包报送: all that the city wants, as one folder. */
export function ParcelSheet({ batchId, recommended, withFiles, onClose }: ParcelSheetProps) {
  const { tellError } = useToasts();
  const [zip, setZip] = useState(false);
  const [mails, setMails] = useState(false);
  const [placeId, setPlaceId] = useState<string>();
  const [toStick, setToStick] = useState(false);
  const { state, run, cancel, reset } = useWork(waitForParcel);
  const medium = useWork(waitForMedium);
  const write = (chosen: string, replace: boolean) => {
    setPlaceId(chosen);
    run(async () => {
      await flushOpenSession();
      return call('startParcel', { batchId, placeId: chosen, zip, mails, replace });
    });
  };
  const choose = async () => {
    const chosen = await call('chooseParcelPlace', { batchId });
    if (chosen.outcome === 'chosen') write(chosen.placeId, false);
  };
  const chooseTold = () => void choose().catch(tellError);
  const result = state.phase === 'ended' ? state.result : undefined;
  const written = result?.outcome === 'written' ? result : undefined;

  const footer = () => {
    if (state.phase === 'running') return undefined;
    if (written !== undefined)
      return (
        <>
          <Button onClick={reset}>再写一份</Button>
          <Button onClick={() => void call('revealMade', { madeId: written.madeId }).catch(tellError)}>
            打开文件夹
          </Button>
          <Button type="primary" onClick={() => setToStick(true)}>
            写入 U 盘…
          </Button>
        </>
      );
    if (result?.outcome === 'occupied')
      return (
        <>
          <Button
            danger
            disabled={placeId === undefined}
            onClick={() => placeId !== undefined && write(placeId, true)}
          >
            换成这一份
          </Button>
          <Button type="primary" onClick={chooseTold}>
            保留原来的，换一个位置
          </Button>
        </>
      );
    return (
      <Button type="primary" onClick={chooseTold}>
        选择位置，开始打包…
      </Button>
    );
  };
  return (
    <Sheet title="打包报送" kind="middle" onClose={onClose} footer={footer()}>
      {state.phase === 'idle' || state.phase === 'failed' || state.phase === 'cancelled' ? (
        <>
          <p>
            写成一个文件夹：推荐意见、汇总表、推荐的 {recommended} 份材料的电子件（{withFiles}{' '}
            份有申报包），连同文件清单、寄送标签和邮件草稿。写好后可以再写入 U 盘。
          </p>
          {state.phase === 'failed' ? (
            <p role="alert" className="export-blocked delivery-told">
              {messageOf(state.error)}
            </p>
          ) : null}
          {state.phase === 'cancelled' ? <p role="status">已取消，没有留下未完成的文件。</p> : null}
          <div className="mail-limits">
            <Checkbox checked={zip} onChange={({ target }) => setZip(target.checked)}>
              另存一个压缩包（.zip）
            </Checkbox>
            <Checkbox checked={mails} onChange={({ target }) => setMails(target.checked)}>
              另写成邮件草稿，每封不超过 45 MB，带全部材料
            </Checkbox>
            {mails ? (
              <p className="quiet">
                附件发送时会变大约三分之一：有一个文件超过 33 MB，就放不进 45 MB
                的邮件，这时不写邮件草稿，会列出是哪几个文件，其余照写。
              </p>
            ) : null}
          </div>
        </>
      ) : null}
      {state.phase === 'running' ? (
        <WorkProgress
          title="正在打包"
          stage={state.stage}
          stages={STAGES}
          cancel={cancel}
          cancelWords="取消不会留下任何文件，收到的材料不受影响。"
        />
      ) : null}
      {result?.outcome === 'occupied' ? (
        <section role="alert">
          <p>那里已有今天写过的，没有覆盖：</p>
          <ul>
            {result.names.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
          <p>换成这一份，会先写好并核对新的，再换掉那里原来的。</p>
        </section>
      ) : null}
      {written === undefined ? null : <ParcelWritten result={written} />}
      {toStick && written !== undefined ? (
        <MediumSheet
          madeId={written.madeId}
          incomplete={false}
          work={medium}
          onClose={() => {
            medium.reset();
            setToStick(false);
          }}
        />
      ) : null}
    </Sheet>
  );
}

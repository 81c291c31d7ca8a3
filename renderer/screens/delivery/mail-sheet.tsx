import { Button, Radio } from 'antd';
import { useState } from 'react';
import { MAIL_LIMITS } from '../../../shared/contract/mail-limits.ts';
import type { CallOutput } from '../../../shared/contract.ts';
import { sizeWords } from '../../../shared/text/size-words.ts';
import { call, messageOf } from '../../bridge-calls.ts';
import { Sheet } from '../../shell/sheet.tsx';
import { useToasts } from '../../shell/toasts.tsx';
import type { useWork } from '../preview/use-work.ts';
import { WorkProgress } from '../preview/work-progress.tsx';

type Limit = (typeof MAIL_LIMITS)[number];
type Ended = Exclude<CallOutput<'waitForMail'>, { outcome: 'cancelled' }>;
type Mails = Extract<Ended, { outcome: 'written' }>;

const STAGES = ['核对申报包', '生成邮件', '回读核对', '完成写入'] as const;
const LIMIT_WORDS: Record<Limit, string> = {
  45: '45 MB（QQ、163 等多数邮箱）',
  20: '20 MB（不少单位自己的邮箱）',
  10: '10 MB（很小的邮箱）',
};

interface MailSheetProps {
  madeId: string;
  incomplete: boolean;
  work: ReturnType<typeof useWork<CallOutput<'waitForMail'>>>;
  /** What is being made goes on. */
  onClose: () => void;
}

/** The mails with their sizes, and what to do with them. */
function Written({ result }: { result: Mails }) {
  const { tellError } = useToasts();
  const { mails, shown } = result;
  return (
    <section aria-label="邮件已准备好">
      <p className="delivery-done">
        <span aria-hidden="true">✓ </span>
        {mails.length} 封邮件已准备好，并已读回核对。没有发送任何邮件。
      </p>
      <ul className="medium-places" aria-label="邮件">
        {mails.map(({ madeId, zip, zipBytes, draftBytes, files }, index) => (
          <li key={madeId} className="medium-place">
            <div>
              <strong>
                第 {index + 1} 封（共 {mails.length} 封）
              </strong>
              <span className="delivery-place">{zip}</span>
              <span className="quiet">
                {files} 个文件，附件 {sizeWords(zipBytes)}，发送时 {sizeWords(draftBytes)}
              </span>
            </div>
            <Button
              aria-label={`打开邮件草稿：第 ${index + 1} 封`}
              onClick={() => void call('openMade', { madeId, part: 'itself' }).catch(tellError)}
            >
              打开邮件草稿
            </Button>
          </li>
        ))}
      </ul>
      <p className="quiet delivery-place">存放在 {shown}</p>
      <ol>
        <li>点“打开邮件草稿”，邮件程序（Outlook、Foxmail 等）会打开写好的邮件，附件已经带上。</li>
        <li>填上区县经信部门的收件邮箱，看一遍，再发送。{mails.length > 1 ? '每一封都要发。' : ''}</li>
        <li>
          用网页邮箱的：点“打开文件夹”，把 .zip 作为附件，{mails.length > 1 ? '一封带一个，' : ''}
          主题写明企业名称、申报类别和对照码。
        </li>
        <li>发完后打电话，请对方确认收齐 {mails.length} 封。</li>
      </ol>
    </section>
  );
}

/** Preparing a package as mails: how large they may be, watch, and the drafts. */
export function MailSheet({ madeId, incomplete, work, onClose }: MailSheetProps) {
  const { tellError } = useToasts();
  const [limitMegabytes, setLimit] = useState<Limit>(MAIL_LIMITS[0]);
  const { state, run, cancel, reset } = work;
  const start = (replace: boolean) => run(() => call('startMail', { madeId, limitMegabytes, replace }));
  const result = state.phase === 'ended' ? state.result : undefined;

  const footer = () => {
    if (state.phase === 'running') return undefined;
    if (result?.outcome === 'written')
      return (
        <>
          <Button onClick={reset}>换一个大小重新准备</Button>
          <Button
            type="primary"
            onClick={() => void call('revealMade', { madeId: result.madeId }).catch(tellError)}
          >
            打开文件夹
          </Button>
        </>
      );
    if (result?.outcome === 'occupied')
      return (
        <>
          <Button danger onClick={() => start(true)}>
            换成新的
          </Button>
          <Button type="primary" onClick={reset}>
            保留原来的
          </Button>
        </>
      );
    if (state.phase === 'idle')
      return (
        <Button type="primary" onClick={() => start(false)}>
          准备邮件
        </Button>
      );
    return (
      <>
        <Button onClick={reset}>换一个大小</Button>
        <Button type="primary" onClick={() => start(false)}>
          重新准备
        </Button>
      </>
    );
  };

  return (
    <Sheet title="准备邮件" kind="middle" onClose={onClose} footer={footer()}>
      {incomplete ? (
        <p className="export-blocked">这一份每页印有“草稿”，可以发给同事看，不能作为正式材料报送。</p>
      ) : null}
      {state.phase === 'idle' ? (
        <>
          <p>
            申报包会分成几个独立的压缩包，每个配一封写好的邮件草稿，收件人留空。申报匣不联网，不会替人发送。
          </p>
          <p aria-hidden="true">每封邮件不超过：</p>
          <Radio.Group
            className="mail-limits"
            aria-label="每封邮件不超过"
            value={limitMegabytes}
            onChange={(event) =>
              setLimit(MAIL_LIMITS.find((each) => each === event.target.value) ?? MAIL_LIMITS[0])
            }
            options={MAIL_LIMITS.map((value) => ({ value, label: LIMIT_WORDS[value] }))}
          />
          <p className="quiet">这是对方邮箱收得下的大小，按邮件发送时计算：附件发送时会变大约三分之一。</p>
        </>
      ) : null}
      {state.phase === 'running' ? (
        <WorkProgress title="正在准备邮件" stage={state.stage} stages={STAGES} cancel={cancel} />
      ) : null}
      {state.phase === 'failed' ? (
        <p role="alert" className="export-blocked delivery-told">
          {messageOf(state.error)}
        </p>
      ) : null}
      {state.phase === 'cancelled' ? <p role="status">已取消，没有留下未完成的文件。</p> : null}
      {result?.outcome === 'tooLarge' ? (
        <p role="alert" className="export-blocked delivery-told">
          {result.message}
        </p>
      ) : null}
      {result?.outcome === 'occupied' ? (
        <p role="alert">
          这份申报包的邮件以前准备过，还在那里：<span className="delivery-place">{result.shown}</span>
          。换成新的，会删除原来的邮件草稿和压缩包。
        </p>
      ) : null}
      {result?.outcome === 'written' ? <Written result={result} /> : null}
    </Sheet>
  );
}

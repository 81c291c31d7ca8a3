import { Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { CallOutput } from '../../../shared/contract.ts';
import { call } from '../../bridge-calls.ts';
import { flushOpenSession } from '../../shell/open-session.ts';
import { Sheet } from '../../shell/sheet.tsx';
import { useToasts } from '../../shell/toasts.tsx';
import { sendPackage, sendPackageFolder } from '../../upload/send-file.ts';
import { useFileDrop } from '../../upload/use-file-drop.ts';
import { useWork } from '../preview/use-work.ts';
import { WorkProgress } from '../preview/work-progress.tsx';
import { CodeAnswer, PackageAnswer, PackageFailed, PagesAnswer } from './code-answer.tsx';
import '../exports/exports.css';

const waitForPackageCheck = (workId: string) => call('waitForPackageCheck', { workId });

type Told = CallOutput<'checkCode'>;

/** 核对对照码: whether a paper, a package or a draft file is what is here, and what was changed since. */
export function CheckCodeSheet({ onClose }: { onClose: () => void }) {
  const { show, tellError } = useToasts();
  const [typed, setTyped] = useState('');
  const [told, setTold] = useState<Told>();
  const [sending, setSending] = useState<AbortController>();
  const work = useWork(waitForPackageCheck);
  const kept = useRef<string>(undefined);
  const release = () => {
    const packageId = kept.current;
    kept.current = undefined;
    if (packageId !== undefined) void call('closePackage', { packageId }).catch(() => undefined);
  };
  // What was dropped is removed with the sheet.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only at the end
  useEffect(() => release, []);

  const checkTyped = async () => {
    work.reset();
    try {
      await flushOpenSession();
      setTold(await call('checkCode', { typed }));
    } catch (error) {
      tellError(error);
    }
  };
  const checkPackage = (packageId: string) => {
    release();
    kept.current = packageId;
    setTold(undefined);
    work.run(async () => {
      await flushOpenSession();
      return call('startPackageCheck', { packageId });
    });
  };
  const choose = (kind: 'whole' | 'file' | 'picture') =>
    call('choosePackage', { kind }).then((chosen) => {
      if (chosen.outcome === 'chosen') checkPackage(chosen.packageId);
    }, tellError);
  const drop = async (dropped: File | FileSystemDirectoryEntry) => {
    const stop = new AbortController();
    const { signal } = stop;
    setSending(stop);
    setTold(undefined);
    work.reset();
    try {
      const sent =
        dropped instanceof File
          ? await sendPackage(dropped, { signal })
          : await sendPackageFolder(dropped, { signal });
      if (!signal.aborted) checkPackage(sent.packageId);
    } catch (error) {
      if (!signal.aborted) tellError(error);
    } finally {
      setSending(undefined);
    }
  };
  const { state } = work;
  const isBusy = sending !== undefined || state.phase === 'running';
  const { hovered, place } = useFileDrop(({ files, folders }) => {
    const [first, ...others] = [...files, ...folders];
    if (first === undefined) return;
    if (isBusy) return show({ kind: 'info', text: '正在核对前面的文件，请等它结束再拖入。' });
    if (others.length > 0)
      show({ kind: 'info', text: `一次核对一个，先核对“${first.name}”；其余的请之后再拖入。` });
    void drop(first);
  });
  return (
    <Sheet title="核对对照码" kind="full" onClose={onClose}>
      <p>
        对照码印在 Word 和 PDF
        每一页的页脚，内容一改就不同。输入纸上的对照码（也可以用扫码枪扫页脚的二维码），或给一页的照片、扫描件、一个申报包，就知道它是哪份草稿、哪一次导出，和现在的内容是否相同。
      </p>
      <form
        className="code-form"
        onSubmit={(event) => {
          event.preventDefault();
          void checkTyped();
        }}
      >
        <label htmlFor="code-typed" className="visually-hidden">
          对照码
        </label>
        <Input
          id="code-typed"
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          placeholder="如 7K3M-9Q2X"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="primary" htmlType="submit" disabled={typed.trim() === '' || isBusy}>
          核对对照码
        </Button>
      </form>
      <section className={hovered ? 'code-drop code-hovered' : 'code-drop'} aria-label="核对文件" {...place}>
        <p>把页的照片或扫描件（图片、PDF）、申报包（文件夹或 zip）、.dossier 草稿拖到这里，或者：</p>
        <Button disabled={isBusy} onClick={() => void choose('picture')}>
          选择照片或扫描件
        </Button>
        <Button disabled={isBusy} onClick={() => void choose('whole')}>
          选择申报包文件夹
        </Button>
        <Button disabled={isBusy} onClick={() => void choose('file')}>
          选择 zip 或 .dossier
        </Button>
      </section>
      {sending === undefined ? null : (
        <p role="status">
          正在读入…… <Button onClick={() => sending.abort()}>取消</Button>
        </p>
      )}
      {state.phase === 'running' ? (
        <WorkProgress
          title={state.stage?.stage === '识别二维码' ? '正在识别对照码' : '正在核对申报包'}
          stage={state.stage}
          cancel={work.cancel}
        />
      ) : null}
      <div aria-live="polite" className="code-answer">
        {state.phase === 'cancelled' ? <p>已取消核对。</p> : null}
        {state.phase === 'failed' ? <PackageFailed error={state.error} /> : null}
        {state.phase === 'ended' ? <FileAnswer answer={state.result} /> : null}
        {told === undefined ? null : <CodeAnswer told={told} />}
      </div>
    </Sheet>
  );
}

function FileAnswer({
  answer,
}: {
  answer: Exclude<CallOutput<'waitForPackageCheck'>, { outcome: 'cancelled' }>;
}) {
  return answer.outcome === 'pages' ? <PagesAnswer read={answer} /> : <PackageAnswer checked={answer} />;
}

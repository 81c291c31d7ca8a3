import { Button } from 'antd';
import type { CallOutput } from '../../../shared/contract.ts';
import { sizeWords } from '../../../shared/text/size-words.ts';
import { call, messageOf } from '../../bridge-calls.ts';
import { useSession } from '../../draft/draft-context.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import { useToasts } from '../../shell/toasts.tsx';
import { useMarkedFiles } from '../evidence/masks/use-masks.ts';
import { useWork } from '../preview/use-work.ts';
import { WorkProgress } from '../preview/work-progress.tsx';
import '../delivery/delivery.css';

type Done = Extract<CallOutput<'waitForCleanedCopy'>, { outcome: 'done' }>;

const STAGES = ['整理内容', '生成 Word', '生成 PDF', '清理材料', '写入'] as const;
const wait = (workId: string): Promise<CallOutput<'waitForCleanedCopy'>> =>
  call('waitForCleanedCopy', { workId });

function Written({ result }: { result: Done }) {
  const { name, shown, files, bytes, masks, leftOut } = result;
  return (
    <section aria-label="对外副本已写出">
      <p className="delivery-done">
        <span aria-hidden="true">✓ </span>
        对外副本已写出：Word、PDF 和 {files} 个材料文件（{sizeWords(bytes)}），涂黑 {masks} 处。
      </p>
      <p className="delivery-place">{name}</p>
      <p className="quiet delivery-place">存放在 {shown}</p>
      {leftOut.length === 0 ? null : (
        <>
          <p>▲ 有 {leftOut.length} 个材料没有放进副本：</p>
          <ul>
            {leftOut.map(({ item, reason }) => (
              <li key={item}>
                {item}：{reason}
              </li>
            ))}
          </ul>
        </>
      )}
      <p>发出之前请打开看一遍：正文里自己写的内容、没有标记的地方不会自动隐去。</p>
    </section>
  );
}

/** A copy for others: what is taken out, what is not, where to, how far it is. */
export function CleanedCopySheet({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const { draftId } = session;
  const { tellError } = useToasts();
  const { data } = useMarkedFiles(draftId);
  const { state, run, cancel } = useWork(wait);
  const start = async () => {
    try {
      const place = await call('chooseExportPlace', { draftId });
      if (place.outcome === 'cancelled') return;
      run(async () => {
        await session.flush();
        return call('startCleanedCopy', { draftId, placeId: place.placeId });
      });
    } catch (error) {
      tellError(error);
    }
  };
  const result = state.phase === 'ended' ? state.result : undefined;
  const isRunning = state.phase === 'running';
  const marked = data?.files ?? [];
  const count = marked.reduce((sum, { masks }) => sum + masks.length, 0);

  const footer = () => {
    if (isRunning) return undefined;
    if (result !== undefined)
      return (
        <Button
          type="primary"
          onClick={() => void call('revealMade', { madeId: result.madeId }).catch(tellError)}
        >
          打开所在文件夹
        </Button>
      );
    return (
      <>
        <Button onClick={onClose}>不另存</Button>
        <Button type="primary" onClick={() => void start()}>
          选择位置并写出……
        </Button>
      </>
    );
  };
  return (
    <Sheet title="另存对外副本" kind="middle" onClose={onClose} footer={footer()}>
      {isRunning ? (
        <WorkProgress title="正在写对外副本" stage={state.stage} stages={STAGES} cancel={cancel} />
      ) : null}
      {result !== undefined ? <Written result={result} /> : null}
      {isRunning || result !== undefined ? null : (
        <>
          <p>给别人参阅的一份：Word、PDF 和佐证材料，放在名称带“对外副本（已去除个人信息）”的文件夹里。</p>
          <ul>
            <li>去掉文档属性（作者、日期、程序名）、企业联系人和电话、材料文件的名称；</li>
            <li>佐证材料逐页存成图片，没有拍摄时间、地点，也没有可以搜索的文字；</li>
            <li>
              {count === 0
                ? '还没有标记要涂黑的地方。身份证号、账号等，请在材料的预览里点“标记涂黑区域”。'
                : `${marked.length} 个文件里标记的 ${count} 处会涂黑，不能恢复。`}
            </li>
          </ul>
          <p>每页印有“对外副本”。它不是申报包，没有对照码，不能报送。</p>
        </>
      )}
      {state.phase === 'failed' ? (
        <p role="alert" className="export-blocked delivery-told">
          {messageOf(state.error)}
        </p>
      ) : null}
      {state.phase === 'cancelled' ? <p role="status">已取消，没有留下未完成的文件。</p> : null}
    </Sheet>
  );
}

import { Button } from 'antd';
import { useState } from 'react';
import { momentWords } from '../../../shared/text/moment-words.ts';
import { useDraftState, useSession } from '../../draft/draft-context.tsx';
import type { DraftState } from '../../draft/draft-session.ts';
import type { DraftPane } from '../../shell/navigation.tsx';
import { Question } from '../../shell/question.tsx';
import { useToasts } from '../../shell/toasts.tsx';
import { EarlierSealGuide } from '../preview/earlier-seal-guide.tsx';
import { SealPages } from '../sealing/seal-pages.tsx';
import './sealing-band.css';

const sealingOf = (state: DraftState) => state.sealing;

/** Screens that have the ways on themselves. */
const WITH_OWN_WAYS: ReadonlySet<DraftPane['kind']> = new Set(['preview', 'exports']);

interface SealingBandProps {
  pane: DraftPane['kind'];
  open: (pane: DraftPane) => void;
}

/** What became of the export for sealing: the lock and the way to open it, or that stamped pages are void. */
export function SealingBand({ pane, open }: SealingBandProps) {
  const session = useSession();
  const sealing = useDraftState(sealingOf);
  const { tellError } = useToasts();
  const [asks, setAsks] = useState(false);
  if (sealing === null) return null;
  const { state, twinCode, exportedAt, revision } = sealing;
  const when = momentWords(exportedAt, new Date());
  const compare = (
    <Button size="small" onClick={() => open({ kind: 'exports', from: revision })}>
      看改了哪些
    </Button>
  );
  const unlock = async () => {
    try {
      await session.unlock();
      setAsks(false);
      document.getElementById('middle')?.focus();
    } catch (error) {
      setAsks(false);
      tellError(error);
    }
  };
  return (
    <section className={`sealing-band sealing-${state}`} aria-label="盖章状态">
      <p role="status">
        {state === 'locked' ? (
          <>
            <span aria-hidden="true">■ </span>已于 {when} 导出用于盖章（对照码 <strong>{twinCode}</strong>
            ），内容已锁定，可以查看和复制。
          </>
        ) : null}
        {state === 'valid' ? (
          <>
            <span aria-hidden="true">■ </span>已解除锁定。内容与 {when} 导出的（对照码{' '}
            <strong>{twinCode}</strong>）相同，盖好章的页仍然有效。
          </>
        ) : null}
        {state === 'void' ? (
          <>
            <span aria-hidden="true">▲ </span>内容在 {when} 导出之后改过：对照码 <strong>{twinCode}</strong>{' '}
            的打印件和盖章页作废，须重新导出、打印、盖章。改回原样，盖章页重新有效。
          </>
        ) : null}
      </p>
      {state === 'void' || WITH_OWN_WAYS.has(pane) ? null : (
        <>
          <EarlierSealGuide size="small" draftId={session.draftId} />
          <SealPages size="small" draftId={session.draftId} />
        </>
      )}
      {state === 'locked' ? (
        <Button size="small" onClick={() => setAsks(true)}>
          继续修改
        </Button>
      ) : null}
      {state === 'void' ? (
        <>
          {compare}
          <Button size="small" onClick={() => open({ kind: 'preview' })}>
            去重新导出
          </Button>
        </>
      ) : null}
      {asks ? (
        <Question
          title="要继续修改吗？"
          safe="保持锁定"
          risky="继续修改"
          onAnswer={(answer) => (answer === 'risky' ? unlock() : setAsks(false))}
        >
          <p>
            这份申报已于 {when} 导出用于盖章，对照码是 {twinCode}。
          </p>
          <ul>
            <li>
              只要改动内容，对照码就会不同：已经打印、盖章、签字的页<strong>作废</strong>
              ，不能和新的页装订在一起。
            </li>
            <li>改完须重新导出、打印两份、重新盖章签字；已报送的电子版也要换成新的。</li>
            <li>已填的内容都保留，不会因为解除锁定而丢失；改回原样，盖章页重新有效。</li>
          </ul>
        </Question>
      ) : null}
    </section>
  );
}

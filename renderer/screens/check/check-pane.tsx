import { Button, Spin } from 'antd';
import { useEffect, useState } from 'react';
import type { Finding, FindingLevel } from '../../../shared/rules/finding.ts';
import { call, messageOf } from '../../bridge-calls.ts';
import { useDraftState, useSession } from '../../draft/draft-context.tsx';
import type { DraftState } from '../../draft/draft-session.ts';
import { LEVEL_WORDS } from '../../draft/finding-list.tsx';
import { useFindingsQuery } from '../../draft/findings.ts';
import { focusPlace } from '../../fields/place-focus.ts';
import type { DraftPane } from '../../shell/navigation.tsx';
import { useToasts } from '../../shell/toasts.tsx';
import { preparePreview } from '../preview/prepare-preview.ts';
import { ConditionsCard } from './conditions-card.tsx';
import { FindingLine } from './finding-line.tsx';
import { HintLines } from './hint-lines.tsx';
import { ReadyCard } from './ready-card.tsx';
import './check.css';

const LEVELS: readonly FindingLevel[] = ['block', 'warn', 'hint'];
const NONE: Record<'block' | 'warn', string> = {
  block: '没有须改的问题。',
  warn: '没有建议。',
};

interface GroupProps {
  level: 'block' | 'warn';
  findings: readonly Finding[];
  open: (pane: DraftPane) => void;
}

function FindingGroup({ level, findings, open }: GroupProps) {
  const { shape, words } = LEVEL_WORDS[level];
  return (
    <section aria-labelledby={`check-${level}`}>
      <h2 id={`check-${level}`}>
        <span className={`check-level-${level}`} aria-hidden="true">
          {shape}
        </span>{' '}
        {words} {findings.length}
      </h2>
      <p className="check-state">
        {level === 'block' ? '改完才能导出正式的申报包。' : '可以不改；看一眼，以免被退回补正。'}
      </p>
      {findings.length === 0 ? (
        <p>{NONE[level]}</p>
      ) : (
        <ul className="check-list">
          {findings.map((finding) => (
            <FindingLine key={finding.key} finding={finding} open={open} />
          ))}
        </ul>
      )}
    </section>
  );
}

const revisionOf = (state: DraftState) => (state.save.phase === 'saved' ? state.revision : undefined);

/** The check as a PDF, where the person says. */
function ExportButton() {
  const session = useSession();
  const { show, tellError } = useToasts();
  const [isWriting, setWriting] = useState(false);
  const write = async () => {
    setWriting(true);
    try {
      await session.flush();
      const written = await call('exportFindings', { draftId: session.draftId });
      if (written.outcome === 'cancelled') return;
      const { madeId, name } = written;
      show({
        kind: 'done',
        text: `已导出检查结果：${name}。`,
        action: {
          label: '打开所在文件夹',
          run: () => void call('revealMade', { madeId }).catch(tellError),
        },
      });
    } catch (error) {
      tellError(error);
    } finally {
      setWriting(false);
    }
  };
  return (
    <Button loading={isWriting} onClick={() => void write()}>
      导出检查结果（PDF）
    </Button>
  );
}

interface CheckPaneProps {
  /** An answer of the conditions to bring into view and focus. */
  place: string | null;
  open: (pane: DraftPane) => void;
}

/** All that is to be said about the draft, by weight; each with the way to its place. */
export function CheckPane({ place, open }: CheckPaneProps) {
  const { data, error, refetch } = useFindingsQuery();
  const revision = useDraftState(revisionOf);
  const isThere = data !== undefined;
  useEffect(() => {
    if (place !== null && isThere) focusPlace(place);
  }, [place, isThere]);
  // Who has checked looks at the pages next.
  useEffect(preparePreview, []);
  const go = (pane: DraftPane) => {
    // Already here: the place that the navigation knows may be the same one as before.
    if (pane.kind === 'check' && pane.place !== undefined) focusPlace(pane.place);
    else open(pane);
  };
  const of = (level: FindingLevel) => (data?.findings ?? []).filter((finding) => finding.level === level);
  const blocks = of('block');
  return (
    <article className="check-pane">
      <header className="section-head">
        <h1>检查</h1>
        <span className="check-state" role="status">
          {error === null && (data === undefined || data.revision !== revision) ? '正在按最新内容检查……' : ''}
        </span>
        <ExportButton />
      </header>
      {error === null ? null : (
        <div className="card" role="alert">
          <p>{messageOf(error)}</p>
          <Button onClick={() => void refetch()}>再检查一次</Button>
        </div>
      )}
      {data === undefined && error === null ? <Spin description="正在检查……" /> : null}
      {data === undefined ? null : (
        <>
          <p className="check-sum">
            {LEVELS.map((level) => `${LEVEL_WORDS[level].words} ${of(level).length}`).join(' · ')}
          </p>
          {blocks.length === 0 ? <ReadyCard open={open} /> : null}
          {blocks.length === 0 ? null : <FindingGroup level="block" findings={blocks} open={go} />}
          <FindingGroup level="warn" findings={of('warn')} open={go} />
          <HintLines hints={[...of('hint'), ...data.confirmed]} open={go} />
        </>
      )}
      <ConditionsCard />
    </article>
  );
}

import { Button, Spin } from 'antd';
import { useState } from 'react';
import type { DraftSummary } from '../../../shared/contract/drafts.ts';
import { momentWords } from '../../../shared/text/moment-words.ts';
import { messageOf } from '../../bridge-calls.ts';
import { applicantWords, draftWords } from '../../draft/draft-names.ts';
import { useNavigation } from '../../shell/navigation.tsx';
import { useNotice } from '../../shell/notice.ts';
import { Question } from '../../shell/question.tsx';
import { TitleBar } from '../../shell/title-bar.tsx';
import { useDraftActions } from './use-draft-actions.ts';
import { useDrafts } from './use-drafts.ts';
import './home.css';

/** Days that a draft lies in the bin. */
const KEPT_DAYS = 30;

function daysLeft(binnedAt: string, now: Date): string {
  const days = Math.ceil(KEPT_DAYS - (now.getTime() - Date.parse(binnedAt)) / 86_400_000);
  return days > 0 ? `${days} 天后彻底删除` : '下次启动时彻底删除';
}

/** What was thrown away, for 30 days, with the way back. */
export function BinScreen() {
  const { notice } = useNotice();
  const { goBack } = useNavigation();
  const { takeFromBin, deleteForGood } = useDraftActions();
  const { data: drafts, error, refetch } = useDrafts(true);
  const [doomed, setDoomed] = useState<DraftSummary>();
  const now = new Date();
  return (
    <>
      <TitleBar subject="回收站" />
      <main className="plain-page" aria-busy={drafts === undefined && error === null}>
        <header className="home-head">
          <h1>回收站</h1>
          <Button onClick={goBack}>返回</Button>
        </header>
        <p className="quiet">移入这里的申报保留 {KEPT_DAYS} 天，期间可以放回，内容和历史都在。</p>
        {error === null ? null : (
          <p role="alert">
            {messageOf(error)} <Button onClick={() => void refetch()}>再试一次</Button>
          </p>
        )}
        {drafts === undefined && error === null ? <Spin description="正在读取……" /> : null}
        {drafts?.length === 0 ? <p>回收站是空的。</p> : null}
        <ul className="bin-list">
          {(drafts ?? []).map((draft) => (
            <li key={draft.draftId} className="card">
              <div>
                <p className="bin-name">{draftWords(draft, notice)}</p>
                <p className="quiet">
                  {draft.binnedAt === null
                    ? null
                    : `${momentWords(draft.binnedAt, now)} 移入 · ${daysLeft(draft.binnedAt, now)}`}
                </p>
              </div>
              <Button
                aria-label={`放回${applicantWords(draft.applicantName)}`}
                onClick={() => void takeFromBin(draft)}
              >
                放回
              </Button>
              <Button
                danger
                type="text"
                aria-label={`彻底删除${applicantWords(draft.applicantName)}`}
                onClick={() => setDoomed(draft)}
              >
                彻底删除
              </Button>
            </li>
          ))}
        </ul>
      </main>
      {doomed === undefined ? null : (
        <Question
          title="彻底删除这份申报？"
          safe="不删除"
          risky="彻底删除"
          onAnswer={async (answer) => {
            if (answer === 'risky') await deleteForGood(doomed);
            setDoomed(undefined);
          }}
        >
          <p>{draftWords(doomed, notice)}</p>
          <p>删除后，它的内容、佐证材料和历史版本都不能在这里找回。删除之前的备份里仍然有它。</p>
        </Question>
      )}
    </>
  );
}

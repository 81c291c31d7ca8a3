import { Button, Input, Spin } from 'antd';
import { useMemo, useState } from 'react';
import type { DraftSummary } from '../../../shared/contract/drafts.ts';
import { messageOf } from '../../bridge-calls.ts';
import { draftWords } from '../../draft/draft-names.ts';
import { useNavigation } from '../../shell/navigation.tsx';
import { useNotice } from '../../shell/notice.ts';
import { TitleBar } from '../../shell/title-bar.tsx';
import { giveCommand } from '../../shell/use-commands.ts';
import { CheckCodeSheet } from '../check-code/check-code-sheet.tsx';
import { DraftCard } from './draft-card.tsx';
import { EmptyHome } from './empty-home.tsx';
import { ExampleChoice } from './example-choice.tsx';
import { type DraftActions, useDraftActions } from './use-draft-actions.ts';
import { useDrafts } from './use-drafts.ts';
import './home.css';

/** From this many drafts on a search box stands above them. */
const SEARCH_FROM = 8;

interface DraftsProps {
  drafts: DraftSummary[];
  actions: DraftActions;
}

function DraftList({ drafts, actions }: DraftsProps) {
  const { notice } = useNotice();
  const [search, setSearch] = useState('');
  const words = search.trim().toLowerCase().split(/\s+/);
  const shown = drafts.filter((draft) => {
    const text = `${draftWords(draft, notice)} ${draft.productName}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const now = new Date();
  return (
    <>
      {drafts.length < SEARCH_FROM ? null : (
        <div className="home-search">
          <Input
            type="search"
            allowClear
            aria-label="查找申报"
            placeholder="按企业、产品或类别查找"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </div>
      )}
      {shown.length === 0 ? (
        <p role="status">
          没有含“{search.trim()}”的申报。<Button onClick={() => setSearch('')}>显示全部</Button>
        </p>
      ) : (
        <ul className="draft-list">
          {shown.map((draft) => (
            <DraftCard key={draft.draftId} draft={draft} actions={actions} now={now} />
          ))}
        </ul>
      )}
    </>
  );
}

/** All applications on this machine, or where to begin. */
export function HomeScreen() {
  const { goTo } = useNavigation();
  const own = useDraftActions();
  const [checksCode, setChecksCode] = useState(false);
  const actions = useMemo(() => ({ ...own, checkCode: () => setChecksCode(true) }), [own]);
  const { data: drafts, error, refetch } = useDrafts(false);
  const { data: binned = [] } = useDrafts(true);
  const [choosesExample, setChoosesExample] = useState(false);
  const toBin =
    binned.length === 0 ? null : (
      <Button onClick={() => goTo({ screen: 'bin' })}>回收站（{binned.length}）</Button>
    );
  return (
    <>
      <TitleBar />
      <main className="plain-page" aria-busy={drafts === undefined && error === null}>
        {error === null ? null : (
          <div role="alert">
            <h1>没有读出申报列表</h1>
            <p>{messageOf(error)}</p>
            <Button type="primary" onClick={() => void refetch()}>
              再试一次
            </Button>
          </div>
        )}
        {drafts === undefined && error === null ? <Spin description="正在读取……" /> : null}
        {drafts?.length === 0 ? (
          <EmptyHome
            openExamples={() => setChoosesExample(true)}
            checkCode={actions.checkCode}
            toBin={toBin}
          />
        ) : null}
        {drafts === undefined || drafts.length === 0 ? null : (
          <>
            <header className="home-head">
              <h1>我的申报</h1>
              {toBin}
              <Button onClick={() => goTo({ screen: 'batches' })}>区县汇总</Button>
              <Button onClick={actions.checkCode}>核对对照码</Button>
              <Button onClick={() => setChoosesExample(true)}>打开示例</Button>
              <Button onClick={() => giveCommand('importDraft')}>导入草稿</Button>
              <Button type="primary" onClick={() => goTo({ screen: 'newDraft', programme: null })}>
                新建申报
              </Button>
            </header>
            <DraftList drafts={drafts} actions={actions} />
          </>
        )}
      </main>
      {checksCode ? <CheckCodeSheet onClose={() => setChecksCode(false)} /> : null}
      {choosesExample ? (
        <ExampleChoice open={actions.openExample} onClose={() => setChoosesExample(false)} />
      ) : null}
    </>
  );
}

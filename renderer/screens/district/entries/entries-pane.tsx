import { Button, Input, Select } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Batch } from '../../../../shared/intake/batch.ts';
import type { Entry } from '../../../../shared/intake/entry.ts';
import { useNotice } from '../../../shell/notice.ts';
import { useToasts } from '../../../shell/toasts.tsx';
import { useWindowDrop } from '../../evidence/use-window-drop.ts';
import { EntrySheet } from '../entry/entry-sheet.tsx';
import { type Shelf, STATES, shelfOf, VERDICTS } from '../entry-words.ts';
import { useWritePapers } from '../papers/use-write-papers.ts';
import { TakingInBar } from '../taking-in/taking-in-bar.tsx';
import { TakingInTold } from '../taking-in/taking-in-told.tsx';
import { useTakingIn } from '../taking-in/use-taking-in.ts';
import type { BatchWork } from '../use-batch.ts';
import { EntryGrid, type EntryGridHandle, GRID_KEYS } from './entry-grid.tsx';
import {
  countVerdicts,
  type EntryViewSettings,
  type StateFilter,
  type VerdictFilter,
  viewEntries,
  WHOLE_SHELF,
} from './entry-view.ts';
import { HandEntrySheet } from './hand-entry-sheet.tsx';

interface EntriesPaneProps {
  batch: Batch;
  entries: readonly Entry[];
  today: string;
  work: BatchWork;
}

const STATE_OPTIONS: { value: StateFilter; label: string }[] = [
  { value: 'all', label: '全部材料' },
  { value: 'odd', label: '有问题的' },
  ...(['intact', 'changed', 'incomplete', 'unreadable', 'refused', 'byHand'] as const).map((value) => ({
    value,
    label: STATES[value].words,
  })),
];
const VERDICT_OPTIONS: { value: VerdictFilter; label: string }[] = [
  { value: 'all', label: '全部结论' },
  { value: 'open', label: '未定' },
  ...(['recommended', 'returned', 'rejected'] as const).map((value) => ({
    value,
    label: VERDICTS[value].words,
  })),
];

/** The lists that there are: one a programme, and one for what cannot be told where something is in it. */
function useShelves(
  batch: Batch,
  entries: readonly Entry[],
): { shelf: Shelf; words: string; count: number }[] {
  const { notice } = useNotice();
  return useMemo(() => {
    const counts = new Map<Shelf, number>();
    for (const entry of entries) counts.set(shelfOf(entry), (counts.get(shelfOf(entry)) ?? 0) + 1);
    const words = {
      benchmark: notice.forms.benchmark.shownName,
      product: notice.forms.product.shownName,
      unknown: '类别不明',
    };
    return (['benchmark', 'product', 'unknown'] as const).flatMap((shelf) => {
      const count = counts.get(shelf) ?? 0;
      const isCollected = shelf !== 'unknown' && batch.programmes.includes(shelf);
      return isCollected || count > 0 ? [{ shelf, words: words[shelf], count }] : [];
    });
  }, [batch, entries, notice]);
}

/** 申报材料: packages in, the list of them, the first check of each. */
export function EntriesPane({ batch, entries, today, work }: EntriesPaneProps) {
  const { batchId } = batch;
  const { show } = useToasts();
  const [receivedOn, setReceivedOn] = useState(today);
  const takingIn = useTakingIn(batchId, receivedOn);
  const { writeSlips } = useWritePapers(batchId);
  const shelves = useShelves(batch, entries);
  const [chosenShelf, setShelf] = useState<Shelf>();
  const shelf = shelves.some((each) => each.shelf === chosenShelf)
    ? (chosenShelf ?? 'benchmark')
    : (shelves.find(({ count }) => count > 0)?.shelf ?? shelves[0]?.shelf ?? 'benchmark');
  const [settings, setSettings] = useState<EntryViewSettings>(WHOLE_SHELF);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [openId, setOpenId] = useState<string>();
  const [adds, setAdds] = useState(false);
  const grid = useRef<EntryGridHandle>(null);
  const wasOpen = useRef<string>(undefined);

  const hovering = useWindowDrop((dropped) => {
    if (takingIn.isBusy) show({ kind: 'info', text: '正在收取前面的，请收完再拖入。' });
    else if (dropped.files.length + dropped.folders.length > 0) takingIn.drop(dropped);
  });

  const view = useMemo(() => viewEntries(entries, shelf, settings), [entries, shelf, settings]);
  const ofShelf = useMemo(() => entries.filter((entry) => shelfOf(entry) === shelf), [entries, shelf]);
  const counts = useMemo(() => countVerdicts(ofShelf), [ofShelf]);
  const chosen = view.filter(({ entryId }) => marked.has(entryId));
  const opened = entries.find(({ entryId }) => entryId === openId);
  // Back to the line that was open last, whichever the sheet went on to.
  useEffect(() => {
    if (opened === undefined && wasOpen.current !== undefined) grid.current?.focus(wasOpen.current);
    wasOpen.current = opened?.entryId;
  }, [opened]);

  const mark = (which: readonly Entry[], isMarked: boolean) =>
    setMarked((before) => {
      const next = new Set(before);
      for (const { entryId } of which) {
        if (isMarked) next.add(entryId);
        else next.delete(entryId);
      }
      return next;
    });
  const open = (entry: Entry) => {
    setShelf(shelfOf(entry));
    setOpenId(entry.entryId);
  };
  const change = (part: Partial<EntryViewSettings>) => setSettings((before) => ({ ...before, ...part }));
  const isFiltered = settings.search.trim() !== '' || settings.state !== 'all' || settings.verdict !== 'all';
  const isEmpty = entries.length === 0;
  return (
    <div className={hovering === undefined ? 'entries' : 'entries entries-hovered'}>
      <TakingInBar
        takingIn={takingIn}
        batchId={batchId}
        receivedOn={receivedOn}
        setReceivedOn={setReceivedOn}
        addByHand={() => setAdds(true)}
        isFirst={isEmpty}
      />
      <TakingInTold takingIn={takingIn} />
      {isEmpty ? null : (
        <>
          <div className="entries-tools">
            <nav aria-label="申报类别" className="tabs">
              {shelves.map((each) => (
                <button
                  key={each.shelf}
                  type="button"
                  aria-current={each.shelf === shelf ? 'true' : undefined}
                  onClick={() => {
                    setShelf(each.shelf);
                    setMarked(new Set());
                  }}
                >
                  {each.words} {each.count}
                </button>
              ))}
            </nav>
            <Input
              type="search"
              allowClear
              className="entries-search"
              aria-label="查找材料"
              placeholder="按企业、产品、代码、对照码查找"
              value={settings.search}
              onChange={({ target }) => change({ search: target.value })}
            />
            <Select<StateFilter>
              aria-label="按材料状态筛选"
              className="entries-select"
              value={settings.state}
              options={STATE_OPTIONS}
              onChange={(state) => change({ state })}
            />
            <Select<VerdictFilter>
              aria-label="按结论筛选"
              className="entries-select"
              value={settings.verdict}
              options={VERDICT_OPTIONS}
              onChange={(verdict) => change({ verdict })}
            />
          </div>
          <div className="entries-line">
            {chosen.length === 0 ? (
              <p role="status" className="entries-counts">
                {isFiltered ? `列出 ${view.length} / ` : ''}共 {counts.all} 份：
                <span className="sign-done">● 推荐 {counts.recommended}</span>
                <span className="sign-warn">◐ 退回修改 {counts.returned}</span>
                <span className="sign-block">✕ 不推荐 {counts.rejected}</span>
                <span className="quiet">○ 未定 {counts.open}</span>
              </p>
            ) : (
              <div role="toolbar" aria-label="对选中的" className="entries-chosen">
                <span>已选 {chosen.length} 份：</span>
                <Button size="small" onClick={() => void work.decide(chosen, 'recommended')}>
                  推荐
                </Button>
                <Button size="small" onClick={() => void work.decide(chosen, 'returned')}>
                  退回修改
                </Button>
                <Button size="small" onClick={() => void work.decide(chosen, 'rejected')}>
                  不推荐
                </Button>
                <Button size="small" onClick={() => void work.decide(chosen, null)}>
                  撤回结论
                </Button>
                <Button size="small" onClick={() => void writeSlips(chosen)}>
                  退回单…
                </Button>
                <Button size="small" danger onClick={() => void work.bin(chosen)}>
                  移出
                </Button>
                <Button size="small" type="text" onClick={() => setMarked(new Set())}>
                  取消选中
                </Button>
              </div>
            )}
          </div>
          {view.length === 0 ? (
            <p className="entries-none" role="status">
              {isFiltered ? '没有符合条件的材料。' : '这一类还没有收到材料。'}
              {isFiltered ? (
                <Button onClick={() => change({ search: '', state: 'all', verdict: 'all' })}>显示全部</Button>
              ) : null}
            </p>
          ) : (
            <EntryGrid
              ref={grid}
              label={shelves.find((each) => each.shelf === shelf)?.words ?? '材料'}
              entries={view}
              order={settings.order}
              onOrder={(order) => change({ order })}
              marked={marked}
              onMark={mark}
              open={open}
              decide={(which, verdict) => void work.decide(which, verdict)}
              bin={(which) => void work.bin(which)}
            />
          )}
          <p className="quiet entries-keys">{GRID_KEYS}</p>
        </>
      )}
      {opened === undefined ? null : (
        <EntrySheet
          batch={batch}
          entries={entries}
          view={view}
          entry={opened}
          work={work}
          open={open}
          onClose={() => setOpenId(undefined)}
        />
      )}
      {adds ? (
        <HandEntrySheet
          batch={batch}
          entry={undefined}
          programme={shelf === 'unknown' ? 'benchmark' : shelf}
          receivedOn={receivedOn}
          save={work.add}
          onClose={() => setAdds(false)}
        />
      ) : null}
    </div>
  );
}

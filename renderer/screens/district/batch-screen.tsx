import { Button, Spin } from 'antd';
import { useState } from 'react';
import type { Batch } from '../../../shared/intake/batch.ts';
import type { Entry } from '../../../shared/intake/entry.ts';
import { messageOf } from '../../bridge-calls.ts';
import { useNavigation } from '../../shell/navigation.tsx';
import { cityDeadlineWords, useNotice } from '../../shell/notice.ts';
import { Sheet } from '../../shell/sheet.tsx';
import { TitleBar } from '../../shell/title-bar.tsx';
import { BatchForm, missingInHead } from './batches/batch-form.tsx';
import { EntriesPane } from './entries/entries-pane.tsx';
import { entryName, STATES } from './entry-words.ts';
import { PapersPane } from './papers/papers-pane.tsx';
import { type BatchWork, headOf, type OpenedBatch, useBatch, useBatchWork } from './use-batch.ts';

type Pane = 'entries' | 'papers';

/** The head of the tables, and what is collected, changed later. */
function HeadSheet({ batch, work, onClose }: { batch: Batch; work: BatchWork; onClose: () => void }) {
  const [head, setHead] = useState(() => headOf(batch));
  const [isSaving, setSaving] = useState(false);
  const missing = missingInHead(head);
  const save = async () => {
    setSaving(true);
    const isKept = await work.saveHead(head, batch.recommendation);
    setSaving(false);
    if (isKept) onClose();
  };
  return (
    <Sheet
      title="本批信息"
      kind="middle"
      onClose={onClose}
      footer={
        <>
          <span className="quiet district-foot-words" role="status">
            {missing ?? ''}
          </span>
          <Button
            type="primary"
            disabled={missing !== undefined}
            loading={isSaving}
            onClick={() => void save()}
          >
            保存
          </Button>
        </>
      }
    >
      <BatchForm head={head} change={(part) => setHead((before) => ({ ...before, ...part }))} />
    </Sheet>
  );
}

/** What was taken out of the batch, with the way back. */
function BinSheet({ binned, work, onClose }: { binned: Entry[]; work: BatchWork; onClose: () => void }) {
  return (
    <Sheet title="移出的材料" onClose={onClose}>
      <p className="quiet">移出的不进汇总表，材料保留 30 天，期间可以放回。</p>
      {binned.length === 0 ? <p>没有移出的材料。</p> : null}
      <ul className="bin-entries">
        {binned.map((entry) => (
          <li key={entry.entryId}>
            <span>
              <strong>{entryName(entry)}</strong>
              <span className="quiet">
                {STATES[entry.state].words}
                {entry.twinCode === '' ? '' : ` · 对照码 ${entry.twinCode}`} · {entry.receivedOn} 收到
              </span>
            </span>
            <Button
              size="small"
              aria-label={`放回${entryName(entry)}`}
              onClick={() => void work.giveBack([entry])}
            >
              放回
            </Button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function Opened({ opened, pane }: { opened: OpenedBatch; pane: Pane }) {
  const { batch, entries, binned } = opened;
  const { batchId } = batch;
  const { today } = useNotice();
  const { goTo } = useNavigation();
  const work = useBatchWork(batchId);
  const [sheet, setSheet] = useState<'head' | 'bin'>();
  const to = (next: Pane) => goTo({ screen: 'batch', batchId, pane: next });
  const tab = (name: Pane, words: string) => (
    <button type="button" aria-current={pane === name ? 'page' : undefined} onClick={() => to(name)}>
      {words}
    </button>
  );
  return (
    <>
      <header className="batch-top">
        <h1>{batch.name}</h1>
        <nav aria-label="本批" className="tabs">
          {tab('entries', '申报材料')}
          {tab('papers', '报送市级')}
        </nav>
        <span className="batch-gap" />
        {binned.length === 0 ? null : (
          <Button onClick={() => setSheet('bin')}>移出的材料（{binned.length}）</Button>
        )}
        <Button onClick={() => setSheet('head')}>本批信息…</Button>
        <Button onClick={() => goTo({ screen: 'batches' })}>各批次</Button>
      </header>
      {pane === 'entries' ? (
        <EntriesPane batch={batch} entries={entries} today={today} work={work} />
      ) : (
        <PapersPane
          batch={batch}
          entries={entries}
          work={work}
          editHead={() => setSheet('head')}
          toEntries={() => to('entries')}
        />
      )}
      {sheet === 'head' ? <HeadSheet batch={batch} work={work} onClose={() => setSheet(undefined)} /> : null}
      {sheet === 'bin' ? <BinSheet binned={binned} work={work} onClose={() => setSheet(undefined)} /> : null}
    </>
  );
}

/** One batch: what came and what is sent. */
export function BatchScreen({ batchId, pane }: { batchId: string; pane: Pane }) {
  const found = useNotice();
  const { goTo } = useNavigation();
  const { data, error, refetch } = useBatch(batchId);
  return (
    <>
      <TitleBar
        subject={data === undefined ? '区县汇总' : `区县汇总 · ${data.batch.district || data.batch.name}`}
        deadline={cityDeadlineWords(found)}
      />
      <main className="batch" aria-busy={data === undefined && error === null}>
        {error === null ? null : (
          <div role="alert">
            <p>{messageOf(error)}</p>
            <Button onClick={() => goTo({ screen: 'batches' })}>各批次</Button>{' '}
            <Button type="primary" onClick={() => void refetch()}>
              再试一次
            </Button>
          </div>
        )}
        {data === undefined && error === null ? <Spin description="正在打开……" /> : null}
        {data === undefined ? null : <Opened opened={data} pane={pane} />}
      </main>
    </>
  );
}

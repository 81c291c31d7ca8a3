import { Button, Spin } from 'antd';
import { useCallback, useState } from 'react';
import type { Command } from '../../../../shared/contract/program.ts';
import type { Batch } from '../../../../shared/intake/batch.ts';
import type { Entry, Verdict } from '../../../../shared/intake/entry.ts';
import { isSameApplicant } from '../../../../shared/intake/marks.ts';
import { call, messageOf } from '../../../bridge-calls.ts';
import { useNotice } from '../../../shell/notice.ts';
import { Sheet } from '../../../shell/sheet.tsx';
import { useCommand } from '../../../shell/use-commands.ts';
import { HandEntrySheet } from '../entries/hand-entry-sheet.tsx';
import { entryName, verdictSign } from '../entry-words.ts';
import { useWritePapers } from '../papers/use-write-papers.ts';
import { SignLabel } from '../sign-label.tsx';
import type { BatchWork } from '../use-batch.ts';
import { useTold } from '../use-told.ts';
import { BoundPages } from './bound-pages.tsx';
import { CheckList } from './check-list.tsx';
import { DeepCheck } from './deep-check.tsx';
import { EntryFacts } from './entry-facts.tsx';
import { useEntry } from './use-entry.ts';
import { VerdictBox } from './verdict-box.tsx';
import './entry.css';

const STEPS: readonly Command[] = ['previousSection', 'nextSection'];

interface EntrySheetProps {
  batch: Batch;
  /** All of the batch. */
  entries: readonly Entry[];
  /** Those that the table shows, in its order: where “next” goes. */
  view: readonly Entry[];
  entry: Entry;
  work: BatchWork;
  open: (entry: Entry) => void;
  onClose: () => void;
}

/** Other entries of the same applicant, as their marks say. */
function othersOf(entry: Entry, entries: readonly Entry[]): Entry[] {
  const isMarked = ({ marks }: Entry) =>
    marks.includes('duplicateApplicant') || marks.includes('secondProduct');
  if (!isMarked(entry)) return [];
  const applicantOf = ({ creditCode, values }: Entry) => ({
    ...{ creditCode, applicantName: values.applicantName ?? '' },
  });
  return entries.filter(
    (other) =>
      other.entryId !== entry.entryId &&
      other.programme === entry.programme &&
      isMarked(other) &&
      isSameApplicant(applicantOf(entry), applicantOf(other)),
  );
}

/** The first check of one application: what came and the list at the left, the pages at the right. */
export function EntrySheet({ batch, entries, view, entry, work, open, onClose }: EntrySheetProps) {
  const { batchId } = batch;
  const { entryId } = entry;
  const { notice } = useNotice();
  const told = useTold();
  const { writeSlips } = useWritePapers(batchId);
  const { opened, error, refetch, saveItem } = useEntry(batchId, entryId);
  const [wish, setWish] = useState<{ page: number; entryId: string }>();
  const [edits, setEdits] = useState(false);

  const at = view.findIndex((each) => each.entryId === entryId);
  const before = view[at - 1];
  const next = view[at + 1];
  const undecided =
    view.slice(at + 1).find(({ verdict }) => verdict === null) ??
    view.find((each) => each.verdict === null && each.entryId !== entryId);
  const step = useCallback(
    (command: Command) => {
      const goal = command === 'previousSection' ? before : next;
      if (goal !== undefined) open(goal);
    },
    [before, next, open],
  );
  useCommand(STEPS, step);

  const saveVerdict = (verdict: Verdict | null, reasons: string | null) =>
    work.judge(entry, verdict, reasons);
  const { programme, values, creditCode } = entry;
  const receiveOn = (receivedOn: string) => {
    const kind = programme ?? batch.programmes[0] ?? 'benchmark';
    void work.save(entry, { programme: kind, values, creditCode, receivedOn });
  };
  const madeId = opened?.madeId ?? null;
  const openOutside = () => {
    if (madeId !== null) void told(() => call('openMade', { madeId, part: 'bound' }));
  };
  const kindWords = programme === null ? '类别不明' : notice.forms[programme].shownName;
  return (
    <Sheet
      title={
        <>
          {entryName(entry)} <span className="quiet">{kindWords}</span>{' '}
          <SignLabel sign={verdictSign(entry)} />
        </>
      }
      kind="full"
      onClose={onClose}
      footer={
        <>
          <span className="quiet district-foot-words">
            第 {at + 1} 份，共 {view.length} 份
          </span>
          <Button
            danger
            type="text"
            onClick={() => {
              onClose();
              void work.bin([entry]);
            }}
          >
            移出
          </Button>
          <Button
            disabled={before === undefined}
            title="Alt+↑"
            onClick={() => before !== undefined && open(before)}
          >
            上一份
          </Button>
          <Button
            disabled={next === undefined}
            title="Alt+↓"
            onClick={() => next !== undefined && open(next)}
          >
            下一份
          </Button>
          <Button
            type="primary"
            disabled={undecided === undefined}
            onClick={() => undecided !== undefined && open(undecided)}
          >
            下一份未定的
          </Button>
        </>
      }
    >
      <div className="entry-sheet" key={entryId}>
        <div className="entry-side">
          <div className="entry-reading">
            <EntryFacts
              entry={entry}
              others={othersOf(entry, entries)}
              receiveOn={receiveOn}
              edit={() => setEdits(true)}
              prefer={() => void work.prefer(entry, entries)}
              open={open}
            />
            {error === null ? null : (
              <p role="alert" className="export-blocked">
                {messageOf(error)} <Button onClick={() => void refetch()}>再试一次</Button>
              </p>
            )}
            {opened === undefined && error === null ? <Spin description="正在打开……" /> : null}
            {opened === undefined ? null : (
              <CheckList
                items={opened.items}
                save={saveItem}
                goTo={opened.bound === null ? undefined : (page) => setWish({ page, entryId })}
              />
            )}
            {madeId === null ? null : <DeepCheck entry={entry} />}
          </div>
          <VerdictBox
            entry={entry}
            items={opened?.items ?? []}
            save={saveVerdict}
            writeSlip={() => void writeSlips([entry])}
          />
        </div>
        {opened === undefined || opened.bound === null ? (
          <div className="entry-pages entry-pages-none">
            {opened === undefined ? null : (
              <p className="quiet">
                {entry.state === 'byHand'
                  ? '手工登记的没有电子件，请对照纸质件初核。'
                  : '这一份没有能显示的成册 PDF。'}
              </p>
            )}
          </div>
        ) : (
          <BoundPages
            address={opened.bound}
            wish={wish?.entryId === entryId ? wish : undefined}
            openOutside={openOutside}
          />
        )}
      </div>
      {edits ? (
        <HandEntrySheet
          batch={batch}
          entry={entry}
          programme={programme ?? batch.programmes[0] ?? 'benchmark'}
          receivedOn={entry.receivedOn}
          save={(typed) => work.save(entry, typed)}
          onClose={() => setEdits(false)}
        />
      ) : null}
    </Sheet>
  );
}

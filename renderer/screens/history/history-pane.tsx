import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Select, Spin } from 'antd';
import { useEffect, useState } from 'react';
import type { HistoryEntry } from '../../../shared/contract/drafts.ts';
import type { Form } from '../../../shared/form/definition.ts';
import { shortLabel } from '../../../shared/form/place-words.ts';
import { clockWords, dayWords, momentWords } from '../../../shared/text/moment-words.ts';
import { call, messageOf } from '../../bridge-calls.ts';
import { useDraftState, useSession } from '../../draft/draft-context.tsx';
import type { DraftState } from '../../draft/draft-session.ts';
import { useFindings } from '../../draft/findings.ts';
import { useLocked } from '../../draft/read-only.tsx';
import type { DraftPane } from '../../shell/navigation.tsx';
import { EMPTY, subjectWords } from './change-words.ts';
import { useRestore } from './use-restore.ts';
import { VersionSheet } from './version-sheet.tsx';
import './history.css';

const PAGE = 50;
const revisionOf = (state: DraftState) => state.revision;

/** Fields and evidence slots by section, as the filter offers them. */
function filterOptions(form: Form) {
  return form.sections.flatMap((section) => {
    const slots = section.kind === 'evidence' ? section.items.flatMap(({ slots }) => slots) : [];
    const options = [...section.fields, ...slots].map(({ id, label }) => ({
      value: id,
      label: shortLabel(label),
    }));
    if (section.kind === 'cover') options.push({ value: 'destinationDistrict', label: '报送区县' });
    return options.length === 0 ? [] : [{ label: section.title, options }];
  });
}

interface Day {
  day: string;
  entries: HistoryEntry[];
}

function byDay(entries: readonly HistoryEntry[], now: Date): Day[] {
  const days: Day[] = [];
  for (const entry of entries) {
    const day = dayWords(entry.at, now);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}

function useHistory(field: string | null) {
  const { draftId } = useSession();
  const client = useQueryClient();
  const revision = useDraftState(revisionOf);
  // Read anew with every save, so that the top is always the latest change.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision is what is waited for
  useEffect(() => {
    void client.invalidateQueries({ queryKey: ['history', draftId] });
  }, [client, draftId, revision]);
  return useInfiniteQuery({
    queryKey: ['history', draftId, field],
    queryFn: ({ pageParam }) => call('listHistory', { draftId, field, before: pageParam, limit: PAGE }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ entries, more }) => (more ? (entries.at(-1)?.entryId ?? null) : null),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
}

interface HistoryPaneProps {
  /** Narrows the history to one field or evidence slot. */
  field: string | null;
  open: (pane: DraftPane) => void;
}

/** What was changed and when, newest first, with the way back to every state. */
export function HistoryPane({ field, open }: HistoryPaneProps) {
  const { form } = useSession();
  const findings = useFindings();
  const revision = useDraftState(revisionOf);
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useHistory(field);
  const { isWorking, restoreEntry, restoreVersion } = useRestore();
  const [shown, setShown] = useState<HistoryEntry>();
  const locked = useLocked();
  const now = new Date();
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  const known = [...(findings?.findings ?? []), ...(findings?.confirmed ?? [])];
  // How the draft came to be: before it, there was nothing to go back to.
  const [oldest] = field === null && !hasNextPage ? entries.slice(-1) : [];
  const origin = oldest?.what === 'whole' ? oldest : undefined;

  const line = (entry: HistoryEntry) => {
    const { entryId, at, what, before, after } = entry;
    const subject = subjectWords(form, known, entry);
    return (
      <li key={entryId} className="history-line">
        <time dateTime={at}>{clockWords(at)}</time>
        <p className="history-words">
          <strong>{subject}</strong>：
          {what === 'whole' ? (
            after
          ) : (
            <>
              <span className="history-old">
                <span className="visually-hidden">原为</span>
                {before === '' ? EMPTY : before}
              </span>{' '}
              → <span className="visually-hidden">改为</span>
              {after === '' ? EMPTY : after}
            </>
          )}
        </p>
        <div className="history-actions">
          {entry.revision === revision ? null : (
            <Button
              size="small"
              aria-label={`查看此版本：${momentWords(at, now)}`}
              onClick={() => setShown(entry)}
            >
              查看此版本
            </Button>
          )}
          {entry === origin ? null : (
            <Button
              size="small"
              disabled={isWorking || locked}
              aria-label={`${what === 'whole' ? '撤回' : '恢复这一项'}：${subject}，${momentWords(at, now)}`}
              title={locked ? '内容已锁定，要恢复请先点上方的“继续修改”' : '改回这次修改之前的内容'}
              onClick={() => void restoreEntry(entryId, subject)}
            >
              {what === 'whole' ? '撤回' : '恢复这一项'}
            </Button>
          )}
        </div>
      </li>
    );
  };
  return (
    <article className="history-pane">
      <header className="section-head">
        <h1>历史版本</h1>
      </header>
      <div className="history-filter">
        <label htmlFor="history-field">只看</label>
        <Select<string>
          id="history-field"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="全部填报项"
          value={field}
          options={filterOptions(form)}
          onChange={(chosen: string | undefined) => open({ kind: 'history', field: chosen ?? null })}
        />
        {field === null ? null : (
          <Button onClick={() => open({ kind: 'history', field: null })}>显示全部</Button>
        )}
      </div>
      <p className="quiet">每次修改都记在这里。恢复也会记下来，所以随时可以再改回去。</p>
      {error === null ? null : (
        <p role="alert">
          {messageOf(error)} <Button onClick={() => void refetch()}>再试一次</Button>
        </p>
      )}
      {data === undefined && error === null ? <Spin description="正在读取……" /> : null}
      {data !== undefined && entries.length === 0 ? (
        <p>{field === null ? '还没有修改记录。' : '这一项还没有修改过。'}</p>
      ) : null}
      {byDay(entries, now).map(({ day, entries: changes }) => (
        <section key={day} aria-label={day}>
          <h2>{day}</h2>
          <ul className="history-list">{changes.map(line)}</ul>
        </section>
      ))}
      {hasNextPage ? (
        <p className="history-more">
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            更多
          </Button>
        </p>
      ) : null}
      {shown === undefined ? null : (
        <VersionSheet
          entry={shown}
          when={momentWords(shown.at, now)}
          form={form}
          known={known}
          isRestoring={isWorking}
          locked={locked}
          restore={async () => {
            await restoreVersion(shown.revision, momentWords(shown.at, now));
            setShown(undefined);
          }}
          compare={() => open({ kind: 'exports', from: shown.revision })}
          onClose={() => setShown(undefined)}
        />
      )}
    </article>
  );
}

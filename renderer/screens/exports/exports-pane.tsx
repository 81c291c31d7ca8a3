import { useQuery } from '@tanstack/react-query';
import { Button, Select, Spin } from 'antd';
import { useState } from 'react';
import type { ExportView } from '../../../shared/contract/revisions.ts';
import { momentWords } from '../../../shared/text/moment-words.ts';
import { call, messageOf } from '../../bridge-calls.ts';
import { useDraftState, useSession } from '../../draft/draft-context.tsx';
import type { DraftState } from '../../draft/draft-session.ts';
import { useSaveWord } from '../../draft/use-save-word.ts';
import { CheckCodeSheet } from '../check-code/check-code-sheet.tsx';
import { EarlierSealGuide } from '../preview/earlier-seal-guide.tsx';
import { SealPages } from '../sealing/seal-pages.tsx';
import { ChangeTable } from './change-table.tsx';
import './exports.css';

const revisionOf = (state: DraftState) => state.revision;
/** Stands for the draft as it is now, where a version is chosen. */
const PRESENT = -1;

interface Choice {
  from: number;
  to: number;
}

function exportWords({ at, twinCode, incomplete }: ExportView, now: Date): string {
  return `${momentWords(at, now)} 导出 · ${twinCode}${incomplete ? ' · 带“草稿”' : ''}`;
}

/** Two versions side by side, and the paper that says so. */
function Comparison({ choice }: { choice: Choice }) {
  const session = useSession();
  const { draftId } = session;
  const saveWord = useSaveWord();
  const revision = useDraftState(revisionOf);
  const [isWriting, setWriting] = useState(false);
  const to = choice.to === PRESENT ? null : choice.to;
  const { data, error } = useQuery({
    queryKey: ['comparison', draftId, choice.from, choice.to, to === null ? revision : 0],
    queryFn: async () => {
      await session.flush();
      return call('compareVersions', { draftId, from: choice.from, to });
    },
    gcTime: 0,
  });
  if (error !== null) return <p role="alert">{messageOf(error)}</p>;
  if (data === undefined) return <Spin description="正在对比……" />;
  const write = async () => {
    setWriting(true);
    await saveWord(() => call('writeChanges', { draftId, from: choice.from, to }));
    setWriting(false);
  };
  const { from, to: present, changes } = data;
  const heading = (name: string, code: string | null) => (code === null ? name : `${name}（${code}）`);
  return (
    <section aria-label="对比结果">
      <p role="status">
        {changes.length === 0
          ? `内容相同，没有不同之处${from.twinCode === null ? '' : `（对照码都是 ${from.twinCode}）`}。`
          : `有 ${changes.length} 处不同。`}
      </p>
      {changes.length === 0 ? null : (
        <>
          <p>
            <Button type="primary" loading={isWriting} onClick={() => void write()}>
              导出修改说明（Word）
            </Button>
          </p>
          <ChangeTable
            changes={changes}
            before={heading('修改前', from.twinCode)}
            after={heading('修改后', present.twinCode)}
          />
        </>
      )}
    </section>
  );
}

/** What was exported from here, and any two versions side by side. */
export function ExportsPane({ from }: { from: number | null }) {
  const { draftId } = useSession();
  const revision = useDraftState(revisionOf);
  const { data, error, refetch } = useQuery({
    queryKey: ['exports', draftId, revision],
    queryFn: async () => (await call('listExports', { draftId })).exports,
    staleTime: 0,
    gcTime: 0,
  });
  const [chosen, setChosen] = useState<Choice | undefined>(from === null ? undefined : { from, to: PRESENT });
  const [checksCode, setChecksCode] = useState(false);
  const now = new Date();
  const latest = data?.[0];
  const choice = chosen ?? (latest === undefined ? undefined : { from: latest.revision, to: PRESENT });
  const versions = [
    ...(data ?? []).map((made) => ({ value: made.revision, label: exportWords(made, now) })),
    // A version of the history that was never exported, where the way led from there.
    ...(from === null || (data ?? []).some((made) => made.revision === from)
      ? []
      : [{ value: from, label: '历史里选的版本' }]),
  ].filter(({ value }, index, all) => all.findIndex((each) => each.value === value) === index);
  const withPresent = [{ value: PRESENT, label: '现在的内容' }, ...versions];
  return (
    <article className="exports-pane">
      <header className="section-head">
        <h1>导出记录与对比</h1>
        <EarlierSealGuide draftId={draftId} />
        <SealPages draftId={draftId} />
        <Button onClick={() => setChecksCode(true)}>核对对照码</Button>
      </header>
      {error === null ? null : (
        <p role="alert">
          {messageOf(error)} <Button onClick={() => void refetch()}>再试一次</Button>
        </p>
      )}
      {data === undefined && error === null ? <Spin description="正在读取……" /> : null}
      {data?.length === 0 ? (
        <p>还没有从这里导出过。导出申报包之后，这里列出每一次导出的时间和对照码，可以和现在的内容对比。</p>
      ) : null}
      {data === undefined || data.length === 0 ? null : (
        <ul className="export-list" aria-label="导出记录">
          {data.map((made) => (
            <li key={made.exportId}>
              <strong>{made.twinCode}</strong>
              <span>{momentWords(made.at, now)}</span>
              <span className="export-name quiet">
                {made.name}
                {made.incomplete ? '（带“草稿”字样，不能报送）' : ''}
              </span>
              <Button
                size="small"
                aria-label={`和现在对比：${exportWords(made, now)}`}
                onClick={() => setChosen({ from: made.revision, to: PRESENT })}
              >
                和现在对比
              </Button>
            </li>
          ))}
        </ul>
      )}
      {choice === undefined ? null : (
        <>
          <h2>对比两个版本</h2>
          <div className="compare-choice">
            <label htmlFor="compare-from">修改前</label>
            <Select<number>
              id="compare-from"
              value={choice.from}
              options={versions}
              onChange={(value) => setChosen({ ...choice, from: value })}
            />
            <label htmlFor="compare-to">修改后</label>
            <Select<number>
              id="compare-to"
              value={choice.to}
              options={withPresent}
              onChange={(value) => setChosen({ ...choice, to: value })}
            />
          </div>
          <Comparison choice={choice} />
        </>
      )}
      {checksCode ? <CheckCodeSheet onClose={() => setChecksCode(false)} /> : null}
    </article>
  );
}

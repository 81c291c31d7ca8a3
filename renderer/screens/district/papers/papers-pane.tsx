import { useQuery } from '@tanstack/react-query';
import { Button, Spin } from 'antd';
import { useState } from 'react';
import type { Batch } from '../../../../shared/intake/batch.ts';
import type { Entry } from '../../../../shared/intake/entry.ts';
import { call, messageOf } from '../../../bridge-calls.ts';
import { useNotice } from '../../../shell/notice.ts';
import { type BatchWork, headOf } from '../use-batch.ts';
import { ParcelSheet } from './parcel-sheet.tsx';
import { RecommendationCard } from './recommendation-card.tsx';
import { TableCard } from './table-card.tsx';
import { useWritePapers } from './use-write-papers.ts';
import './papers.css';

interface PapersPaneProps {
  batch: Batch;
  entries: readonly Entry[];
  work: BatchWork;
  editHead: () => void;
  toEntries: () => void;
}

/** 报送市级: what will be written, and the writing of it. */
export function PapersPane({ batch, entries, work, editHead, toEntries }: PapersPaneProps) {
  const { batchId } = batch;
  const { notice } = useNotice();
  const { data, error, refetch } = useQuery({
    queryKey: ['papers', batchId],
    queryFn: () => call('readPapers', { batchId }),
    staleTime: 0,
  });
  const { writeTables, writeRecommendation, writeSlips } = useWritePapers(batchId);
  const [packs, setPacks] = useState(false);
  const [isWriting, setWriting] = useState(false);
  const writing = async (write: () => Promise<unknown>) => {
    setWriting(true);
    await write();
    setWriting(false);
  };
  const recommended = entries.filter(({ verdict }) => verdict === 'recommended');
  const returned = entries.filter(({ verdict }) => verdict === 'returned');
  const open = entries.filter(({ verdict }) => verdict === null).length;
  const move = (entryId: string, by: -1 | 1) => {
    const entry = entries.find((each) => each.entryId === entryId);
    if (entry !== undefined) void work.move(entry, by);
  };
  const isNone = recommended.length === 0;
  if (error !== null)
    return (
      <p role="alert" className="export-blocked">
        {messageOf(error)} <Button onClick={() => void refetch()}>再试一次</Button>
      </p>
    );
  if (data === undefined) return <Spin description="正在整理……" />;
  return (
    <div className="papers">
      <div className="papers-main">
        {isNone ? (
          <p className="paper-none" role="note">
            还没有结论是“推荐”的材料。先在“申报材料”里初核，推荐的会自动写进这里的汇总表。
            <Button onClick={toEntries}>去初核</Button>
          </p>
        ) : null}
        {data.tables.map((table) => (
          <TableCard key={table.programme} table={table} move={move} />
        ))}
        <RecommendationCard
          text={data.recommendation}
          filled={data.filled}
          isFrame={data.isFrame}
          save={(text) => work.saveHead(headOf(batch), text)}
        />
      </div>
      <aside className="papers-side" aria-label="写出">
        {data.warnings.length === 0 && open === 0 ? null : (
          <section className="paper-warnings" aria-label="报送前请核对">
            <h2>报送前请核对</h2>
            <ul>
              {open === 0 ? null : <li>还有 {open} 份没有结论，不会写进汇总表。</li>}
              {data.warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
            <Button size="small" onClick={editHead}>
              修改表头…
            </Button>
          </section>
        )}
        <section>
          <h2>写出</h2>
          <div className="papers-actions">
            <Button disabled={isNone || isWriting} onClick={() => void writing(writeTables)}>
              汇总表（Word、PDF、Excel）…
            </Button>
            <Button disabled={isNone || isWriting} onClick={() => void writing(writeRecommendation)}>
              推荐意见（Word）…
            </Button>
            <Button
              disabled={returned.length === 0 || isWriting}
              onClick={() => void writing(() => writeSlips(returned))}
            >
              退回单 {returned.length} 份（Word）…
            </Button>
            <Button type="primary" disabled={isNone || isWriting} onClick={() => setPacks(true)}>
              打包报送…
            </Button>
          </div>
          <p className="quiet">
            “打包报送”把推荐意见、汇总表和推荐企业的电子件写成一个文件夹，可以写到 U 盘。
          </p>
        </section>
        <section>
          <h2>报到哪里</h2>
          {data.address.map((line) => (
            <p key={line} className="paper-address">
              {line}
            </p>
          ))}
          <p className="paper-address">电子邮箱 {data.mailbox}</p>
          <p className="quiet">依据：{notice.deadlines.city.clause}。电子件和纸质件各一份。</p>
        </section>
      </aside>
      {packs ? (
        <ParcelSheet
          batchId={batchId}
          recommended={recommended.length}
          withFiles={recommended.filter(({ files }) => files > 0).length}
          onClose={() => setPacks(false)}
        />
      ) : null}
    </div>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { Button, Spin } from 'antd';
import { useState } from 'react';
import type { BatchHead } from '../../../../shared/contract/intake.ts';
import type { Batch } from '../../../../shared/intake/batch.ts';
import { call } from '../../../bridge-calls.ts';
import { useNavigation } from '../../../shell/navigation.tsx';
import { cityDeadlineWords, useNotice } from '../../../shell/notice.ts';
import { TitleBar } from '../../../shell/title-bar.tsx';
import { useToasts } from '../../../shell/toasts.tsx';
import { BatchForm, missingInHead } from './batch-form.tsx';
import { useBatches } from './use-batches.ts';
import '../../new-draft/new-draft.css';

/** An office changes seldom: what headed its last batch is proposed for the next. */
function proposedHead(last: Batch | undefined, year: string): BatchHead {
  return {
    name: last === undefined ? `${year} 年推荐` : `${last.district} ${year} 年推荐`.trim(),
    programmes: last?.programmes ?? ['benchmark', 'product'],
    district: last?.district ?? '',
    recommender: last?.recommender ?? '',
    contactName: last?.contactName ?? '',
    contactPhone: last?.contactPhone ?? '',
  };
}

function NewBatch({ last }: { last: Batch | undefined }) {
  const { notice } = useNotice();
  const { goTo, goBack } = useNavigation();
  const { tellError } = useToasts();
  const client = useQueryClient();
  const [head, setHead] = useState(() => proposedHead(last, notice.deadlines.city.date.slice(0, 4)));
  const [isMaking, setMaking] = useState(false);
  const missing = missingInHead(head);
  const make = async () => {
    setMaking(true);
    try {
      const { batch } = await call('createBatch', { ...head, notice: notice.id });
      void client.invalidateQueries({ queryKey: ['batches'] });
      goTo({ screen: 'batch', batchId: batch.batchId, pane: 'entries' });
    } catch (error) {
      setMaking(false);
      tellError(error);
    }
  };
  return (
    <div className="new-page">
      <h1>新建一批</h1>
      <p>
        一批是一次汇总：收取的申报包、初核结果和报市级的材料都在里面。这些都可以之后再改。
        {last === undefined ? '' : '表头已按上一批填好，请核对。'}
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (missing === undefined && !isMaking) void make();
        }}
      >
        <div className="card">
          <BatchForm head={head} change={(part) => setHead((before) => ({ ...before, ...part }))} />
        </div>
        <footer className="new-foot">
          <span className="quiet" role="status">
            {missing ?? ''}
          </span>
          <Button onClick={goBack}>取消</Button>
          <Button type="primary" htmlType="submit" loading={isMaking} disabled={missing !== undefined}>
            建好，去收取材料
          </Button>
        </footer>
      </form>
    </div>
  );
}

/** A new batch, with the head of the last one. */
export function NewBatchScreen() {
  const found = useNotice();
  const { data: batches, error } = useBatches(false);
  return (
    <>
      <TitleBar subject="区县汇总 · 新建一批" deadline={cityDeadlineWords(found)} />
      <main className="plain-page">
        {batches === undefined && error === null ? (
          <Spin description="正在读取……" />
        ) : (
          <NewBatch last={batches?.[0]?.batch} />
        )}
      </main>
    </>
  );
}

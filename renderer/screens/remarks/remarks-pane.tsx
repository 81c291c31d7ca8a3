import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Progress, Spin } from 'antd';
import { useState } from 'react';
import type { RemarkView } from '../../../shared/contract/remarks.ts';
import { call, messageOf } from '../../bridge-calls.ts';
import { useDraftState, useSession } from '../../draft/draft-context.tsx';
import type { DraftState } from '../../draft/draft-session.ts';
import { useSaveWord } from '../../draft/use-save-word.ts';
import type { DraftPane } from '../../shell/navigation.tsx';
import { useToasts } from '../../shell/toasts.tsx';
import { RemarkCard } from './remark-card.tsx';
import './remarks.css';

const revisionOf = (state: DraftState) => state.revision;

type Listed = { remarks: RemarkView[] };

/** The remarks of the open draft and what can be done with them; each answer of the program is the new list. */
function useRemarks() {
  const session = useSession();
  const { draftId } = session;
  const revision = useDraftState(revisionOf);
  const client = useQueryClient();
  const { show, tellError } = useToasts();
  const saveWord = useSaveWord();
  const key = ['remarks', draftId, revision];
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: () => call('listRemarks', { draftId }),
    placeholderData: (before: Listed | undefined) => before,
    staleTime: 0,
    gcTime: 0,
  });
  /** @returns whether it was done */
  const told = async (work: () => Promise<Listed>): Promise<boolean> => {
    try {
      client.setQueryData(key, await work());
      return true;
    } catch (problem) {
      tellError(problem);
      return false;
    }
  };
  return {
    remarks: data?.remarks,
    error,
    refetch,
    add: (text: string) => told(() => call('addRemarks', { draftId, text })),
    /** Shown at once; what could not be kept is read again as it is. */
    save: async (remark: RemarkView) => {
      const { remarkId, place, state, answer } = remark;
      client.setQueryData(key, (before: Listed | undefined) => ({
        remarks: (before?.remarks ?? []).map((each) => (each.remarkId === remarkId ? remark : each)),
      }));
      const isKept = await told(() => call('saveRemark', { draftId, remarkId, place, state, answer }));
      if (!isKept) void refetch();
      return isKept;
    },
    remove: async ({ remarkId }: RemarkView) => {
      if (!(await told(() => call('removeRemark', { draftId, remarkId })))) return;
      show({
        kind: 'done',
        text: '已移除一条意见。',
        action: {
          label: '撤销',
          run: () => void told(() => call('returnRemark', { draftId, remarkId })),
        },
      });
    },
    write: () => saveWord(() => call('writeAnswers', { draftId })),
  };
}

/** 退回修改: the officer's remarks, one by one, until each is answered. */
export function RemarksPane({ open }: { open: (pane: DraftPane) => void }) {
  const { remarks, error, refetch, add, save, remove, write } = useRemarks();
  const [pasted, setPasted] = useState('');
  const [isWorking, setWorking] = useState(false);
  const working = async (work: () => Promise<unknown>) => {
    setWorking(true);
    await work();
    setWorking(false);
  };
  const answered = (remarks ?? []).filter(({ state }) => state !== 'open').length;
  const count = remarks?.length ?? 0;
  return (
    <article className="remarks-pane">
      <header className="section-head">
        <h1>退回修改</h1>
        {count === 0 ? null : (
          <>
            <span>
              已处理 {answered} / {count} 条
            </span>
            <Button type="primary" loading={isWorking} onClick={() => void working(write)}>
              导出修改说明（Word）
            </Button>
          </>
        )}
      </header>
      {error === null ? null : (
        <p role="alert">
          {messageOf(error)} <Button onClick={() => void refetch()}>再试一次</Button>
        </p>
      )}
      {remarks === undefined && error === null ? <Spin description="正在读取……" /> : null}
      {count === 0 ? (
        <p>
          材料被退回时，把审核意见粘贴到下面：每一条成为一项任务，对应到要改的填报项；改完后导出修改说明，按意见的次序逐条答复。
        </p>
      ) : (
        <Progress
          percent={Math.floor((100 * answered) / count)}
          showInfo={false}
          size="small"
          aria-label={`已处理 ${answered} 条，共 ${count} 条`}
        />
      )}
      <ol className="remark-list">
        {(remarks ?? []).map((remark, index) => (
          <RemarkCard
            key={remark.remarkId}
            number={index + 1}
            remark={remark}
            save={save}
            remove={remove}
            open={open}
          />
        ))}
      </ol>
      <section className="remark-add" aria-labelledby="remark-add-head">
        <h2 id="remark-add-head">添加审核意见</h2>
        <label htmlFor="remark-text" className="quiet">
          从微信、邮件、Word 或 WPS 复制后粘贴，带“1.”“（一）”“①”编号的会自动分条，没有编号的一行一条
        </label>
        <Input.TextArea
          id="remark-text"
          value={pasted}
          rows={5}
          maxLength={200_000}
          onChange={({ target }) => setPasted(target.value)}
        />
        <Button
          disabled={pasted.trim() === '' || isWorking}
          onClick={() =>
            void working(async () => {
              if (await add(pasted)) setPasted('');
            })
          }
        >
          添加意见
        </Button>
      </section>
    </article>
  );
}

import { Button, type MenuProps, Progress, Tag } from 'antd';
import type { DraftSummary } from '../../../shared/contract/drafts.ts';
import { changeWords } from '../../../shared/text/moment-words.ts';
import { applicantWords } from '../../draft/draft-names.ts';
import { sealingLine } from '../../draft/sealing-words.ts';
import { ActionMenu } from '../../shell/action-menu.tsx';
import { deadlineWords, useNotice } from '../../shell/notice.ts';
import { askForPassword } from '../../shell/password/waiting-passwords.ts';
import type { DraftActions } from './use-draft-actions.ts';

/** What stands against the export: shape, words and colour together. */
function Blocks({ blocks }: { blocks: number | null }) {
  if (blocks === null) return <span className="quiet">正在检查……</span>;
  if (blocks === 0) return <span className="draft-clear">● 没有须改的问题</span>;
  return <span className="draft-blocks">▲ {blocks} 项须改</span>;
}

function menuOf(draft: DraftSummary, actions: DraftActions): MenuProps {
  const { draftId } = draft;
  const entries: { key: string; label: string; run: () => void }[] = [
    { key: 'open', label: '打开', run: () => actions.open(draftId) },
    { key: 'duplicate', label: '复制', run: () => void actions.duplicate(draft) },
    { key: 'export', label: '导出草稿', run: () => void actions.exportDraft(draftId) },
    {
      key: 'protect',
      label: '导出草稿（加密码）',
      run: () => askForPassword({ kind: 'protect', draftId }),
    },
    { key: 'exports', label: '导出记录与对比', run: () => actions.openExports(draftId) },
    { key: 'checkCode', label: '核对对照码', run: actions.checkCode },
    { key: 'history', label: '历史版本', run: () => actions.openHistory(draftId) },
    { key: 'bin', label: '移入回收站', run: () => void actions.bin(draft) },
  ];
  return {
    items: entries.flatMap(({ key, label }) =>
      key === 'bin' ? [{ type: 'divider' as const }, { key, label }] : [{ key, label }],
    ),
    onClick: ({ key, domEvent }) => {
      // The menu lies inside the card for React, though not on the screen.
      domEvent.stopPropagation();
      entries.find((entry) => entry.key === key)?.run();
    },
  };
}

/** One draft of the list: what it is, how far it is, how long there is; its menu by “…” and by the right button. */
export function DraftCard({
  draft,
  actions,
  now,
}: {
  draft: DraftSummary;
  actions: DraftActions;
  now: Date;
}) {
  const found = useNotice();
  const { draftId, applicantName, productName, programme, progress, blocks, changedAt, example } = draft;
  const name = applicantWords(applicantName);
  const menu = menuOf(draft, actions);
  const percent = progress ?? 0;
  const sealed = draft.sealing === null ? undefined : sealingLine(draft.sealing);
  return (
    <li>
      <ActionMenu menu={menu} trigger={['contextMenu']}>
        <article className="draft-card card">
          <header>
            <button type="button" className="draft-open" onClick={() => actions.open(draftId)}>
              {name}
            </button>
            {example ? <Tag>示例</Tag> : null}
            <ActionMenu menu={menu} trigger={['click']} placement="bottomRight">
              <Button
                type="text"
                className="draft-more"
                aria-label={`${name}的更多操作`}
                aria-haspopup="menu"
              >
                …
              </Button>
            </ActionMenu>
          </header>
          <p className="draft-kind">
            {found.notice.forms[programme].shownName}
            {productName.trim() === '' ? null : <span className="quiet"> · {productName}</span>}
          </p>
          <div className="draft-progress">
            <Progress
              percent={percent}
              showInfo={false}
              size="small"
              aria-label={`${name}的填报进度 ${percent}%`}
            />
            <span>{progress === null ? '' : `${progress}%`}</span>
          </div>
          {sealed === undefined ? null : (
            <p className={sealed.void ? 'draft-sealing draft-void' : 'draft-sealing'}>
              <span aria-hidden="true">{sealed.mark} </span>
              {sealed.words}
            </p>
          )}
          <p className="draft-facts">
            <Blocks blocks={blocks} />
            <span className="quiet">最后修改：{changeWords(changedAt, now)}</span>
            <span className="quiet">{deadlineWords(found)}</span>
          </p>
        </article>
      </ActionMenu>
    </li>
  );
}

import { Button } from 'antd';
import { useState } from 'react';
import type { Backup } from '../../../shared/contract/program.ts';
import { momentWords } from '../../../shared/text/moment-words.ts';
import { sizeWords } from '../../../shared/text/size-words.ts';
import { Question } from '../../shell/question.tsx';
import './settings.css';

const REASONS: Record<Backup['reason'], string> = {
  daily: '自动备份',
  close: '关闭程序时的备份',
  migration: '升级数据之前的备份',
  restore: '恢复之前的备份',
  person: '手动备份',
};

/** What a backup holds: “3 份申报”. */
function draftsWords(drafts: number | null): string {
  return drafts === null ? '内容读不出' : drafts === 0 ? '没有申报' : `${drafts} 份申报`;
}

interface BackupListProps {
  backups: readonly Backup[];
  /** What becomes of the present data when a backup takes its place. */
  whatHappens: string;
  /** The latest usable one is the way out: its button stands out. */
  recommended?: boolean;
  restore: (backup: Backup) => Promise<void>;
}

/** Backups, latest first, each with the way back to it after a question. */
export function BackupList({ backups, whatHappens, recommended = false, restore }: BackupListProps) {
  const [asked, setAsked] = useState<Backup>();
  const now = new Date();
  const best = recommended ? backups.find(({ problem }) => problem === null) : undefined;
  return (
    <>
      <ul className="backup-list">
        {backups.map((backup) => {
          const { backupId, at, bytes, reason, drafts, problem, checksummed } = backup;
          const when = momentWords(at, now);
          return (
            <li key={backupId}>
              <time dateTime={at}>{when}</time>
              <span className="backup-facts">
                {REASONS[reason]} · {draftsWords(drafts)} · {sizeWords(bytes)}
                {checksummed || problem !== null ? '' : ' · 旧版备份，未逐字节核对'}
              </span>
              <Button
                type={backup === best ? 'primary' : 'default'}
                disabled={problem !== null}
                aria-label={`恢复${when} 的备份（${REASONS[reason]}）`}
                onClick={() => setAsked(backup)}
              >
                恢复
              </Button>
              {problem === null ? null : <p className="backup-problem">▲ 不能使用：{problem}</p>}
            </li>
          );
        })}
      </ul>
      {asked === undefined ? null : (
        <Question
          title={`恢复${momentWords(asked.at, now)} 的备份？`}
          safe="不恢复"
          risky="恢复这个备份"
          onAnswer={async (answer) => {
            if (answer === 'risky') await restore(asked);
            setAsked(undefined);
          }}
        >
          <p>
            这个备份是{momentWords(asked.at, now)} 时的样子：{draftsWords(asked.drafts)}
            。恢复后，“我的申报”里的全部内容回到那时。
          </p>
          <p>{whatHappens}</p>
        </Question>
      )}
    </>
  );
}

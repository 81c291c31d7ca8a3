import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { Backup } from '../../../shared/contract/program.ts';
import type { CallOutput } from '../../../shared/contract.ts';
import { call } from '../../bridge-calls.ts';
import { Question } from '../../shell/question.tsx';
import { useToasts } from '../../shell/toasts.tsx';
import { BackupList } from '../settings/backup-list.tsx';
import { TakeBackButton } from '../settings/take-back-button.tsx';
import './startup.css';

type Problem = Exclude<CallOutput<'readStartup'>, { state: 'ready' }>;

const TITLES: Record<Problem['state'], string> = {
  dataTooNew: '数据需要用新版申报匣打开',
  dataDamaged: '数据文件打不开',
  dataUnreachable: '现在读不到数据',
};

/** The data could not be opened: what happened, and the ways out. Nothing here deletes anything. */
export function StartupScreen({ problem, retry }: { problem: Problem; retry: () => void }) {
  const client = useQueryClient();
  const { show, tellError } = useToasts();
  const [asksAfresh, setAsksAfresh] = useState(false);
  const { state, message, backups, mayStartAfresh } = problem;

  /** What the window remembers, settings too, is not of these data. */
  const goOn = async (work: () => Promise<unknown>, done: string) => {
    try {
      await work();
      show({ kind: 'done', text: done });
      await client.resetQueries();
    } catch (error) {
      tellError(error);
    }
  };
  const restore = ({ backupId }: Backup) =>
    goOn(
      () => call('restoreBackup', { backupId }),
      '已用备份恢复。打不开的数据文件换了名字，留在数据文件夹里。',
    );
  return (
    <main className="plain-page">
      <div className="startup-page">
        <div role="alert">
          <h1>{TITLES[state]}</h1>
          <p className="startup-message">{message}</p>
        </div>
        <div className="startup-actions">
          <Button
            type={backups.some((each) => each.problem === null) ? 'default' : 'primary'}
            onClick={retry}
          >
            再试一次
          </Button>
          <Button onClick={() => void call('openDataFolder').catch(tellError)}>打开数据文件夹</Button>
          {mayStartAfresh ? <TakeBackButton onTaken={retry} /> : null}
        </div>
        {backups.length === 0 ? null : (
          <section className="card" aria-labelledby="startup-backups">
            <h2 id="startup-backups">用备份恢复</h2>
            <p>备份是自动保存的副本。一般选最近的一个；备份之后填写的内容不在里面。</p>
            <BackupList
              backups={backups}
              recommended
              whatHappens="打不开的数据文件会换个名字留在数据文件夹里，不会删除。"
              restore={restore}
            />
          </section>
        )}
        {mayStartAfresh ? (
          <section className="card" aria-labelledby="startup-afresh">
            <h2 id="startup-afresh">{backups.length === 0 ? '没有可用的备份时' : '备份也不能用时'}</h2>
            <p>可以从空白的数据重新开始。打不开的数据文件会保留，以后可以请人修复。</p>
            <Button onClick={() => setAsksAfresh(true)}>重新开始……</Button>
          </section>
        ) : null}
      </div>
      {asksAfresh ? (
        <Question
          title="从空白的数据重新开始？"
          safe="不重新开始"
          risky="重新开始"
          onAnswer={async (answer) => {
            if (answer === 'risky')
              await goOn(
                () => call('startAfresh'),
                '已从空白的数据重新开始。原来的数据文件换了名字，留在数据文件夹里。',
              );
            setAsksAfresh(false);
          }}
        >
          <p>重新开始后，“我的申报”是空的，以前填写的内容不会出现。</p>
          <p>打不开的数据文件换个名字留在数据文件夹里，不会删除；备份也都在。</p>
        </Question>
      ) : null}
    </main>
  );
}

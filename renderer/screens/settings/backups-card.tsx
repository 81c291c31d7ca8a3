import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Spin } from 'antd';
import { useState } from 'react';
import type { Backup } from '../../../shared/contract/program.ts';
import { momentWords } from '../../../shared/text/moment-words.ts';
import { call, messageOf } from '../../bridge-calls.ts';
import { useToasts } from '../../shell/toasts.tsx';
import { BackupList } from './backup-list.tsx';
import { SecondCopyPart } from './second-copy-part.tsx';
import { TakeBackButton } from './take-back-button.tsx';

/** Where the data lie, the copies of them, and the way back to a copy. */
export function BackupsCard() {
  const client = useQueryClient();
  const { show, tellError } = useToasts();
  const [isMaking, setMaking] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['backups'],
    queryFn: async () => (await call('listBackups')).backups,
    staleTime: 0,
  });
  const make = async () => {
    setMaking(true);
    try {
      await call('makeBackup');
      // The second copy follows the backup.
      void client.invalidateQueries({ queryKey: ['secondCopy'] });
      await client.invalidateQueries({ queryKey: ['backups'] });
      show({ kind: 'done', text: '已备份，并读回核对过。' });
    } catch (problem) {
      tellError(problem);
    } finally {
      setMaking(false);
    }
  };
  const restore = async (backup: Backup) => {
    try {
      const { safetyCopy } = await call('restoreBackup', { backupId: backup.backupId });
      const now = new Date();
      const kept =
        safetyCopy === null ? '' : `恢复之前的数据已另存为一个备份（${momentWords(safetyCopy.at, now)}）。`;
      show({ kind: 'done', text: `已恢复${momentWords(backup.at, now)} 的备份。${kept}` });
      // Whatever the window remembers is of the data before: all of it is read anew, from the start on.
      await client.resetQueries();
    } catch (problem) {
      tellError(problem);
    }
  };
  return (
    <section className="card" aria-labelledby="settings-backups">
      <div className="settings-head">
        <h2 id="settings-backups">备份</h2>
        <div className="second-copy-actions">
          <TakeBackButton />
          <Button loading={isMaking} onClick={() => void make()}>
            立即备份
          </Button>
        </div>
      </div>
      <p className="quiet">
        使用中和关闭时自动备份，保留最近 7 天每天一个、之前 4
        周每周一个，每个都读回核对。备份也在这台电脑上；为防电脑损坏，请在下面再选一个位置存第二份。
      </p>
      <SecondCopyPart />
      {error === null ? null : (
        <p role="alert">
          {messageOf(error)} <Button onClick={() => void refetch()}>再试一次</Button>
        </p>
      )}
      {data === undefined && error === null ? <Spin description="正在读取……" /> : null}
      {data?.length === 0 ? <p>还没有备份。填写之后会自动备份，也可以点“立即备份”。</p> : null}
      {data === undefined ? null : (
        <BackupList
          backups={data}
          whatHappens="恢复之前会先把现在的数据另存为一个备份，恢复错了可以再恢复回来。"
          restore={restore}
        />
      )}
    </section>
  );
}

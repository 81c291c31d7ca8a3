import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { backupsIn } from '../../../electron/store/backup-file.ts';
import { listBackups } from '../../../electron/store/backups.ts';
import { probeDatabase } from '../../../electron/store/connection.ts';
import { dataFolder } from '../../../electron/store/data-folder.ts';
import { recoverStore } from '../../../electron/store/recover-store.ts';
import type { Operation } from '../operation.ts';
import { clock, draftProblems, makeStore, storeProblems } from './store-state.ts';

const DAMAGED = Buffer.alloc(20_000, '这不是数据库');

/** Every place where the damaged file may lie: never under no name. */
function keptDamaged(folder: string): boolean {
  const aside = readdirSync(folder).filter((name) => name.startsWith('unreadable-'));
  const places = [
    dataFolder(folder).database,
    ...aside.map((name) => path.join(folder, name, 'dossier.sqlite3')),
  ];
  return places.some((place) => existsSync(place) && readFileSync(place).equals(DAMAGED));
}

/** Data that cannot be read are put aside, and a backup takes their place. */
export const RECOVER: Operation = {
  name: '从损坏中恢复',
  prepare: async (folder) => {
    await makeStore(folder, async (store) => void (await store.backups.make('person')));
    writeFileSync(dataFolder(folder).database, DAMAGED);
  },
  run: async (folder) => {
    const [backup] = await listBackups(dataFolder(folder), clock);
    const { opened } = await recoverStore(folder, clock, backup?.id ?? '');
    if (opened.outcome !== 'opened') throw opened.error;
    opened.store.close();
  },
  check: async (folder) => {
    const kept = keptDamaged(folder) ? [] : ['the damaged file is gone'];
    const { database, backups } = dataFolder(folder);
    // Broken off before the exchange: the start offers the backups again, and the same way out works.
    if (!existsSync(database) || probeDatabase(database).kind === 'damaged') {
      const [backup] = await backupsIn(backups);
      if (backup === undefined) return [...kept, 'the backup is gone'];
      const { opened } = await recoverStore(folder, clock, backup.id);
      if (opened.outcome !== 'opened') return [...kept, `no way out: ${opened.error.message}`];
      opened.store.close();
    }
    return [...kept, ...(await storeProblems(folder, [], draftProblems))];
  },
};

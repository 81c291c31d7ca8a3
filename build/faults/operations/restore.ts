import Database from 'better-sqlite3';
import { backupPath, backupsIn } from '../../../electron/store/backup-file.ts';
import { restoreBackup } from '../../../electron/store/recover-store.ts';
import type { Store } from '../../../electron/store/store.ts';
import type { Operation } from '../operation.ts';
import { badBackups } from './backup.ts';
import { answer, DRAFT, draftProblems, makeStore, openFor, storeProblems } from './store-state.ts';

/** Revision of the draft after the backup was made. */
const LATER = 4;

async function revisionsInBackups(store: Store): Promise<number[]> {
  const { backups } = store.context.folder;
  return (await backupsIn(backups)).map(({ id }) => {
    const copy = new Database(backupPath(backups, id), { readonly: true });
    try {
      return Number(copy.prepare('SELECT revision FROM drafts WHERE id = ?').pluck().get(DRAFT));
    } finally {
      copy.close();
    }
  });
}

/** A backup takes the place of newer data: these stay as a backup themselves. */
export const RESTORE: Operation = {
  name: '恢复备份',
  prepare: (folder) =>
    makeStore(folder, async (store) => {
      await store.backups.make('person');
      store.drafts.save(DRAFT, LATER - 1, [answer('contactName', '张工')]);
    }),
  run: async (folder, confirm) => {
    const store = await openFor(folder);
    try {
      const [backup] = await store.backups.list();
      const { opened, safetyCopy } = await restoreBackup(store, backup?.id ?? '');
      confirm({ kind: 'backup', id: safetyCopy });
      if (opened.outcome !== 'opened') throw opened.error;
      opened.store.close();
    } finally {
      store.close();
    }
  },
  check: (folder, confirmed) =>
    storeProblems(folder, confirmed, async (store) => {
      const all = [store.drafts.revision(DRAFT), ...(await revisionsInBackups(store))];
      const lost = all.includes(LATER) ? [] : ['the newer data are neither in the store nor in a backup'];
      return [...lost, ...(await badBackups(store)), ...draftProblems(store)];
    }),
};

import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DossierError } from '../../shared/errors.ts';
import { withFileErrors } from '../package/file-errors.ts';
import { flush } from '../package/publish.ts';
import { type BackupReader, backupPath, readBackup, writeBackup } from './backup-file.ts';
import type { DatedBackup } from './backup-rotation.ts';
import { type Clock, fileTimeStamp } from './clock.ts';
import { probeDatabase } from './connection.ts';
import { type DataFolder, dataFolder } from './data-folder.ts';
import { MIGRATIONS } from './migrations/all-migrations.ts';
import { type OpenOutcome, openStore } from './open-store.ts';
import { renamePatiently } from './rename-patiently.ts';
import type { Store } from './store.ts';

/** The window is flushed before a restore, so that the second copy finds nothing new. */
const MOST_COPIES = 3;

/** What a disk does not let go now is swept by the next start. */
async function discardStaged(folder: DataFolder): Promise<void> {
  await rm(folder.restoring, { force: true }).catch(() => undefined);
}

/** Copies a backup beside the place where it is to go, flushed, and checks the copy. @throws backupUnusable, diskFull */
async function stage(folder: DataFolder, backup: string, read: BackupReader): Promise<string> {
  const source = backupPath(folder.backups, backup);
  if (!/^[A-Za-z0-9-]+$/.test(backup) || !existsSync(source))
    throw new DossierError('backupUnusable', { name: backup, detail: '备份文件已不在' });
  await withFileErrors(folder.root, async () => {
    try {
      await rm(folder.restoring, { force: true });
      await copyFile(source, folder.restoring);
      await flush(folder.restoring);
    } catch (error) {
      await discardStaged(folder);
      throw error;
    }
  });
  try {
    // The copy: what takes the place of the data is what was checked, every byte of it.
    const { version } = await read(folder.restoring, backup);
    if (version > MIGRATIONS.length)
      throw new DossierError('backupUnusable', { name: backup, detail: '由更新版本的申报匣写成' });
  } catch (error) {
    await discardStaged(folder);
    throw error;
  }
  return folder.restoring;
}

/** After a failure, the staged copy goes again. */
async function exchanging<T>(folder: DataFolder, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await discardStaged(folder);
    throw error;
  }
}

/** Gives the database's folder another name, its log with it. Nothing is deleted. */
async function putAside(folder: DataFolder, now: Date): Promise<string | null> {
  if (!existsSync(folder.databaseFolder)) return null;
  const first = join(folder.root, `unreadable-${fileTimeStamp(now)}`);
  let target = first;
  for (let number = 2; existsSync(target); number += 1) target = `${first}-${number}`;
  await withFileErrors(folder.root, async () => {
    await rename(folder.databaseFolder, target);
    await flush(folder.root);
  });
  return target;
}

/**
 * The way out of a database that cannot be read: it is kept under another name, and a backup, or
 * an empty database, takes its place. Sound data and data of a newer version are refused.
 *
 * @param backup id of a backup, or null to start afresh
 * @throws misused, storeNewer, backupUnusable, storeLocked, diskFull, notAllowed
 */
export async function recoverStore(
  root: string,
  clock: Clock,
  backup: string | null,
  read: BackupReader = readBackup,
): Promise<{ opened: OpenOutcome; keptAs: string | null }> {
  const folder = dataFolder(root);
  const probe = probeDatabase(folder.database);
  if (probe.kind === 'sound') {
    const { version } = probe;
    if (version > MIGRATIONS.length)
      throw new DossierError('storeNewer', {
        path: folder.database,
        found: version,
        supported: MIGRATIONS.length,
      });
    throw new DossierError('misused', { detail: '数据文件可以读取，不需要恢复。没有任何改动。' });
  }
  const staged = backup === null ? null : await stage(folder, backup, read);
  const keptAs = await exchanging(folder, async () => {
    const aside = await putAside(folder, clock());
    if (staged !== null) {
      await withFileErrors(folder.root, async () => {
        await mkdir(folder.databaseFolder, { recursive: true, mode: 0o700 });
        await renamePatiently(staged, folder.database);
        await flush(folder.databaseFolder);
      });
    }
    return aside;
  });
  return { opened: await openStore(root, clock, { read }), keptAs };
}

/** A backup that nothing was saved after: what was typed while it was made would be lost with the exchange. */
async function copyWithoutGap(store: Store): Promise<DatedBackup> {
  const { database, folder, clock, readBackup: read } = store.context;
  const changes = () => database.prepare('SELECT total_changes()').pluck().get();
  for (let tries = 1; ; tries += 1) {
    const before = changes();
    const copy = await writeBackup(database, folder.backups, 'restore', clock(), read);
    if (changes() === before) return copy;
    if (tries === MOST_COPIES)
      throw new DossierError('misused', { detail: '草稿正在保存，没有恢复备份。请稍候再试。' });
  }
}

/**
 * Puts a backup in the place of the present data, which is kept as a backup itself first, so that
 * this can be undone. The store that was given is closed; the one that comes back takes its place.
 *
 * @param store open; after an error before the exchange it still is
 * @throws backupUnusable, diskFull, deviceFailed
 */
export async function restoreBackup(
  store: Store,
  backup: string,
): Promise<{ opened: OpenOutcome; safetyCopy: string }> {
  const { folder, clock, readBackup: read } = store.context;
  const staged = await stage(folder, backup, read);
  const safetyCopy = await exchanging(folder, async () => {
    const copy = await copyWithoutGap(store);
    // Closing writes the log into the file and removes it; a log left over would be played into the backup.
    store.close();
    if (existsSync(`${folder.database}-wal`))
      throw new DossierError('storeLocked', { path: folder.database });
    await withFileErrors(folder.database, async () => {
      await renamePatiently(staged, folder.database);
      await flush(folder.databaseFolder);
    });
    return copy;
  });
  return { opened: await openStore(folder.root, clock, { read }), safetyCopy: safetyCopy.id };
}

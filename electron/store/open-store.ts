import { accessSync, constants, lstatSync, mkdirSync, rmSync, statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { DossierError, type DossierErrorCode } from '../../shared/errors.ts';
import { systemErrorCode } from '../package/file-errors.ts';
import { flush } from '../package/publish.ts';
import { type BackupReader, readBackup, sweepUnfinishedBackups, writeBackup } from './backup-file.ts';
import type { Clock } from './clock.ts';
import { connect, disconnect, probeDatabase } from './connection.ts';
import { type DataFolder, dataFolder } from './data-folder.ts';
import { MIGRATIONS } from './migrations/all-migrations.ts';
import { latestVersion, type Migration, migrate } from './migrations/migration.ts';
import { asStoreError, withStoreErrors } from './sqlite-errors.ts';
import { Store } from './store.ts';
import { storeContext } from './store-context.ts';
import { sweepIncoming } from './stored-files.ts';

/** What opening came to. Everything but `opened` carries its error, with code, data and Chinese, and changed nothing. */
export type OpenOutcome =
  | {
      outcome: 'opened';
      store: Store;
      /** There was no database, so an empty one was made. With backups in the folder, that is no first start. */
      created: boolean;
      /** The version before a migration, whose backup lies in the folder; null where none was due. */
      migratedFrom: number | null;
    }
  | {
      outcome: 'newer' | 'corrupt' | 'locked' | 'readOnly' | 'diskFull' | 'folderMissing' | 'failed';
      error: DossierError;
    };

const OUTCOMES: Partial<Record<DossierError['code'], Exclude<OpenOutcome['outcome'], 'opened'>>> = {
  storeNewer: 'newer',
  storeCorrupt: 'corrupt',
  storeLocked: 'locked',
  storeReadOnly: 'readOnly',
  notAllowed: 'readOnly',
  diskFull: 'diskFull',
  storeFolderMissing: 'folderMissing',
};

function prepareFolder(folder: DataFolder, createFolder: boolean): void {
  const found = statSync(folder.root, { throwIfNoEntry: false });
  if (found?.isDirectory() !== true && (found !== undefined || !createFolder))
    throw new DossierError('storeFolderMissing', { path: folder.root });
  for (const each of [folder.root, folder.databaseFolder, folder.files, folder.backups]) {
    const there = statSync(each, { throwIfNoEntry: false });
    // A link whose disk is not there.
    if (there === undefined && lstatSync(each, { throwIfNoEntry: false }) !== undefined)
      throw new DossierError('storeFolderMissing', { path: each });
    if (there?.isDirectory() === false) throw new DossierError('storeFolderTaken', { path: each });
    // On a disk for reading only, a recursive mkdir says ENOENT, as if the disk were gone.
    const recursive = each === folder.root;
    if (there === undefined) withStoreErrors(each, () => mkdirSync(each, { recursive, mode: 0o700 }));
  }
}

async function bringUpToDate(
  database: Database.Database,
  folder: DataFolder,
  version: number,
  migrations: readonly Migration[],
  now: Date,
  read: BackupReader,
): Promise<void> {
  if (version > 0) await writeBackup(database, folder.backups, 'migration', now, read);
  withStoreErrors(folder.database, () => migrate(database, migrations));
}

/**
 * Removes what was never finished when the program was broken off. A disk that does not let it go is no
 * reason to keep a person from the drafts: the next start tries again.
 */
async function sweepBrokenOff(folder: DataFolder): Promise<void> {
  try {
    sweepIncoming(folder.incoming);
    rmSync(folder.restoring, { force: true });
    await sweepUnfinishedBackups(folder.backups);
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
  }
}

async function openOrThrow(
  folder: DataFolder,
  clock: Clock,
  { createFolder = false, migrations = MIGRATIONS, read = readBackup }: OpenOptions,
): Promise<OpenOutcome> {
  const latest = latestVersion(migrations);
  prepareFolder(folder, createFolder);
  const probe = probeDatabase(folder.database);
  if (probe.kind === 'damaged')
    throw new DossierError('storeCorrupt', { path: folder.database, detail: probe.detail });
  const version = probe.kind === 'sound' ? probe.version : 0;
  if (version > latest)
    throw new DossierError('storeNewer', { path: folder.database, found: version, supported: latest });
  const database = connect(folder.database);
  try {
    if (version < latest) await bringUpToDate(database, folder, version, migrations, clock(), read);
    await flush(folder.databaseFolder);
    await sweepBrokenOff(folder);
    const store = new Store(storeContext(database, folder, clock, read));
    const created = probe.kind === 'absent';
    const migratedFrom = version > 0 && version < latest ? version : null;
    return { outcome: 'opened', store, created, migratedFrom };
  } catch (error) {
    disconnect(database);
    throw error;
  }
}

export interface OpenOptions {
  /** Makes the folder itself where it is missing: for the default place, not for one that a person chose, whose disk may be unplugged. */
  createFolder?: boolean;
  migrations?: readonly Migration[];
  /** How backups are read; in this process by default. */
  read?: BackupReader;
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** SQLite says only that it cannot open its file, where it may not make the log beside it. */
const readOnly = (root: string): DossierError => new DossierError('storeReadOnly', { path: root });

/**
 * Opens the store of a data folder; a database of an older version is migrated, after a backup.
 *
 * Whatever is wrong comes back as an outcome. A database of a newer version is not touched; neither
 * is a damaged one: `recoverStore` keeps it under another name, when the person chose so.
 *
 * @param root the data folder
 */
export async function openStore(root: string, clock: Clock, options: OpenOptions = {}): Promise<OpenOutcome> {
  const folder = dataFolder(root);
  try {
    return await openOrThrow(folder, clock, options);
  } catch (thrown) {
    const refused = asStoreError(thrown, folder.database);
    if (!(refused instanceof DossierError)) throw refused;
    const error = refused.code === 'notAllowed' && !isWritable(root) ? readOnly(root) : refused;
    const code: DossierErrorCode = error.code;
    return { outcome: OUTCOMES[code] ?? 'failed', error };
  }
}

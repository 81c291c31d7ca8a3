import type Database from 'better-sqlite3';
import { DossierError } from '../../shared/errors.ts';
import type { BackupReader } from './backup-file.ts';
import type { Clock } from './clock.ts';
import { filePresence } from './connection.ts';
import type { DataFolder } from './data-folder.ts';
import { withStoreErrors } from './sqlite-errors.ts';

/** What every part of the store works with: the one connection, its folder and the time. */
export interface StoreContext {
  readonly database: Database.Database;
  readonly folder: DataFolder;
  readonly clock: Clock;
  readonly readBackup: BackupReader;
  /** Runs a query. */
  read<T>(work: () => T): T;
  /** Runs changes as one transaction: all of them are on the disk when this comes back, or none. */
  write<T>(work: () => T): T;
}

export function storeContext(
  database: Database.Database,
  folder: DataFolder,
  clock: Clock,
  readBackup: BackupReader,
): StoreContext {
  const isInPlace = filePresence(folder.database);
  return {
    database,
    folder,
    clock,
    readBackup,
    read: (work) => withStoreErrors(folder.database, work),
    write: (work) =>
      withStoreErrors(folder.database, () => {
        // SQLite goes on writing into a file that was deleted; all of it would be lost at the end.
        if (!isInPlace()) throw new DossierError('storeMoved', { path: folder.database });
        return database.transaction(work).immediate();
      }),
  };
}

import { lstatSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { DossierError } from '../../shared/errors.ts';
import { systemErrorCode } from '../package/file-errors.ts';
import { CONTENT_DAMAGED, damageOf, withStoreErrors } from './sqlite-errors.ts';

/** Before 3.51.3, SQLite could damage a database in WAL (sqlite.org, “WAL-reset bug”). */
const OLDEST_SQLITE = [3, 51, 3] as const;
/** “DOSS”: tells our database from any other program's. */
export const APPLICATION_ID = 0x444f5353;
/** How long to wait for a process that is just closing the store, milliseconds. */
const BUSY_TIMEOUT = 2_000;

const integer = z.number().int();

/** A number that a pragma tells. */
export function pragmaNumber(database: Database.Database, name: string): number {
  return integer.parse(database.pragma(name, { simple: true }));
}

/** @throws Error when better-sqlite3 came with an SQLite that is too old to be trusted */
export function assertSqliteVersion(version: string): void {
  const parts = version.split('.').map(Number);
  for (const [index, oldest] of OLDEST_SQLITE.entries()) {
    const part = parts[index] ?? 0;
    if (part > oldest) return;
    if (part < oldest || Number.isNaN(part))
      throw new Error(`SQLite ${version} is older than ${OLDEST_SQLITE.join('.')}`);
  }
}

/** What a database file turned out to be, without a byte of it changed. */
export type Probe =
  | { kind: 'absent' }
  | { kind: 'sound'; version: number }
  | { kind: 'damaged'; detail: string };

function sizeOf(path: string): number | undefined {
  try {
    return lstatSync(path).size;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether something lies there that no database can be: a folder, a pipe. */
function isNoFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === false;
  } catch {
    // A link that leads nowhere: opening it tells.
    return false;
  }
}

/** Whether there is no database: no file, or the empty one that a start which was cut off leaves. */
export function holdsNothing(path: string): boolean {
  try {
    return (sizeOf(path) ?? 0) === 0 && (sizeOf(`${path}-wal`) ?? 0) === 0;
  } catch {
    // Opening it tells what is in the way.
    return false;
  }
}

function inspect(path: string, { readonly }: { readonly: boolean }): Probe {
  try {
    const database = new Database(path, { readonly, fileMustExist: true, timeout: BUSY_TIMEOUT });
    try {
      const version = pragmaNumber(database, 'user_version');
      const owner = pragmaNumber(database, 'application_id');
      const tables = z.number().parse(database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get());
      if (owner !== APPLICATION_ID && !(owner === 0 && version === 0 && tables === 0))
        return { kind: 'damaged', detail: '不是申报匣的数据文件' };
      // Written together with the tables: a version that was lost would have them made once more.
      if (version < 0 || (version === 0 && tables > 0))
        return { kind: 'damaged', detail: `数据版本 ${version} 不对` };
      // The check of a newer version's file is that version's business.
      const fault = String(database.pragma('quick_check(1)', { simple: true }));
      return fault === 'ok' ? { kind: 'sound', version } : { kind: 'damaged', detail: CONTENT_DAMAGED };
    } finally {
      database.close();
    }
  } catch (error) {
    if (error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code))
      return { kind: 'damaged', detail: damageOf(error) };
    throw error;
  }
}

/**
 * Looks at a database without writing to it: even its write-ahead log is read, not played back.
 * An empty file is what a start that was cut off leaves; it counts as absent. One exception: where the
 * switch to the log was cut off (the first start, or the first after a restore), the journal beside the
 * file is rolled back, without which nobody can read it.
 *
 * @throws storeLocked, notAllowed, deviceFailed
 */
export function probeDatabase(path: string): Probe {
  return withStoreErrors(path, () => {
    if (holdsNothing(path)) return { kind: 'absent' };
    // SQLite would make a new file and throw the old one's log away.
    if (sizeOf(path) === undefined) return { kind: 'damaged', detail: '只剩下它的日志文件' };
    if (isNoFile(path)) return { kind: 'damaged', detail: '是文件夹或设备，不是文件' };
    try {
      return inspect(path, { readonly: true });
    } catch (error) {
      if (!(error instanceof Database.SqliteError) || error.code !== 'SQLITE_READONLY_ROLLBACK') throw error;
      return inspect(path, { readonly: false });
    }
  });
}

/**
 * Opens the one connection. The lock is exclusive and held until `disconnect`, so that no second
 * process ever writes; the system frees it when this one dies.
 *
 * @throws storeLocked, storeReadOnly, diskFull, deviceFailed
 */
export function connect(path: string): Database.Database {
  return withStoreErrors(path, () => {
    const database = new Database(path, { timeout: BUSY_TIMEOUT });
    try {
      assertSqliteVersion(z.string().parse(database.prepare('SELECT sqlite_version()').pluck().get()));
      database.pragma('locking_mode = EXCLUSIVE');
      const mode = database.pragma('journal_mode = WAL', { simple: true });
      // better-sqlite3 defaults to NORMAL in WAL, which may lose the last saves with the power.
      database.pragma('synchronous = FULL');
      database.pragma('foreign_keys = ON');
      // SQLite opens what it may not write as read-only in silence; only a write tells.
      database.exec('BEGIN IMMEDIATE; COMMIT');
      if (mode !== 'wal') throw new DossierError('storeReadOnly', { path });
      if (pragmaNumber(database, 'application_id') !== APPLICATION_ID)
        database.pragma(`application_id = ${APPLICATION_ID}`);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/** Closes the connection, its statistics brought up to date. Safe to call more than once. */
export function disconnect(database: Database.Database): void {
  if (!database.open) return;
  try {
    database.pragma('optimize');
  } catch (error) {
    // On a full disk the statistics stay as they were; nothing of the person's is in them.
    if (!(error instanceof Database.SqliteError)) throw error;
  } finally {
    database.close();
  }
}

/** Tells whether `path` still names the file that it named when this was made. */
export function filePresence(path: string): () => boolean {
  const identity = (): string | undefined => {
    try {
      const { dev, ino } = statSync(path, { bigint: true });
      return `${dev}:${ino}`;
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT' || systemErrorCode(error) === 'ENOTDIR') return undefined;
      throw error;
    }
  };
  const first = identity();
  return () => identity() === first;
}

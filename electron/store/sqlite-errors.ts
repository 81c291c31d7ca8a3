import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { DossierError } from '../../shared/errors.ts';
import { asDossierError } from '../package/file-errors.ts';

/** Below this, SQLite cannot make the 32 KiB of its shared index, and calls that an I/O error. Bytes. */
const NEARLY_NOTHING = 128 << 10;

function isFull(path: string): boolean {
  if (!existsSync(dirname(path))) return false;
  const { bavail, bsize } = statfsSync(dirname(path));
  return bavail * bsize < NEARLY_NOTHING;
}

/** What the quick check of a database found wrong; its own words are English and name inner pages. */
export const CONTENT_DAMAGED = '内容已损坏';

/** In Chinese, why SQLite cannot read a file as a database. */
export function damageOf({ code }: { code: string }): string {
  return code.startsWith('SQLITE_NOTADB') ? '不是数据库文件，或开头已损坏' : CONTENT_DAMAGED;
}

/**
 * What a failure of SQLite means to the user. Errors that are ours, and faults of the program
 * (a broken constraint, wrong SQL), pass unchanged.
 *
 * @param path the database file, for the message
 */
export function asStoreError(error: unknown, path: string): unknown {
  if (!(error instanceof Database.SqliteError)) return asDossierError(error, path);
  const { code } = error;
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new DossierError('storeLocked', { path });
  if (code.startsWith('SQLITE_FULL') || (code.startsWith('SQLITE_IOERR') && isFull(path)))
    return new DossierError('diskFull', { path });
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_PERM'))
    return new DossierError('storeReadOnly', { path });
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB'))
    return new DossierError('storeCorrupt', { path, detail: damageOf(error) });
  if (code.startsWith('SQLITE_CANTOPEN')) return new DossierError('notAllowed', { path });
  if (code.startsWith('SQLITE_IOERR'))
    return new DossierError('deviceFailed', { path, detail: '设备读写出错' });
  return error;
}

/** Runs `work`; what SQLite or the file system refuses comes out as a `DossierError` that names `path`. */
export function withStoreErrors<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asStoreError(error, path);
  }
}

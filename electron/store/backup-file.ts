import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { DossierError } from '../../shared/errors.ts';
import { systemErrorCode } from '../package/file-errors.ts';
import { flush } from '../package/publish.ts';
import { BACKUP_REASONS, type BackupReason, type DatedBackup } from './backup-rotation.ts';
import { fileTimeStamp } from './clock.ts';
import { APPLICATION_ID, pragmaNumber } from './connection.ts';
import { renamePatiently } from './rename-patiently.ts';
import { asStoreError, CONTENT_DAMAGED, damageOf } from './sqlite-errors.ts';

const EXTENSION = '.sqlite3';
/** Backups of earlier versions end after the reason, or its number. */
const OWN_NAME =
  /^dossier-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z-([a-z]+)(?:-\d{1,9}(?:-[0-9a-f]{32})?)?\.sqlite3$/;
/** The last part of a backup's name: the first half of its SHA-256. SQLite sees no fault in a letter that became another. */
const CHECKSUM = /-([0-9a-f]{32})$/;
/** What a backup was named while it was written; swept at the next. */
const UNFINISHED_NAME = /^dossier-\d{8}T\d{9}Z-[a-z]+(?:-\d+)?(?:-new)?\.unfinished(?:-journal|-wal|-shm)?$/;

/** What a backup holds. */
export interface BackupContents {
  /** Of its bytes, as its name has it. */
  checksum: string;
  /** `user_version` of the database. */
  version: number;
  /** Drafts, without those in the bin; null for a version that cannot tell. */
  drafts: number | null;
  /** Hashes of the files that its drafts and their history name. */
  files: readonly string[];
  /** Rows of each table. */
  counts: Readonly<Record<string, number>>;
}

/**
 * Reads a backup, all of it checked, every byte where its name has a checksum, without changing any. A large one takes the better part of a
 * second, so the program does it in a process of its own.
 *
 * @param id shown in the message
 * @throws backupUnusable
 */
export type BackupReader = (path: string, id: string) => Promise<BackupContents>;

export function backupPath(folder: string, id: string): string {
  return join(folder, `${id}${EXTENSION}`);
}

/** A database in memory cannot keep a log: bytes 18 and 19 of the header say which journal a file uses (1: none beside it). */
function withoutLogMode(bytes: Buffer): Buffer {
  if (bytes.length >= 20) bytes.fill(1, 18, 20);
  return bytes;
}

/** Whether the name says what the bytes must be; older backups' names do not. */
export function hasChecksum(id: string): boolean {
  return CHECKSUM.test(id);
}

function checksumOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 32);
}

function isReason(text: string): text is BackupReason {
  return BACKUP_REASONS.some((reason) => reason === text);
}

/**
 * The backups in a folder, by their names, latest first; what else lies there is none of ours.
 *
 * @param ending what the names have after their own: `.age` for protected ones
 */
export async function backupsIn(folder: string, ending = ''): Promise<DatedBackup[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  });
  return names
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, name.length - ending.length))
    .flatMap((name): DatedBackup[] => {
      const [, year, month, day, hour, minute, second, fraction, reason = ''] = OWN_NAME.exec(name) ?? [];
      const madeAt = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction}Z`);
      if (Number.isNaN(madeAt.getTime()) || !isReason(reason)) return [];
      return [{ id: name.slice(0, -EXTENSION.length), madeAt, reason }];
    })
    .sort((a, b) => b.madeAt.getTime() - a.madeAt.getTime() || (a.id < b.id ? 1 : -1));
}

function hasTable(database: Database.Database, name: string): boolean {
  return (
    database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(name) !== undefined
  );
}

/** Rows of each table, by which a copy is compared with what it is a copy of. */
export function rowCounts(database: Database.Database): Record<string, number> {
  const tables = database
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all();
  return Object.fromEntries(
    tables.map((table) => [
      table,
      z.number().parse(database.prepare(`SELECT count(*) FROM "${table}"`).pluck().get()),
    ]),
  );
}

/** A `BackupReader` in this very process. */
export const readBackup: BackupReader = async (path, id) => {
  const unusable = (detail: string) => new DossierError('backupUnusable', { name: id, detail });
  try {
    const bytes = readFileSync(path);
    const checksum = checksumOf(bytes);
    const [, expected = checksum] = CHECKSUM.exec(id) ?? [];
    if (checksum !== expected) throw unusable('内容与备份时不同');
    // Read in memory: SQLite makes no lock and no log file beside the backup.
    const database = new Database(withoutLogMode(bytes));
    try {
      if (pragmaNumber(database, 'application_id') !== APPLICATION_ID) throw unusable('不是申报匣的数据');
      const fault = String(database.pragma('quick_check(1)', { simple: true }));
      if (fault !== 'ok') throw unusable(CONTENT_DAMAGED);
      const count = hasTable(database, 'drafts')
        ? database.prepare('SELECT count(*) FROM drafts WHERE binned_at IS NULL').pluck().get()
        : null;
      const hashes = hasTable(database, 'change_files')
        ? database.prepare<[], string>('SELECT DISTINCT sha256 FROM change_files').pluck().all()
        : [];
      return {
        checksum,
        version: pragmaNumber(database, 'user_version'),
        drafts: typeof count === 'number' ? count : null,
        files: hashes.map(String),
        counts: rowCounts(database),
      };
    } finally {
      database.close();
    }
  } catch (error) {
    if (error instanceof Database.SqliteError) throw unusable(damageOf(error));
    throw error;
  }
};

/** What a disk does not let go now is swept by the next start. */
function removeUnfinished(unfinished: string): void {
  for (const part of ['', '-journal', '-wal', '-shm']) {
    try {
      rmSync(`${unfinished}${part}`, { force: true });
    } catch {
      // The backup is made, or failed for a reason of its own: the person must hear of that.
    }
  }
}

/** Removes what backups left that were being written when the program was broken off. Only who holds the store's lock may call it. */
export async function sweepUnfinishedBackups(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (UNFINISHED_NAME.test(name)) rmSync(join(folder, name), { force: true });
}

function differsFrom(a: object, b: object): boolean {
  return JSON.stringify(a) !== JSON.stringify(b);
}

/**
 * Writes a backup of an open database with SQLite's own backup, reads it back, and only then gives
 * it its name. Saves go on meanwhile.
 *
 * @throws diskFull, deviceFailed, notAllowed, backupUnusable when what was written reads back otherwise
 */
export async function writeBackup(
  database: Database.Database,
  folder: string,
  reason: BackupReason,
  now: Date,
  read: BackupReader = readBackup,
): Promise<DatedBackup> {
  const taken = (await backupsIn(folder)).map((backup) => backup.id);
  let begin = '';
  for (let number = 1; begin === '' || taken.some((id) => id.startsWith(begin)); number += 1)
    begin = `dossier-${fileTimeStamp(now)}-${reason}-${number}-`;
  const unfinished = join(folder, `${begin}new.unfinished`);
  try {
    await database.backup(unfinished);
    const counts = rowCounts(database);
    // One file without a log beside it, that any program can open and copy.
    const copy = new Database(unfinished);
    copy.pragma('journal_mode = DELETE');
    copy.close();
    await flush(unfinished);
    const written = await read(unfinished, `${begin}new`);
    const id = `${begin}${written.checksum}`;
    if (differsFrom(written.counts, counts))
      throw new DossierError('backupUnusable', { name: id, detail: '写出后核对不一致' });
    await renamePatiently(unfinished, backupPath(folder, id));
    await flush(folder);
    return { id, madeAt: now, reason };
  } catch (error) {
    throw asStoreError(error, folder);
  } finally {
    removeUnfinished(unfinished);
  }
}

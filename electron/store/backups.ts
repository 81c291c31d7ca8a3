import { mkdirSync, rmSync, statSync } from 'node:fs';
import { DossierError } from '../../shared/errors.ts';
import {
  type BackupReader,
  backupPath,
  backupsIn,
  hasChecksum,
  readBackup,
  writeBackup,
} from './backup-file.ts';
import {
  type BackupReason,
  backupIsDue,
  backupsToKeep,
  type DatedBackup,
  isChangedSince,
} from './backup-rotation.ts';
import type { ClearedFiles } from './clear-files.ts';
import { clearUnusedFiles } from './clear-files.ts';
import type { Clock } from './clock.ts';
import type { DataFolder } from './data-folder.ts';
import { withStoreErrors } from './sqlite-errors.ts';
import type { StoreContext } from './store-context.ts';

/** A line of the list of backups. */
export interface Backup {
  id: string;
  madeAt: string;
  reason: BackupReason;
  bytes: number;
  /** How long ago it was made, milliseconds; never below 0. */
  ageMs: number;
  /** Number of drafts that it holds, without the bin; null where it cannot be read. */
  drafts: number | null;
  /** Why it cannot be used; null for a good one. */
  problem: string | null;
  /** Every byte can be checked; backups of earlier versions have nothing to check them by but their form. */
  checksummed: boolean;
}

async function described(
  folder: DataFolder,
  { id, madeAt, reason }: DatedBackup,
  now: Date,
  read: BackupReader,
): Promise<Backup> {
  const path = backupPath(folder.backups, id);
  const line = {
    id,
    madeAt: madeAt.toISOString(),
    reason,
    bytes: statSync(path).size,
    ageMs: Math.max(0, now.getTime() - madeAt.getTime()),
    checksummed: hasChecksum(id),
  };
  try {
    return { ...line, drafts: (await read(path, id)).drafts, problem: null };
  } catch (error) {
    if (!(error instanceof DossierError)) throw error;
    return { ...line, drafts: null, problem: error.message };
  }
}

/** The backups of a data folder, latest first, each opened and checked; works without an open store. */
export async function listBackups(
  folder: DataFolder,
  clock: Clock,
  read: BackupReader = readBackup,
): Promise<Backup[]> {
  const now = clock();
  const backups: Backup[] = [];
  for (const backup of await backupsIn(folder.backups))
    backups.push(await described(folder, backup, now, read));
  return backups;
}

/** Copies of the whole database, made while work goes on. */
export class Backups {
  readonly #context: StoreContext;
  /** Backups are made one after the other: two of the same moment would take each other's name. */
  #running: Promise<unknown> = Promise.resolve();

  constructor(context: StoreContext) {
    this.#context = context;
  }

  list(): Promise<Backup[]> {
    return listBackups(this.#context.folder, this.#context.clock, this.#context.readBackup);
  }

  /**
   * Makes a backup, reads it back, and clears away those that the rotation lets go.
   *
   * @throws diskFull, deviceFailed, notAllowed, backupUnusable
   */
  make(reason: BackupReason): Promise<Backup> {
    const made = this.#running.then(() => this.#make(reason));
    this.#running = made.catch(() => undefined);
    return made;
  }

  /** Makes a `daily` backup if one is due; to be called every few minutes. Gives back what was made. */
  async makeIfDue(): Promise<Backup | undefined> {
    const { folder, clock } = this.#context;
    if (!backupIsDue(await backupsIn(folder.backups), this.#lastChange(), clock())) return undefined;
    return this.make('daily');
  }

  /** Makes a backup if something changed since the latest one. Gives back what was made. */
  async makeIfChanged(reason: BackupReason): Promise<Backup | undefined> {
    if (!isChangedSince(await backupsIn(this.#context.folder.backups), this.#lastChange())) return undefined;
    return this.make(reason);
  }

  #lastChange(): string | null {
    const { database } = this.#context;
    const last = this.#context.read(() =>
      database.prepare<[], string | null>('SELECT max(ended_at) FROM draft_versions').pluck().get(),
    );
    return last ?? null;
  }

  /** Deletes evidence and figures that nothing names any more, backups included. @throws deviceFailed, storeMoved */
  async clearUnusedFiles(): Promise<ClearedFiles> {
    const { folder } = this.#context;
    const named = new Set<string>();
    for (const { id } of await backupsIn(folder.backups)) {
      try {
        const { files } = await this.#context.readBackup(backupPath(folder.backups, id), id);
        for (const sha256 of files) named.add(sha256);
      } catch (error) {
        if (!(error instanceof DossierError)) throw error;
        // Nobody knows what a damaged backup names; nothing is cleared while it is there.
        return { count: 0, bytes: 0 };
      }
    }
    return withStoreErrors(folder.files, () => clearUnusedFiles(this.#context, named));
  }

  async #make(reason: BackupReason): Promise<Backup> {
    const { database, folder, clock, readBackup: read } = this.#context;
    withStoreErrors(folder.backups, () => mkdirSync(folder.backups, { recursive: true }));
    const now = clock();
    const backup = await writeBackup(database, folder.backups, reason, now, read);
    const all = await backupsIn(folder.backups);
    const kept = backupsToKeep(all, now);
    for (const { id } of all) if (!kept.has(id) && id !== backup.id) rmSync(backupPath(folder.backups, id));
    return described(folder, backup, now, read);
  }
}

import { existsSync } from 'node:fs';
import { DossierError } from '../../shared/errors.ts';
import { tidyIntake } from '../intake/tidy-intake.ts';
import { type BackupReader, backupsIn } from '../store/backup-file.ts';
import { type Backup, listBackups } from '../store/backups.ts';
import type { Clock } from '../store/clock.ts';
import { holdsNothing } from '../store/connection.ts';
import { dataFolder } from '../store/data-folder.ts';
import { type OpenOutcome, openStore } from '../store/open-store.ts';
import { recoverStore, restoreBackup } from '../store/recover-store.ts';
import type { Store } from '../store/store.ts';
import type { Log } from '../window/log.ts';
import { rememberingReader } from './remembered-backups.ts';
import { type BackupCopier, SecondCopies } from './second-copies.ts';

/** Why there is no open store. */
export interface DataProblem {
  kind: 'tooNew' | 'damaged' | 'unreachable';
  error: DossierError;
}

const KINDS: Partial<Record<OpenOutcome['outcome'], DataProblem['kind']>> = {
  newer: 'tooNew',
  corrupt: 'damaged',
};

/** The window is closed and the person may pull the stick: what is not copied by then is made up next time. Milliseconds. */
const LONGEST_COPY_AT_CLOSING = 15_000;

/** A fault of the program, too, must end in a screen that says so. */
function asUnexpected(error: unknown): DossierError {
  if (error instanceof DossierError) return error;
  return new DossierError('unexpected', { detail: error instanceof Error ? error.message : String(error) });
}

/**
 * The person's data while the program runs: the open store, or why there is none, and the ways from
 * one to the other. Services ask for `store` at every call and never keep it: after a restore it is
 * another one.
 */
export class ProgramData {
  readonly folder: string;
  /** The backups once more, at a place of the person's choice. */
  readonly secondCopies: SecondCopies;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #read: BackupReader;
  #store: Store | undefined;
  #problem: DataProblem | undefined;
  /** The store whose unused files were cleared away. */
  #clearedFor: Store | undefined;
  /** Opening, restoring, closing: one after the other. */
  #queue: Promise<unknown> = Promise.resolve();
  readonly #exchanged: (() => void)[] = [];
  /** What is just being put into the store, in the person's words. */
  readonly #filling = new Set<{ what: string }>();

  /** @param read how backups are read and checked, and @param copy how copied: apart from the window's process */
  constructor(folder: string, clock: Clock, log: Log, read: BackupReader, copy: BackupCopier) {
    this.folder = folder;
    this.secondCopies = new SecondCopies(folder, copy, clock, log);
    this.#read = rememberingReader(read);
    this.#clock = clock;
    this.#log = log;
  }

  /** @throws the error with which the data could not be opened */
  get store(): Store {
    if (this.#store !== undefined) return this.#store;
    throw this.#problem?.error ?? new DossierError('unexpected', { detail: 'the data is not open yet' });
  }

  get isOpen(): boolean {
    return this.#store !== undefined;
  }

  /** Called after other data took the place of the present: whatever was remembered of it is void. */
  onExchanged(listener: () => void): void {
    this.#exchanged.push(listener);
  }

  /**
   * Keeps other data from taking the place of the present for as long as something is put into them piece by
   * piece: half of it would come to lie in the one, half in the other, and what tidies folders would clear away
   * what is still being written.
   *
   * @param what is done, as the person is told who wants to restore a backup meanwhile: “正在收取申报包”
   */
  async filling<T>(what: string, work: (store: Store) => Promise<T>): Promise<T> {
    const filling = { what };
    const store = await this.#inTurn(async () => {
      const { store } = this;
      this.#filling.add(filling);
      return store;
    });
    try {
      return await work(store);
    } finally {
      this.#filling.delete(filling);
    }
  }

  /** Opens the data where it is not open; what failed before is tried anew. @returns why it is not open */
  open(): Promise<DataProblem | undefined> {
    return this.#inTurn(async () => {
      if (this.#store === undefined) await this.#open();
      return this.#problem;
    });
  }

  /**
   * Puts a backup in the place of the present data, or of data that cannot be read; what was there is
   * kept, as a backup or under another name.
   *
   * @returns id of the backup that was made of the present data; null where that cannot be read
   * @throws misused while something is put into the present data, backupUnusable, storeNewer, storeLocked, diskFull, deviceFailed, notAllowed
   */
  restore(backup: string): Promise<string | null> {
    return this.#inTurn(async () => {
      const store = this.#store;
      if (store === undefined) {
        await this.#recover(backup);
        return null;
      }
      const [filling] = this.#filling;
      if (filling !== undefined)
        throw new DossierError('misused', {
          detail: `${filling.what}，没有恢复备份。请等它结束或取消之后再恢复。`,
        });
      try {
        const { opened, safetyCopy } = await restoreBackup(store, backup);
        this.#log('info', 'a backup was restored');
        this.#take(opened);
        return safetyCopy;
      } finally {
        // Closed for the exchange, which then failed: the present data is there as it was.
        if (this.#store === store && !store.context.database.open) await this.#open();
      }
    });
  }

  /**
   * An empty store in the place of data that cannot be read, which is kept under another name.
   *
   * @throws misused for data that is open, storeNewer, storeLocked, diskFull, notAllowed
   */
  startAfresh(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.isOpen) throw new DossierError('misused', { detail: '数据可以正常打开，不需要重新开始。' });
      await this.#recover(null);
    });
  }

  /** The backups, latest first, also of data that cannot be opened. @throws deviceFailed */
  listBackups(): Promise<Backup[]> {
    return listBackups(dataFolder(this.folder), this.#clock, this.#read);
  }

  /** Runs what brings files and backups into the data folder, while nothing clears away what seems unused there. */
  bringIn<T>(work: (folder: string) => Promise<T>): Promise<T> {
    return this.#inTurn(() => work(this.folder));
  }

  /** Makes a backup by the person's wish. @throws diskFull, deviceFailed, notAllowed, backupUnusable */
  makeBackup(): Promise<Backup> {
    const made = this.#inTurn(() => this.store.backups.make('person'));
    void made.then(
      () => this.secondCopies.follow(),
      () => undefined,
    );
    return made;
  }

  /** To be called every few minutes: a backup every hour of work, and once files that nothing names any more. Never fails. */
  keepInOrder(): Promise<void> {
    return this.#inTurn(async () => {
      try {
        await this.#store?.backups.makeIfDue();
        // Nobody waits for it: a slow stick must keep no restore waiting. What was missed before, it makes up.
        void this.secondCopies.follow();
        if (this.#store === this.#clearedFor) return;
        const cleared = await this.#store?.backups.clearUnusedFiles();
        this.#clearedFor = this.#store;
        if (cleared !== undefined && cleared.count > 0)
          this.#log('info', `${cleared.count} files that nothing names were cleared away`);
      } catch (error) {
        // The next call tries again.
        this.#log('problem', 'keeping the data in order', error);
      }
    });
  }

  /** A last backup where something changed since the one before, then the end. Never fails: closing is always safe. */
  close(): Promise<void> {
    return this.#inTurn(async () => {
      const store = this.#store;
      if (store === undefined) return;
      try {
        await store.backups.makeIfChanged('close');
      } catch (error) {
        this.#log('problem', 'backup at closing', error);
      }
      await this.secondCopies.follow(AbortSignal.timeout(LONGEST_COPY_AT_CLOSING));
      this.#store = undefined;
      store.close();
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => undefined);
    return done;
  }

  async #open(): Promise<void> {
    this.#store = undefined;
    const folder = dataFolder(this.folder);
    // An empty store in silence, where there was one with backups, would look like everything lost.
    if (holdsNothing(folder.database) && (await backupsIn(folder.backups)).length > 0) {
      const path = folder.database;
      const error = existsSync(path)
        ? new DossierError('storeCorrupt', { path, detail: '文件是空的（0 字节）' })
        : new DossierError('storeMissing', { path });
      this.#problem = { kind: 'damaged', error };
      return;
    }
    this.#take(
      await openStore(this.folder, this.#clock, { createFolder: true, read: this.#read }).catch(
        (error: unknown): OpenOutcome => ({ outcome: 'failed', error: asUnexpected(error) }),
      ),
    );
  }

  async #recover(backup: string | null): Promise<void> {
    if (this.#problem !== undefined && this.#problem.kind !== 'damaged') throw this.#problem.error;
    const { opened, keptAs } = await recoverStore(this.folder, this.#clock, backup, this.#read);
    this.#log('info', `unreadable data was ${keptAs === null ? 'not there' : 'put aside'}`);
    this.#take(opened);
    if (opened.outcome !== 'opened') throw opened.error;
  }

  #emptyBin(store: Store): void {
    try {
      const count = store.bin.purge();
      if (count > 0) this.#log('info', `${count} drafts were in the bin for 30 days and are deleted`);
      const collected = store.batches.purge();
      if (collected > 0) this.#log('info', `${collected} batches and entries were, too`);
    } catch (error) {
      // On a full disk, say: what lies in the bin may lie there until the next start.
      this.#log('problem', 'bin', error);
    }
  }

  #tidyIntake(store: Store): void {
    try {
      const { cleared, missing } = tidyIntake(store);
      if (cleared + missing > 0)
        this.#log('info', `intake: ${cleared} folders cleared, ${missing} entries without their files`);
    } catch (error) {
      // What was left half may lie there until the next start.
      this.#log('problem', 'intake', error);
    }
  }

  #take(opened: OpenOutcome): void {
    if (opened.outcome === 'opened') {
      this.#store = opened.store;
      this.#problem = undefined;
      this.#emptyBin(opened.store);
      this.#tidyIntake(opened.store);
      void this.secondCopies.follow();
      if (opened.migratedFrom !== null) this.#log('info', `data migrated from ${opened.migratedFrom}`);
    } else {
      this.#store = undefined;
      this.#problem = { kind: KINDS[opened.outcome] ?? 'unreachable', error: opened.error };
      this.#log('problem', `data not opened: ${opened.outcome}`, opened.error);
    }
    for (const tell of this.#exchanged) tell();
  }
}

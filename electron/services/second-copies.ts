import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { z } from 'zod';
import type { SecondCopy } from '../../shared/contract/program.ts';
import { DossierError, describeError } from '../../shared/errors.ts';
import { safeName } from '../package/names.ts';
import { writeWholeFile } from '../package/write-whole-file.ts';
import type { CopyKey } from '../password/copy-key.ts';
import { backupsIn } from '../store/backup-file.ts';
import type { Clock } from '../store/clock.ts';
import { dataFolder } from '../store/data-folder.ts';
import { prepareSecondCopy, type SecondCopyInput } from '../store/second-copy.ts';
import type { Log } from '../window/log.ts';

/** Beside the database, not in it: a restored backup must not forget where the copies lie. */
const STATE_FILE = 'second-copy.json';
const stateSchema = z.object({
  /** The copy's own folder; null while there is none. */
  folder: z.string().nullable(),
  /** Tells this program's copies from those of another computer in the same place. */
  mark: z.string().regex(/^[0-9a-f]{4}$/),
  /** The backup that was copied last, and when. */
  copied: z.object({ id: z.string(), at: z.string() }).nullable(),
  /** What a copy with a password is locked with; neither part opens anything. */
  key: z.object({ recipient: z.string(), sealed: z.string() }).nullable().default(null),
});
type State = z.infer<typeof stateSchema>;

export type BackupCopier = (input: SecondCopyInput, signal: AbortSignal) => Promise<unknown>;

function isWithin(folder: string, outer: string): boolean {
  const way = relative(resolve(outer), resolve(folder));
  return (
    way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && resolve(outer, way) === resolve(folder))
  );
}

/** The second copy of the backups: where it lies, and that it follows them. */
export class SecondCopies {
  readonly #folder: string;
  readonly #copy: BackupCopier;
  readonly #clock: Clock;
  readonly #log: Log;
  #state: State;
  #problem: string | null = null;
  #running: Promise<void> | undefined;

  /** @param folder the data folder; @param copy in a process of its own: a stick may never answer */
  constructor(folder: string, copy: BackupCopier, clock: Clock, log: Log) {
    this.#folder = folder;
    this.#copy = copy;
    this.#clock = clock;
    this.#log = log;
    this.#state = this.#read();
  }

  /** The folder that the person chose; undefined while there is none. */
  get place(): string | undefined {
    const { folder } = this.#state;
    return folder === null ? undefined : dirname(folder);
  }

  async view(): Promise<SecondCopy> {
    const { folder, copied, key } = this.#state;
    const plain = folder === null || key === null ? undefined : this.#folderAt(dirname(folder), null);
    return {
      isProtected: key !== null,
      plainLeft: plain !== undefined && existsSync(plain) ? plain : null,
      folder,
      copiedAt: copied?.at ?? null,
      problem: this.#problem,
      running: this.#running !== undefined,
      sameDisk: folder !== null && (await this.#isSameDisk(folder)),
    };
  }

  /**
   * Keeps the copy at a place from now on; bringing it up to date begins.
   *
   * @param place folder that the person chose
   * @param key of a copy with a password; another key than before, or none, has a folder of its own
   * @throws secondCopyWithin, notAllowed, diskFull, deviceFailed
   */
  async keepAt(place: string, key: CopyKey | null = this.#state.key): Promise<void> {
    if (isWithin(place, this.#folder) || isWithin(this.#folder, place))
      throw new DossierError('secondCopyWithin', { path: place });
    const folder = this.#folderAt(place, key);
    await prepareSecondCopy(folder, key);
    await this.#running;
    this.#problem = null;
    await this.#remember({ ...this.#state, folder, copied: null, key });
    void this.follow();
  }

  /** No further copies; those that were made stay. */
  async end(): Promise<void> {
    await this.#running;
    this.#problem = null;
    await this.#remember({ ...this.#state, folder: null, copied: null, key: null });
  }

  /** Copies the latest backup where it is not there yet. Never fails: what went wrong is told by `view`. */
  follow(signal: AbortSignal = new AbortController().signal): Promise<void> {
    this.#running ??= this.#follow(signal).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #follow(signal: AbortSignal): Promise<void> {
    const { folder: target, copied, key } = this.#state;
    if (target === null) return;
    const { backups, files } = dataFolder(this.#folder);
    try {
      const [latest] = await backupsIn(backups);
      if (latest === undefined || (latest.id === copied?.id && this.#problem === null)) return;
      const recipient = key?.recipient ?? null;
      await this.#copy({ target, backups, id: latest.id, files, recipient }, signal);
      this.#problem = null;
      await this.#remember({ ...this.#state, copied: { id: latest.id, at: this.#clock().toISOString() } });
    } catch (error) {
      this.#problem = signal.aborted ? '上次关闭程序时没有复制完，会自动补上。' : describeError(error);
      this.#log('problem', 'second copy of the backups', error);
    }
  }

  /** What was locked with an old password, or with none, must not be taken for what a new one protects. */
  #folderAt(place: string, key: CopyKey | null): string {
    const name = `申报匣备份-${safeName(hostname(), '电脑', 30)}-${this.#state.mark}`;
    if (key === null) return join(place, name);
    const mark = createHash('sha256').update(key.sealed).digest('hex').slice(0, 4);
    return join(place, `${name}-加密-${mark}`);
  }

  async #isSameDisk(folder: string): Promise<boolean> {
    try {
      const [there, here] = await Promise.all([stat(folder), stat(this.#folder)]);
      return there.dev === here.dev;
    } catch {
      return false;
    }
  }

  #read(): State {
    const fresh = { folder: null, mark: randomBytes(2).toString('hex'), copied: null, key: null };
    try {
      return stateSchema.parse(JSON.parse(readFileSync(join(this.#folder, STATE_FILE), 'utf8')));
    } catch {
      return fresh;
    }
  }

  async #remember(state: State): Promise<void> {
    this.#state = state;
    await writeWholeFile(join(this.#folder, STATE_FILE), Buffer.from(JSON.stringify(state)));
  }
}

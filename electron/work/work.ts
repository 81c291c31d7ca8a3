import { tmpdir } from 'node:os';
import path from 'node:path';
import { removeTemporaryFoldersOf } from '../package/temporary-folder.ts';
import type { Log } from '../window/log.ts';
import {
  JOBS,
  type JobInput,
  type JobName,
  type JobOutput,
  type JobProgress,
  LANES,
  type LaneDefinition,
  type LaneName,
} from './jobs.ts';
import { Lane, type Ordered } from './lane.ts';
import type { PlacesInWork } from './places-in-work.ts';
import { type Forker, WorkProcess } from './work-process.ts';

/** Compiled, this file lies beside worker.js; in the tests beside worker.ts. */
const WORKER = path.join(import.meta.dirname, `worker${path.extname(import.meta.filename)}`);

export interface JobOptions<N extends JobName> {
  signal?: AbortSignal | undefined;
  onProgress?: (value: JobProgress<N>) => void;
  /** Folders that the job writes to; what a broken process leaves half-done in them is removed. */
  places?: readonly string[];
}

/**
 * Long and risky work in processes of its own: a parser that breaks, or an export that needs all the
 * memory there is, takes neither the window nor the database with it.
 */
export class Work {
  readonly #forker: Forker;
  readonly #log: Log;
  readonly #places: PlacesInWork | undefined;
  readonly #lanes = new Map<LaneName, Lane>();
  #stop = new AbortController();
  #ended = false;
  readonly #running = new Set<Promise<unknown>>();

  /**
   * @param forker Electron's `utilityProcess`, to be used only after the program is ready
   * @param places where the folders that jobs write to are noted
   */
  constructor(forker: Forker, log: Log, places?: PlacesInWork) {
    this.#forker = forker;
    this.#log = log;
    this.#places = places;
  }

  get isBusy(): boolean {
    return this.#running.size > 0;
  }

  /**
   * Runs a job in its lane, after those that were ordered before.
   *
   * @throws DossierError what the job throws; `cancelled` once nothing of it is left; `workStopped`
   * when its process broke. The next job starts another process.
   */
  async runJob<N extends JobName>(
    name: N,
    input: JobInput<N>,
    { signal, onProgress, places = [] }: JobOptions<N> = {},
  ): Promise<JobOutput<N>> {
    const stop = this.#stop.signal;
    const run = () =>
      this.#lane(JOBS[name].lane).run({
        name,
        input,
        // What comes back was typed where it was made, by the same list of jobs.
        progress: (value) => onProgress?.(value as JobProgress<N>),
        signal: signal === undefined ? stop : AbortSignal.any([signal, stop]),
        places,
      });
    const running = this.noting(places, run);
    this.#running.add(running);
    try {
      // As above.
      return (await running) as JobOutput<N>;
    } finally {
      this.#running.delete(running);
    }
  }

  /** Notes folders for as long as `work` of this process writes to them: the next start clears away what it left half-done. */
  noting<T>(places: readonly string[], work: () => Promise<T>): Promise<T> {
    return this.#places?.during(places, work) ?? work();
  }

  /** Lets a process start and load a job ahead of the person who will soon ask for it. */
  warm(name: JobName): void {
    if (!this.#stop.signal.aborted) this.#lane(JOBS[name].lane).warm(name);
  }

  /** Cancels every job that runs or waits; comes back when nothing of them is left. New ones may follow. */
  async cancelAll(): Promise<void> {
    this.#stop.abort();
    if (!this.#ended) this.#stop = new AbortController();
    await Promise.allSettled(this.#running);
  }

  /** Cancels everything and ends every process, for good; nothing of ours is left running or half-written. */
  async end(): Promise<void> {
    this.#ended = true;
    await this.cancelAll();
    await Promise.all([...this.#lanes.values()].map((lane) => lane.end()));
  }

  #lane(name: LaneName): Lane {
    const known = this.#lanes.get(name);
    if (known !== undefined) return known;
    const { thrifty, idleSeconds, mostSilentSeconds }: LaneDefinition = LANES[name];
    const lane = new Lane({
      start: () => new WorkProcess(this.#forker, WORKER, name, thrifty),
      broke: (process, ordered) => this.#cleanUp(process, ordered),
      idle: idleSeconds * 1_000,
      mostSilent: mostSilentSeconds === undefined ? undefined : mostSilentSeconds * 1_000,
    });
    this.#lanes.set(name, lane);
    return lane;
  }

  async #cleanUp(process: WorkProcess, { name, places, signal }: Ordered): Promise<void> {
    if (!signal.aborted) this.#log('problem', `work: ${name} broke off`, new Error(process.words.trim()));
    const { processId } = process;
    if (processId === undefined) return;
    for (const place of new Set([...places, tmpdir()])) {
      try {
        await removeTemporaryFoldersOf(place, processId);
      } catch (error) {
        // The next export into that folder tries again.
        this.#log('problem', 'work: sweeping', error);
      }
    }
  }
}

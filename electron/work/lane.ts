import { DossierError } from '../../shared/errors.ts';
import type { JobName } from './jobs.ts';
import type { WorkProcess } from './work-process.ts';

/** A job with its input, as it was ordered. */
export interface Ordered {
  name: JobName;
  input: unknown;
  progress: (value: unknown) => void;
  signal: AbortSignal;
  /** Folders that the job makes temporary ones in; swept when its process breaks. */
  places: readonly string[];
}

interface Waiting {
  ordered: Ordered;
  resolve: (output: unknown) => void;
  reject: (error: unknown) => void;
}

export interface LaneOptions {
  start: () => WorkProcess;
  /** Told of a process that ended in the middle of a job, before the job's caller is. */
  broke: (process: WorkProcess, ordered: Ordered) => Promise<void>;
  /** Milliseconds after which a process without work ends. */
  idle: number;
  /** Milliseconds after which a job that has not said how far it is is ended with its process. */
  mostSilent?: number | undefined;
}

/** One job after the other in one process, which is started when it is needed and ends when it idles. */
export class Lane {
  readonly #options: LaneOptions;
  readonly #queue: Waiting[] = [];
  #process: WorkProcess | undefined;
  readonly #ending = new Set<WorkProcess>();
  #busy = false;
  #idle: NodeJS.Timeout | undefined;

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  /** Runs a job after those that were ordered before. @throws what the job throws, cancelled, workStopped */
  async run(ordered: Ordered): Promise<unknown> {
    if (ordered.signal.aborted) throw new DossierError('cancelled', {});
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const waiting = { ordered, resolve, reject };
    this.#queue.push(waiting);
    const leave = () => {
      const position = this.#queue.indexOf(waiting);
      if (position === -1) return;
      this.#queue.splice(position, 1);
      reject(new DossierError('cancelled', {}));
    };
    ordered.signal.addEventListener('abort', leave, { once: true });
    void this.#next();
    try {
      return await promise;
    } finally {
      ordered.signal.removeEventListener('abort', leave);
    }
  }

  /** Starts the process and loads the job, so that the next one need not wait for that. */
  warm(name: JobName): void {
    if (this.#busy) return;
    this.#free().warm(name);
    this.#rest();
  }

  /** Ends the process. What still runs in it is `cancelled` or `workStopped`; callers cancel first. */
  async end(): Promise<void> {
    clearTimeout(this.#idle);
    if (this.#process !== undefined) this.#ending.add(this.#process);
    // At once: a job that is ordered while it ends gets another one.
    this.#process = undefined;
    await Promise.all(
      [...this.#ending].map(async (process) => {
        await process.end();
        this.#ending.delete(process);
      }),
    );
  }

  async #next(): Promise<void> {
    if (this.#busy) return;
    const next = this.#queue.shift();
    if (next === undefined) {
      this.#rest();
      return;
    }
    this.#busy = true;
    clearTimeout(this.#idle);
    try {
      next.resolve(await this.#run(next.ordered));
    } catch (error) {
      next.reject(error);
    } finally {
      this.#busy = false;
      void this.#next();
    }
  }

  async #run(ordered: Ordered): Promise<unknown> {
    const process = this.#free();
    const { mostSilent } = this.#options;
    const silent = mostSilent === undefined ? undefined : setTimeout(() => void process.end(), mostSilent);
    const progress = (value: unknown) => {
      silent?.refresh();
      ordered.progress(value);
    };
    try {
      return await process.run({ ...ordered, progress });
    } finally {
      clearTimeout(silent);
      if (process.hasEnded) await this.#options.broke(process, ordered);
    }
  }

  #free(): WorkProcess {
    if (this.#process === undefined || this.#process.hasEnded) this.#process = this.#options.start();
    return this.#process;
  }

  #rest(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.end(), this.#options.idle).unref();
  }
}

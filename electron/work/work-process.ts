import type { ForkOptions } from 'electron';
import { DossierError } from '../../shared/errors.ts';
import type { JobName } from './jobs.ts';
import type { Ordered } from './lane.ts';
import { type Order, receiveError, wordSchema } from './messages.ts';

/** The part of Electron's `UtilityProcess` that is used; the Chromium host has the same. */
export interface ForkedProcess {
  /** Undefined until it has started. */
  readonly pid: number | undefined;
  readonly stderr: NodeJS.ReadableStream | null;
  postMessage(message: unknown): void;
  kill(): boolean;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
}
export interface Forker {
  fork(file: string, parameters: string[], options: ForkOptions): ForkedProcess;
}

/** Said to the process at its start: memory counts more than speed. */
export const THRIFTY = '--thrifty';
/** How long a job that was cancelled has to end in order, before its process is ended. Milliseconds. */
const PATIENCE = 3_000;
/** How long a process has to end that was told to, before it is torn down. Milliseconds. */
const LAST_PATIENCE = 2_000;
/** Of what a process says when it breaks, this much is kept for the log. Characters. */
const MOST_WORDS = 4_000;

interface CurrentJob {
  resolve: (output: unknown) => void;
  reject: (error: unknown) => void;
  progress: (value: unknown) => void;
  signal: AbortSignal;
}

/** One process that works: at most one job at a time, and gone for good when it has ended. */
export class WorkProcess {
  readonly #process: ForkedProcess;
  readonly #ended = Promise.withResolvers<void>();
  #current: CurrentJob | undefined;
  #hasEnded = false;
  #processId: number | undefined;
  #words = '';

  /** @param file the compiled worker */
  constructor(forker: Forker, file: string, name: string, thrifty: boolean) {
    this.#process = forker.fork(file, thrifty ? [THRIFTY] : [], {
      serviceName: `Dossier ${name}`,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#process.stderr?.setEncoding('utf8').on('data', (text) => {
      this.#words = `${this.#words}${text}`.slice(-MOST_WORDS);
    });
    this.#process.on('message', (message) => this.#hear(message));
    this.#process.on('exit', (code) => this.#exited(code));
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Its number with the system, by which its temporary folders are known; kept when it has ended. */
  get processId(): number | undefined {
    this.#processId ??= this.#process.pid;
    return this.#processId;
  }

  /** What it said on stderr, for the log. */
  get words(): string {
    return this.#words;
  }

  /**
   * Runs one job.
   *
   * @throws what the job throws; `cancelled`; `workStopped` when the process breaks
   */
  async run({ name, input, progress, signal }: Omit<Ordered, 'places'>): Promise<unknown> {
    if (this.#current !== undefined || this.#hasEnded) throw new Error('the process is not free');
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#current = { resolve, reject, progress, signal };
    let tear: NodeJS.Timeout | undefined;
    const cancel = () => {
      this.#order({ kind: 'cancel' });
      tear = setTimeout(() => void this.end(), PATIENCE);
    };
    try {
      this.#order({ kind: 'run', name, input });
      signal.addEventListener('abort', cancel, { once: true });
      if (signal.aborted) cancel();
      return await promise;
    } finally {
      signal.removeEventListener('abort', cancel);
      clearTimeout(tear);
      this.#current = undefined;
    }
  }

  /** Loads what a job needs, ahead of it. */
  warm(name: JobName): void {
    this.#order({ kind: 'warm', name });
  }

  /** Ends the process, whatever it does; comes back when it is gone. */
  async end(): Promise<void> {
    if (this.#hasEnded) return;
    const { processId } = this;
    this.#process.kill();
    const tear = setTimeout(() => {
      if (processId !== undefined && !this.#hasEnded) process.kill(processId, 'SIGKILL');
    }, LAST_PATIENCE);
    await this.#ended.promise;
    clearTimeout(tear);
  }

  #order(order: Order): void {
    if (!this.#hasEnded) this.#process.postMessage(order);
  }

  #hear(message: unknown): void {
    this.#processId ??= this.#process.pid;
    const word = wordSchema.parse(message);
    const job = this.#current;
    if (job === undefined) return;
    if (word.kind === 'progress') job.progress(word.value);
    else if (word.kind === 'done') job.resolve(word.output);
    else job.reject(receiveError(word.error));
  }

  #exited(code: number): void {
    this.#hasEnded = true;
    this.#ended.resolve();
    if (this.#current === undefined) return;
    const { signal, reject } = this.#current;
    reject(
      signal.aborted
        ? new DossierError('cancelled', {})
        : new DossierError('workStopped', { detail: String(code) }),
    );
  }
}

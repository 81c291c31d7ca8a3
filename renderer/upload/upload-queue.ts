import type { CallOutput } from '../../shared/contract.ts';
import { call, messageOf } from '../bridge-calls.ts';
import type { DraftSession } from '../draft/draft-session.ts';
import { sendFile, type UploadTarget } from './send-file.ts';

export interface UploadJob {
  id: number;
  target: UploadTarget;
  name: string;
  bytes: number;
  sent: number;
  /** `taking`: all bytes are there, the program reads and files it. */
  phase: 'waiting' | 'sending' | 'taking';
}

type Finished = CallOutput<'finishUpload'>;

/** What became of one file of a batch. */
export type UploadEnd =
  | { end: 'taken'; name: string; answer: Finished }
  | { end: 'cancelled'; name: string }
  /** Plain Chinese. */
  | { end: 'failed'; name: string; message: string };

/** Files on their way into a draft, one after the other, whatever screen is shown meanwhile. */
export class UploadQueue {
  readonly #session: DraftSession;
  #jobs: readonly UploadJob[] = [];
  #lastId = 0;
  #tail: Promise<unknown> = Promise.resolve();
  readonly #stops = new Map<number, AbortController>();
  readonly #listeners = new Set<() => void>();

  constructor(session: DraftSession) {
    this.#session = session;
  }

  /** Arrow functions, for React takes them without the object. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly getJobs = (): readonly UploadJob[] => this.#jobs;

  /** Puts files at the end; what became of each, in their order. Never throws. */
  add(target: UploadTarget, files: readonly File[]): Promise<UploadEnd[]> {
    const jobs = files.map((file) => {
      this.#lastId += 1;
      const job: UploadJob = {
        id: this.#lastId,
        target,
        name: file.name,
        bytes: file.size,
        sent: 0,
        phase: 'waiting',
      };
      this.#stops.set(job.id, new AbortController());
      return { job, file };
    });
    this.#set([...this.#jobs, ...jobs.map(({ job }) => job)]);
    return Promise.all(
      jobs.map(({ job, file }) => {
        const turn = this.#tail.then(() => this.#run(job, file));
        this.#tail = turn;
        return turn;
      }),
    );
  }

  cancel(id: number): void {
    this.#stops.get(id)?.abort();
  }

  async #run(job: UploadJob, file: File): Promise<UploadEnd> {
    const { id, name, target } = job;
    const { signal } = this.#stops.get(id) ?? new AbortController();
    try {
      signal.throwIfAborted();
      this.#change(id, { phase: 'sending' });
      const uploadId = await sendFile(this.#session.draftId, target, file, {
        signal,
        onSent: (sent) => this.#change(id, { sent }),
      });
      this.#change(id, { phase: 'taking' });
      const answer = await this.#session.changeEvidence(() => call('finishUpload', { uploadId }));
      return { end: 'taken', name, answer };
    } catch (error) {
      if (signal.aborted) return { end: 'cancelled', name };
      const message = messageOf(error);
      return { end: 'failed', name, message };
    } finally {
      this.#stops.delete(id);
      this.#set(this.#jobs.filter((each) => each.id !== id));
    }
  }

  #change(id: number, part: Partial<UploadJob>): void {
    this.#set(this.#jobs.map((job) => (job.id === id ? { ...job, ...part } : job)));
  }

  #set(jobs: readonly UploadJob[]): void {
    this.#jobs = jobs;
    for (const listener of this.#listeners) listener();
  }
}

const queues = new WeakMap<DraftSession, UploadQueue>();

/** The one queue of an open draft. */
export function uploadsOf(session: DraftSession): UploadQueue {
  const queue = queues.get(session) ?? new UploadQueue(session);
  queues.set(session, queue);
  return queue;
}

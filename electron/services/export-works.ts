import { DossierError } from '../../shared/errors.ts';
import { makeOpaqueId } from '../security/opaque-files.ts';

/** Ended work of which the window may still ask; older ones are forgotten. */
const MOST_KEPT = 20;

export interface Cancelled {
  outcome: 'cancelled';
}

interface Running<T> {
  key: string;
  stop: AbortController;
  outcome: Promise<T | Cancelled>;
}

function whenCancelled(error: unknown): Cancelled {
  if (error instanceof DossierError && error.code === 'cancelled') return { outcome: 'cancelled' };
  throw error;
}

/**
 * Work that the window has begun and waits for, each under an id. It goes on when the window is loaded
 * anew, and can then be waited for again.
 */
export class ExportWorks<T> {
  readonly #works = new Map<string, Running<T>>();
  readonly #what: string;

  /** @param what it is called when it is not there any more: “这次导出” */
  constructor(what: string) {
    this.#what = what;
  }

  /**
   * Begins a piece of work, or joins the one with the same key that is running, so that a second click
   * begins nothing.
   *
   * @returns its id
   */
  start(key: string, run: (workId: string, signal: AbortSignal) => Promise<T>): string {
    for (const [id, running] of this.#works)
      if (running.key === key && !running.stop.signal.aborted) return id;
    const id = makeOpaqueId();
    const stop = new AbortController();
    const outcome = run(id, stop.signal).catch(whenCancelled);
    const running = { key, stop, outcome };
    this.#works.set(id, running);
    // Whether it went well is heard by who waits for it; ended, it is no longer joined.
    const end = () => {
      running.key = '';
      this.#forgetOld();
    };
    outcome.then(end, end);
    return id;
  }

  /** @throws gone, and what the work throws */
  wait(id: string): Promise<T | Cancelled> {
    const running = this.#works.get(id);
    if (running === undefined) throw new DossierError('gone', { what: this.#what });
    return running.outcome;
  }

  /** Asks it to stop; it has when `wait` says so. Work that has ended stays as it ended. */
  cancel(id: string): void {
    this.#works.get(id)?.stop.abort();
  }

  #forgetOld(): void {
    const ended = [...this.#works].filter(([, { key }]) => key === '');
    for (const [id] of ended.slice(0, Math.max(0, ended.length - MOST_KEPT))) this.#works.delete(id);
  }
}

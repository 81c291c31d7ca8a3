/** How many pages are drawn at once: one of photographs takes hundreds of megabytes meanwhile. */
const AT_ONCE = 1;

interface Waiting {
  start: () => void;
  signal: AbortSignal;
}

/**
 * Lets few works run at once. Who came last goes first: what was scrolled into view last is what the
 * person looks at.
 */
export class DrawQueue {
  readonly #atOnce: number;
  #running = 0;
  #waiting: Waiting[] = [];

  constructor(atOnce = AT_ONCE) {
    this.#atOnce = atOnce;
  }

  get isIdle(): boolean {
    return this.#running === 0 && this.#waiting.length === 0;
  }

  /**
   * Runs `work` when there is room for it.
   *
   * @throws what `work` throws; the signal's reason when it was aborted before its turn
   */
  async run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    await this.#turn(signal);
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      this.#running -= 1;
      this.#next();
    }
  }

  #turn(signal: AbortSignal): Promise<void> {
    if (this.#running < this.#atOnce) {
      this.#running += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { start: () => {}, signal };
      const leave = () => {
        this.#waiting = this.#waiting.filter((each) => each !== waiting);
        reject(signal.reason);
      };
      waiting.start = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.push(waiting);
    });
  }

  #next(): void {
    const next = this.#waiting.pop();
    if (next === undefined) return;
    this.#running += 1;
    next.start();
  }
}

/** All that the window draws of PDFs, large and small: two heavy pages at once would take twice as much. */
export const drawnHere = new DrawQueue();

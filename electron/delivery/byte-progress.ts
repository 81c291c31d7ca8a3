import type { Progress } from '../book/book.ts';

const MEGABYTE = 1e6;

/** Counts bytes and tells of them in whole megabytes, as a person follows them. */
export class ByteProgress {
  readonly #total: number;
  readonly #progress: Progress;
  #done = 0;

  /** @param total bytes */
  constructor(total: number, progress: Progress) {
    this.#total = total;
    this.#progress = progress;
  }

  readonly count = (bytes: number): void => {
    this.#done += bytes;
    const megabytes = (value: number) => Math.ceil(value / MEGABYTE);
    this.#progress(Math.floor(this.#done / MEGABYTE), Math.max(1, megabytes(this.#total)));
  };
}

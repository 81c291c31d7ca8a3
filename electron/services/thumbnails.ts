import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { exists } from '../package/exists.ts';

/** Writes a small picture of `source` to `target`. */
export type WriteThumbnail = (source: string, target: string) => Promise<void>;

/** Small pictures of the pictures in the store, by content. The folder may be deleted at any time. */
export class Thumbnails {
  readonly #folder: string;
  readonly #write: WriteThumbnail;
  readonly #running = new Map<string, Promise<string | undefined>>();

  constructor(folder: string, write: WriteThumbnail) {
    this.#folder = folder;
    this.#write = write;
  }

  /** Where the thumbnail of a content lies, once it is made. */
  place(sha256: string): string {
    return join(this.#folder, `${sha256}.jpg`);
  }

  /** Where the thumbnail lies, or undefined where none can be made. Never throws. */
  of(sha256: string, source: string): Promise<string | undefined> {
    const running = this.#running.get(sha256);
    if (running !== undefined) return running;
    const started = this.#make(sha256, source).finally(() => this.#running.delete(sha256));
    this.#running.set(sha256, started);
    return started;
  }

  async #make(sha256: string, source: string): Promise<string | undefined> {
    const target = this.place(sha256);
    const unfinished = join(this.#folder, `${randomUUID()}.part`);
    try {
      if (await exists(target)) return target;
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await this.#write(source, unfinished);
      await rename(unfinished, target);
      return target;
    } catch {
      // A comfort: without it the window shows the kind's sign.
      await rm(unfinished, { force: true }).catch(() => undefined);
      return undefined;
    }
  }
}

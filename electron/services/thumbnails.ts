import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SHOWN_EDGE } from '../evidence/thumbnail-sizes.ts';
import { exists } from '../package/exists.ts';

/** Writes a small picture of `source` to `target`. @param edge longest edge, pixels; that of a thumbnail without it */
export type WriteThumbnail = (source: string, target: string, edge?: number) => Promise<void>;

/** `shown`: as large as the window shows it, where it cannot show the file itself as the book prints it. */
export type ThumbnailSize = 'small' | 'shown';

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
  place(sha256: string, size: ThumbnailSize = 'small'): string {
    return join(this.#folder, `${sha256}${size === 'small' ? '' : '-shown'}.jpg`);
  }

  /** Where the thumbnail lies, or undefined where none can be made. Never throws. */
  of(sha256: string, source: string, size: ThumbnailSize = 'small'): Promise<string | undefined> {
    const target = this.place(sha256, size);
    const running = this.#running.get(target);
    if (running !== undefined) return running;
    const edge = size === 'small' ? undefined : SHOWN_EDGE;
    const started = this.#make(target, source, edge).finally(() => this.#running.delete(target));
    this.#running.set(target, started);
    return started;
  }

  async #make(target: string, source: string, edge: number | undefined): Promise<string | undefined> {
    const unfinished = join(this.#folder, `${randomUUID()}.part`);
    try {
      if (await exists(target)) return target;
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await this.#write(source, unfinished, edge);
      await rename(unfinished, target);
      return target;
    } catch {
      // A comfort: without it the window shows the kind's sign.
      await rm(unfinished, { force: true }).catch(() => undefined);
      return undefined;
    }
  }
}

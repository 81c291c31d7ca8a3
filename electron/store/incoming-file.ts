import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DossierError } from '../../shared/errors.ts';
import { withFileErrors } from '../package/file-errors.ts';

/** A file that was received whole and lies, flushed, under a temporary name. */
export interface ReceivedFile {
  temporary: string;
  sha256: string;
  bytes: number;
}

/**
 * A file on its way into the store, piece by piece, hashed as it comes. It lies under a temporary
 * name until it is whole; a crash leaves nothing that anybody sees.
 */
export class IncomingFile {
  readonly path: string;
  readonly name: string;
  readonly #limit: number;
  readonly #hash = createHash('sha256');
  #handle: FileHandle | undefined;
  #bytes = 0;

  private constructor(path: string, name: string, limit: number) {
    this.path = path;
    this.name = name;
    this.#limit = limit;
  }

  /**
   * @param folder where unfinished files lie
   * @param name the file's own name, for messages
   * @param limitBytes a longer file is refused with `fileTooLarge`
   */
  static async begin(folder: string, name: string, limitBytes: number): Promise<IncomingFile> {
    const file = new IncomingFile(join(folder, randomUUID()), name, limitBytes);
    await withFileErrors(folder, async () => {
      await mkdir(folder, { recursive: true });
      file.#handle = await open(file.path, 'wx', 0o600);
    });
    return file;
  }

  /** Bytes received so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Adds a piece; pieces must come one after the other, each awaited. @throws fileTooLarge, diskFull, deviceFailed */
  async write(piece: Uint8Array): Promise<void> {
    const handle = this.#open();
    if (this.#bytes + piece.byteLength > this.#limit)
      throw new DossierError('fileTooLarge', { name: this.name, limitBytes: this.#limit });
    this.#bytes += piece.byteLength;
    this.#hash.update(piece);
    // `write` may take less than all of it; `writeFile` on a handle goes on until all is written.
    await withFileErrors(this.path, () => handle.writeFile(piece));
  }

  /** The last piece is there: flushes the file to the disk. @throws diskFull, deviceFailed */
  async finish(): Promise<ReceivedFile> {
    const handle = this.#open();
    await withFileErrors(this.path, () => handle.sync());
    await this.#close();
    return { temporary: this.path, sha256: this.#hash.digest('hex'), bytes: this.#bytes };
  }

  /** Gives the file up; nothing of it stays. Safe to call after `finish` and more than once. */
  async discard(): Promise<void> {
    await this.#close();
    await rm(this.path, { force: true });
  }

  #open(): FileHandle {
    if (this.#handle === undefined) throw new Error('the file was finished or discarded');
    return this.#handle;
  }

  async #close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await handle?.close();
  }
}

import { createReadStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { FileFacts } from '../../shared/form/evidence-facts.ts';
import { exists } from '../package/exists.ts';
import { withFileErrors } from '../package/file-errors.ts';
import { hashFile } from '../package/file-hash.ts';
import { flush } from '../package/publish.ts';
import { timeStamp } from './clock.ts';
import { IncomingFile, type ReceivedFile } from './incoming-file.ts';
import { renamePatiently } from './rename-patiently.ts';
import type { StoreContext } from './store-context.ts';

/** A file that the store holds. */
export interface StoredFile {
  sha256: string;
  bytes: number;
  /** Its name when it first came, without folders. */
  originalName: string;
  addedAt: string;
}

/** The largest file that is taken in, as the bridge allows (`LARGEST_UPLOAD`). */
export const LARGEST_FILE = 2 * 1024 ** 3;

interface FileRow {
  sha256: string;
  bytes: number;
  original_name: string;
  added_at: string;
}

// Written by this program's own version and never by anything else: that it is an object of facts is check enough.
const factsSchema = z.custom<Omit<FileFacts, 'path'>>(
  (value) => typeof value === 'object' && value !== null && 'kind' in value && 'pages' in value,
);

/** Place of a file's content in the data folder: `files/ab/abcdef…`. */
export function placeOfFile(filesFolder: string, sha256: string): string {
  return join(filesFolder, sha256.slice(0, 2), sha256);
}

/** Evidence and figures, each content once, under its SHA-256. */
export class StoredFiles {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  /** Where a file's content lies, whether it is there or not. */
  path(sha256: string): string {
    return placeOfFile(this.#context.folder.files, sha256);
  }

  /** What the store knows of a file, or undefined where it was never taken in or is cleared away. */
  get(sha256: string): StoredFile | undefined {
    const row = this.#context.read(() =>
      this.#context.database
        .prepare<[string], FileRow>(
          'SELECT sha256, bytes, original_name, added_at FROM files WHERE sha256 = ?',
        )
        .get(sha256),
    );
    if (row === undefined) return undefined;
    return { sha256, bytes: row.bytes, originalName: row.original_name, addedAt: row.added_at };
  }

  /**
   * Begins a file whose bytes come in pieces; `keep` ends it.
   *
   * @param name the file's own name
   */
  begin(name: string, limitBytes: number = LARGEST_FILE): Promise<IncomingFile> {
    return IncomingFile.begin(this.#context.folder.incoming, name, limitBytes);
  }

  /**
   * Takes a received file into the store: from here on it is there, whatever happens.
   * The same content is kept once; a copy that was damaged on the disk is replaced by the good one.
   *
   * @throws diskFull, deviceFailed, storeMoved
   */
  async keep(incoming: IncomingFile): Promise<StoredFile> {
    try {
      const received = await incoming.finish();
      await withFileErrors(incoming.path, () => this.#place(received));
      return this.#register(received, incoming.name);
    } finally {
      await incoming.discard();
    }
  }

  /**
   * Copies a file into the store as a stream.
   *
   * @param source absolute path, from a dialog or an opened draft
   * @throws fileTooLarge, notAllowed, diskFull, deviceFailed, cancelled, storeMoved
   */
  async takeIn(source: string, signal?: AbortSignal, name: string = basename(source)): Promise<StoredFile> {
    const incoming = await this.begin(name);
    try {
      await withFileErrors(source, async () => {
        const options = { highWaterMark: 1 << 20, ...(signal === undefined ? {} : { signal }) };
        for await (const piece of createReadStream(source, options)) await incoming.write(piece);
      });
      return await this.keep(incoming);
    } finally {
      await incoming.discard();
    }
  }

  /** Keeps what the inspection told of a file. @param by version of what inspected it: another one asks anew */
  rememberFacts(sha256: string, by: string, facts: Omit<FileFacts, 'path'>): void {
    this.#context.write(() =>
      this.#context.database
        .prepare('UPDATE files SET facts_json = ?, facts_by = ? WHERE sha256 = ?')
        .run(JSON.stringify(facts), by, sha256),
    );
  }

  /** What this version's inspection told of a file before, or undefined. */
  facts(sha256: string, by: string): Omit<FileFacts, 'path'> | undefined {
    const text = this.#context.read(() =>
      this.#context.database
        .prepare<[string, string], string | null>(
          'SELECT facts_json FROM files WHERE sha256 = ? AND facts_by = ?',
        )
        .pluck()
        .get(sha256, by),
    );
    if (typeof text !== 'string') return undefined;
    const facts = factsSchema.safeParse(JSON.parse(text));
    return facts.success ? facts.data : undefined;
  }

  async #place({ temporary, sha256 }: ReceivedFile): Promise<void> {
    const target = this.path(sha256);
    if ((await exists(target)) && (await hashFile(target)).sha256 === sha256) return;
    const folder = dirname(target);
    mkdirSync(folder, { recursive: true });
    await renamePatiently(temporary, target);
    await flush(folder);
    await flush(this.#context.folder.files);
  }

  /** In one go with the last look: a clearing away in between would take the file. */
  #register({ temporary, sha256, bytes }: ReceivedFile, originalName: string): StoredFile {
    const target = this.path(sha256);
    if (!existsSync(target)) {
      mkdirSync(dirname(target), { recursive: true });
      renameSync(temporary, target);
    }
    const addedAt = timeStamp(this.#context.clock);
    this.#context.write(() =>
      this.#context.database
        .prepare(
          `INSERT INTO files (sha256, bytes, original_name, added_at) VALUES (?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET added_at = excluded.added_at`,
        )
        .run(sha256, bytes, originalName, addedAt),
    );
    return { sha256, bytes, originalName, addedAt };
  }
}

/** Removes what was being taken in when the program ended. */
export function sweepIncoming(incomingFolder: string): void {
  rmSync(incomingFolder, { recursive: true, force: true });
}

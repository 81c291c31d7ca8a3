import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { openPromise, type ZipFile } from 'yauzl';
import { DossierError } from '../../shared/errors.ts';
import {
  type ArchiveEntry,
  type ArchiveLimits,
  judgeDirectory,
  judgeEntry,
  shownEntry,
} from './archive-entries.ts';
import { asDossierError, stopIfCancelled, systemErrorCode } from './file-errors.ts';
import { temporaryPlaceError } from './temporary-folder.ts';

/** Counts what comes out of all entries together, against the limits. */
class InflationMeter {
  #total = 0;
  readonly #archive: string;
  readonly #archiveBytes: number;
  readonly #limits: ArchiveLimits;

  constructor(archive: string, archiveBytes: number, limits: ArchiveLimits) {
    this.#archive = archive;
    this.#archiveBytes = archiveBytes;
    this.#limits = limits;
  }

  count(entry: string, bytes: number, inEntry: number): void {
    this.#total += bytes;
    const refuse = (reason: string) =>
      new DossierError('archiveUnsafe', { path: this.#archive, entry: shownEntry(entry), reason });
    if (inEntry > this.#limits.bytesPerFile) throw refuse('解压后过大');
    if (this.#total > this.#limits.bytesInAll) throw refuse('使解压后的总大小超过上限');
    if (this.#total > this.#limits.ratioFrom && this.#total > this.#archiveBytes * this.#limits.ratio) {
      throw refuse('的压缩比异常，疑为压缩炸弹');
    }
  }
}

async function readDirectory(path: string, zip: ZipFile, limits: ArchiveLimits): Promise<ArchiveEntry[]> {
  const entries: ArchiveEntry[] = [];
  for await (const raw of zip.eachEntry()) {
    if (entries.length >= limits.entries) {
      throw new DossierError('archiveUnsafe', {
        path,
        entry: '目录',
        reason: `超过 ${limits.entries} 个条目`,
      });
    }
    const entry = judgeEntry(path, raw);
    if (entry.name !== '') entries.push(entry);
  }
  judgeDirectory(path, entries, limits);
  return entries;
}

async function inflate(
  zip: ZipFile,
  entry: ArchiveEntry,
  target: string,
  meter: InflationMeter,
  { signal, onFile }: Extraction,
) {
  const output = await open(target, 'wx', 0o600);
  const hash = onFile === undefined ? undefined : createHash('sha256');
  let checksum = 0;
  let bytes = 0;
  try {
    const source = await zip.openReadStreamPromise(entry.raw);
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        checksum = crc32(chunk, checksum);
        hash?.update(chunk);
        try {
          meter.count(entry.name, chunk.length, bytes);
        } catch (error) {
          done(error instanceof Error ? error : new Error(String(error)));
          return;
        }
        output.write(chunk).then(() => done(), done);
      },
    });
    await pipeline(source, sink, signal === undefined ? {} : { signal });
  } finally {
    await output.close();
  }
  // yauzl compares sizes but not checksums.
  if (checksum !== entry.raw.crc32) throw new Error(`“${shownEntry(entry.name)}”的校验和不符`);
  if (hash !== undefined) onFile?.(entry.name, { sha256: hash.digest('hex'), bytes });
}

/** Whether a system error came from writing what was unpacked; one of a write names no path. */
function concernsFolder(error: unknown, folder: string): boolean {
  if (systemErrorCode(error) === undefined || !(error instanceof Error)) return false;
  if ('path' in error && typeof error.path === 'string') return error.path.startsWith(folder);
  return 'syscall' in error && typeof error.syscall === 'string' && error.syscall !== 'read';
}

/** Errors of the file system keep their meaning; whatever else the zip reader says means a damaged archive. */
function archiveError(error: unknown, archive: string, folder: string, isOwn = false): unknown {
  const placeError = (cause: unknown) => (isOwn ? asDossierError(cause, folder) : temporaryPlaceError(cause));
  const known = concernsFolder(error, folder) ? placeError(error) : asDossierError(error, archive);
  if (known instanceof DossierError || systemErrorCode(error)?.startsWith('E') === true) return known;
  const words = error instanceof Error ? error.message : String(error);
  const detail = /[\u4E00-\u9FFF]/.test(words) ? words : '压缩数据不完整或不是有效的 zip';
  return new DossierError('archiveDamaged', { path: archive, detail });
}

export interface Extraction {
  signal?: AbortSignal | undefined;
  /** Told of entries whose data are damaged, which are then left out; without it they are an error. */
  onDamage?: (entry: string) => void;
  /**
   * For files that stay where they are unpacked to, which is then no temporary place: the size and SHA-256
   * (64 hex digits) of each are told by the entry's name.
   */
  onFile?: (entry: string, file: { sha256: string; bytes: number }) => void;
}

/**
 * The names of the files in a zip that nobody vouches for, and their sizes unpacked as it says; nothing is unpacked.
 *
 * @throws archiveUnsafe, archiveDamaged, and what reading it comes to
 */
export async function listArchive(
  archive: string,
  limits: ArchiveLimits,
): Promise<{ name: string; bytes: number }[]> {
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(archive, { autoClose: false, decodeStrings: false, validateEntrySizes: true });
    const entries = await readDirectory(archive, zip, limits);
    return entries
      .filter(({ folder }) => !folder)
      .map(({ name, raw }) => ({ name, bytes: raw.uncompressedSize }));
  } catch (error) {
    throw archiveError(error, archive, archive, true);
  } finally {
    zip?.close();
  }
}

/**
 * Unpacks a zip that nobody vouches for into `folder` (still empty). Entries become files with numbers for
 * names, so no name of theirs ever reaches the file system; only a plain extension is kept.
 *
 * @returns the file of each entry, by the entry's name (`/` on every system), folders left out
 * @throws archiveUnsafe, archiveDamaged, temporaryFolderUnusable, diskFull, cancelled
 */
export async function extractArchive(
  archive: string,
  folder: string,
  limits: ArchiveLimits,
  extraction: Extraction = {},
): Promise<Map<string, string>> {
  const { signal, onDamage, onFile } = extraction;
  const isOwn = onFile !== undefined;
  const files = new Map<string, string>();
  let zip: ZipFile | undefined;
  try {
    const { size } = await stat(archive);
    zip = await openPromise(archive, { autoClose: false, decodeStrings: false, validateEntrySizes: true });
    const entries = await readDirectory(archive, zip, limits);
    const meter = new InflationMeter(archive, size, limits);
    for (const [index, entry] of entries.entries()) {
      stopIfCancelled(signal);
      if (entry.folder) continue;
      const number = index + 1;
      const extension = /\.[A-Za-z0-9]{1,5}$/.exec(entry.name)?.[0] ?? '';
      const target = join(folder, `${number}${extension}`);
      try {
        await inflate(zip, entry, target, meter, extraction);
        files.set(entry.name, target);
      } catch (error) {
        const known = archiveError(error, archive, folder, isOwn);
        const isDamage = known instanceof DossierError && known.code === 'archiveDamaged';
        if (onDamage === undefined || !isDamage) throw known;
        onDamage(entry.name);
      }
    }
    return files;
  } catch (error) {
    throw archiveError(error, archive, folder, isOwn);
  } finally {
    zip?.close();
  }
}

async function firstBytes(path: string, count: number): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead).toString('latin1');
  } finally {
    await file.close();
  }
}

/** Whether a file begins as every zip does. */
export async function startsLikeZip(path: string): Promise<boolean> {
  return (await firstBytes(path, 2)) === 'PK';
}

/** The kind of an archive that is no zip, whatever its name says; undefined where it is none that is known. */
export async function otherArchiveKind(path: string): Promise<'RAR' | '7z' | undefined> {
  const start = await firstBytes(path, 6);
  if (start.startsWith('Rar!')) return 'RAR';
  return start === "7z\xbc\xaf'\x1c" ? '7z' : undefined;
}

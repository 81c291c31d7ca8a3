import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DossierError } from '../../../shared/errors.ts';
import { asDossierError, stopIfCancelled } from '../../package/file-errors.ts';
import { hashFile } from '../../package/file-hash.ts';
import type { ManifestFile } from '../../package/manifest.ts';
import { flushTree } from '../../package/publish.ts';
import { forgetCached } from './forget-cached.ts';
import type { MediumSource } from './medium-source.ts';

/** Sticks take their time, and what is written waits in memory: flushed after so many bytes, progress is true and a cancel is heard. */
const FLUSH_EVERY = 8 << 20;

/** Told of every piece: bytes since the last. */
type Count = (bytes: number) => void;

/** The bytes of a file of the package; what goes wrong in reading them is the package's fault, not the medium's. */
async function* readPieces(place: string, path: string, signal?: AbortSignal): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(place, { highWaterMark: 1 << 20, ...(signal === undefined ? {} : { signal }) });
  } catch (error) {
    const known = asDossierError(error, place);
    if (known instanceof DossierError && known.code === 'cancelled') throw known;
    throw new DossierError('packageDamaged', { path: place, problems: [`${path}：读不出来`] });
  }
}

async function copyFile(
  source: MediumSource,
  file: ManifestFile,
  target: string,
  count: Count,
  signal?: AbortSignal,
): Promise<void> {
  const hash = createHash('sha256');
  let unflushed = 0;
  const written = await open(target, 'wx');
  try {
    for await (const piece of readPieces(source.placeOf(file.path), file.path, signal)) {
      hash.update(piece);
      await written.writeFile(piece);
      unflushed += piece.length;
      if (unflushed >= FLUSH_EVERY) {
        await written.sync();
        unflushed = 0;
      }
      count(piece.length);
    }
    await written.sync();
  } finally {
    await written.close();
  }
  if (hash.digest('hex') !== file.sha256)
    throw new DossierError('packageDamaged', { path: source.name, problems: [`${file.path}：内容已被改动`] });
}

/**
 * Copies every file of a package into a new folder and flushes them, and the folders, to the medium.
 *
 * @throws packageDamaged where the package is not as its manifest says, cancelled, errors of the file system
 */
export async function copyPackage(
  source: MediumSource,
  folder: string,
  count: Count,
  signal?: AbortSignal,
): Promise<void> {
  await mkdir(folder);
  for (const file of source.files) {
    stopIfCancelled(signal);
    const target = join(folder, file.path);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(source, file, target, count, signal);
  }
  await flushTree(folder);
}

/**
 * Reads a copy again and compares each file's hash with the manifest's.
 *
 * What it proves: that every file is there under its name, whole, and that what the system gives for it is what
 * was in the package. What it does not: that each byte came from the medium. All was flushed before, but
 * the system may answer from its memory. Linux is asked to forget each file first (`forgetCached`);
 * Windows and macOS offer that to nobody but an administrator. A
 * medium that lies about its size shows itself once more is written than memory holds, or when it is
 * plugged in again: the package on it can be verified there.
 *
 * @returns paths in the package of the files that differ
 */
export async function readBackPackage(
  files: readonly ManifestFile[],
  folder: string,
  count: Count,
  signal?: AbortSignal,
): Promise<string[]> {
  const places = files.map(({ path }) => join(folder, path));
  await forgetCached(places, signal);
  const differing: string[] = [];
  for (const { path, bytes, sha256 } of files) {
    stopIfCancelled(signal);
    const actual = await hashFile(join(folder, path), signal);
    if (actual.sha256 !== sha256 || actual.bytes !== bytes) differing.push(path);
    count(bytes);
  }
  return differing;
}

import { createHash } from 'node:crypto';
import { lstat } from 'node:fs/promises';
import { DRAFT_LIMITS } from '../package/archive-entries.ts';
import { stopIfCancelled } from '../package/file-errors.ts';
import { hashFile } from '../package/file-hash.ts';
import { listPackageFolder } from '../package/verify-files.ts';

async function linesOf(place: string, signal?: AbortSignal): Promise<string[]> {
  const found = await lstat(place);
  if (!found.isDirectory()) return [(await hashFile(place, signal)).sha256];
  const { files } = await listPackageFolder(place, DRAFT_LIMITS.entries);
  const lines: string[] = [];
  for (const [path, inside] of files) {
    stopIfCancelled(signal);
    const { size, mtimeMs } = await lstat(inside);
    // What Windows and a stick keep of a time is even seconds.
    lines.push(`${size} ${Math.floor(mtimeMs / 2000)} ${path}`);
  }
  return lines.sort();
}

/**
 * Tells what could not be taken in when it comes once more: an archive by its bytes, a folder by the names, sizes and
 * times of its files, since it may be anything and of any size. Empty where it cannot be told.
 *
 * @param places archives, or a folder
 * @param cameAs of several in one archive each has its own name
 * @throws cancelled
 */
export async function hopelessFingerprint(
  places: readonly string[],
  cameAs: string,
  signal?: AbortSignal,
): Promise<string> {
  const hash = createHash('sha256').update(`hopeless ${cameAs}\n`);
  try {
    for (const place of places) hash.update(`${(await linesOf(place, signal)).join('\n')}\n`);
  } catch {
    stopIfCancelled(signal);
    return '';
  }
  return hash.digest('hex');
}

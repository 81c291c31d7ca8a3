import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { systemErrorCode } from './file-errors.ts';
import { hashFile } from './file-hash.ts';

/** A package has at most a few hundred files; a folder with more is not read through. */
const MOST_FILES = 20_000;

async function regularFilesIn(folder: string): Promise<string[]> {
  let names: string[];
  try {
    if (!(await lstat(folder)).isDirectory()) return [];
    names = await readdir(folder, { recursive: true });
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT' || systemErrorCode(error) === 'ENOTDIR') return [];
    throw error;
  }
  const files: string[] = [];
  for (const name of names.slice(0, MOST_FILES)) {
    const path = join(folder, name);
    if ((await lstat(path)).isFile()) files.push(path);
  }
  return files;
}

/**
 * Finds the files of a folder (and its folders; links are not followed) by their content.
 *
 * @param wanted SHA-256 sums that are looked for; none means no file is read
 * @returns path by SHA-256; sums that no file has are absent
 */
export async function indexByHash(
  folder: string,
  wanted: ReadonlySet<string>,
  signal?: AbortSignal,
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  if (wanted.size === 0) return found;
  for (const path of await regularFilesIn(folder)) {
    const { sha256 } = await hashFile(path, signal);
    if (wanted.has(sha256) && !found.has(sha256)) found.set(sha256, path);
    if (found.size === wanted.size) break;
  }
  return found;
}

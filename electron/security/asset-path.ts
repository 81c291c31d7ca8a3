import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { isOurs } from './origin.ts';

/**
 * The place that an address names below a folder, by its text alone.
 *
 * @returns undefined for every other origin, and for anything that could leave the folder: `..`, its
 * encodings, backslashes, drive letters, NUL, doubly encoded characters
 */
export function pathOfAddress(folder: string, address: string): string | undefined {
  if (!isOurs(address)) return undefined;
  let name: string;
  try {
    name = decodeURIComponent(new URL(address).pathname);
  } catch {
    return undefined;
  }
  if (!/^\/[\w.@/-]*$/.test(name)) return undefined;
  // The URL parser has resolved plain `..` already; what is left came in encoded.
  const parts = name.slice(1).split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..')) return undefined;
  const place = path.join(folder, ...parts);
  // With the separator: `/app/renderer-evil` begins with `/app/renderer` too.
  return place.startsWith(path.resolve(folder) + path.sep) ? place : undefined;
}

/** The same place, if it is a file and no link leads out of the folder. */
export async function fileOfAddress(folder: string, address: string): Promise<string | undefined> {
  const place = pathOfAddress(folder, address);
  if (place === undefined) return undefined;
  try {
    const [real, root] = await Promise.all([realpath(place), realpath(folder)]);
    if (!real.startsWith(root + path.sep)) return undefined;
    return (await stat(real)).isFile() ? real : undefined;
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(String(error.code))
    )
      return undefined;
    throw error;
  }
}

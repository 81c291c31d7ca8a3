import { statfs } from 'node:fs/promises';

/** @returns what an ordinary user may still write on the disk of a folder, bytes; undefined where the system does not say */
export async function freeBytes(folder: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    // Some network drives do not tell; a full one says so when it is written to.
    return undefined;
  }
}

import { rename } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { systemErrorCode } from '../package/file-errors.ts';

/** Virus scanners and indexers hold new files for a moment on Windows. Milliseconds between the tries. */
const PAUSES = [50, 100, 200, 400, 800, 1600];
const HELD = ['EPERM', 'EBUSY', 'EACCES'];

/**
 * Renames within a disk, over a file that is there; tries again while another program holds either.
 *
 * @param beforeTry before each try; what it throws ends them
 */
export async function renamePatiently(
  from: string,
  to: string,
  beforeTry: () => Promise<void> = async () => {},
): Promise<void> {
  for (const pause of [...PAUSES, undefined]) {
    await beforeTry();
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (pause === undefined || !HELD.includes(systemErrorCode(error) ?? '')) throw error;
      await wait(pause);
    }
  }
}

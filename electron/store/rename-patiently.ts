import { rename } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { systemErrorCode } from '../package/file-errors.ts';

/** Virus scanners and indexers hold new files for a moment on Windows. Milliseconds between the tries. */
const PAUSES = [50, 100, 200, 400, 800];

/** Renames within a disk, over a file that is there; tries again while another program holds either. */
export async function renamePatiently(from: string, to: string): Promise<void> {
  for (const pause of [...PAUSES, undefined]) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const isHeld = ['EPERM', 'EBUSY', 'EACCES'].includes(systemErrorCode(error) ?? '');
      if (pause === undefined || !isHeld) throw error;
      await wait(pause);
    }
  }
}

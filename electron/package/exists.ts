import { lstat } from 'node:fs/promises';
import { systemErrorCode } from './file-errors.ts';

/** Whether something has this name: a file, a folder, or a link, wherever that leads. @throws what else the system says */
export async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

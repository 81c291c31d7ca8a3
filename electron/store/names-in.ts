import { readdirSync } from 'node:fs';
import { systemErrorCode } from '../package/file-errors.ts';

/** Names of what lies in a folder of the store; none where there is no such folder. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT' || systemErrorCode(error) === 'ENOTDIR') return [];
    throw error;
  }
}

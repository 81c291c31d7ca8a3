import { join } from 'node:path';
import { dataFolder } from '../store/data-folder.ts';

/** Ending of a folder that is being filled. */
export const UNFINISHED = '.part';
/** Ending of a package that is whole, but not in the store yet. */
export const READY = '.ready';

/** Where the packages of a batch lie. @param root the data folder */
export function batchPlace(root: string, batchId: string): string {
  return join(dataFolder(root).intake, batchId);
}

/** Where the files of an entry lie, as they were in its package. @param root the data folder */
export function entryPlace(root: string, batchId: string, entryId: string): string {
  return join(batchPlace(root, batchId), entryId);
}

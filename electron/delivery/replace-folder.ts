import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { DossierError } from '../../shared/errors.ts';
import { stopIfCancelled } from '../package/file-errors.ts';
import { exists, flush } from '../package/publish.ts';
import {
  makeTemporaryFolder,
  removeTemporaryFolder,
  removeTemporaryFoldersOf,
  sweepTemporaryFolders,
} from '../package/temporary-folder.ts';
import { renamePatiently } from '../store/rename-patiently.ts';

interface ReplaceOptions {
  /** A folder of the same name gives way; else it is an error. */
  replace: boolean;
  signal?: AbortSignal | undefined;
}

async function moveIn(temporary: string, name: string, target: string, replace: boolean): Promise<void> {
  const old = join(temporary, 'old');
  const hasOld = await exists(target);
  if (hasOld && !replace) throw new DossierError('targetExists', { path: target });
  if (hasOld) await renamePatiently(target, old);
  try {
    await renamePatiently(join(temporary, name), target);
  } catch (error) {
    if (hasOld) await rename(old, target);
    throw error;
  }
}

/**
 * Lets `work` fill a folder under a temporary name, then gives it its name in `parent`. As `publish`, but
 * an old folder of that name may give way, once the new one is whole. After a failure the temporary folder is
 * removed as far as the disk lets us; the failure is what the person must hear of.
 *
 * @throws targetExists, cancelled, what `work` throws, and errors of the file system as they are
 */
export async function replaceFolder<T>(
  parent: string,
  name: string,
  work: (folder: string) => Promise<T>,
  { replace, signal }: ReplaceOptions,
): Promise<T> {
  await sweepTemporaryFolders(parent);
  // A process hands in one package at a time: what it left before, it could not take from a pulled stick.
  await removeTemporaryFoldersOf(parent, process.pid);
  const temporary = await makeTemporaryFolder(parent);
  let result: T;
  try {
    result = await work(join(temporary, name));
    stopIfCancelled(signal);
    await moveIn(temporary, name, join(parent, name), replace);
    await flush(parent);
  } catch (error) {
    await removeTemporaryFolder(temporary).catch(() => undefined);
    throw error;
  }
  await removeTemporaryFolder(temporary);
  return result;
}

import { join } from 'node:path';
import { DossierError } from '../../shared/errors.ts';
import { exchange } from '../package/exchange.ts';
import { exists } from '../package/exists.ts';
import { stopIfCancelled } from '../package/file-errors.ts';
import { flush } from '../package/publish.ts';
import {
  leaveTemporaryFolder,
  makeTemporaryFolder,
  removeTemporaryFoldersOf,
  sweepTemporaryFolders,
} from '../package/temporary-folder.ts';

interface ReplaceOptions {
  /** A folder of the same name gives way; else it is an error. */
  replace: boolean;
  signal?: AbortSignal | undefined;
}

/**
 * Clears away what earlier runs left in a folder: half-written things go, and where one was broken off
 * in the middle of an exchange, that is brought to its end. A folder that is not there is in order.
 */
export async function putInOrder(parent: string): Promise<void> {
  if (!(await exists(parent))) return;
  await sweepTemporaryFolders(parent);
  // A process hands in one package at a time: what it left before, it could not take from a pulled stick.
  await removeTemporaryFoldersOf(parent, process.pid);
}

/**
 * Lets `work` fill a folder under a temporary name, then gives it its name in `parent`. As `publish`, but
 * an old folder of that name may give way, once the new one is whole. After a failure the temporary folder is
 * removed as far as the disk lets us; the failure is what the person must hear of. Where neither the new nor
 * the old one could be given the name, both stay, and the next `putInOrder` gives it to one of them.
 *
 * @throws targetExists, cancelled, what `work` throws, and errors of the file system as they are
 */
export async function replaceFolder<T>(
  parent: string,
  name: string,
  work: (folder: string) => Promise<T>,
  { replace, signal }: ReplaceOptions,
): Promise<T> {
  await putInOrder(parent);
  const temporary = await makeTemporaryFolder(parent);
  try {
    const result = await work(join(temporary, name));
    stopIfCancelled(signal);
    const target = join(parent, name);
    const hasOld = await exists(target);
    if (hasOld && !replace) throw new DossierError('targetExists', { path: target });
    await exchange(temporary, [name], hasOld ? [name] : []);
    await flush(parent);
    return result;
  } finally {
    await leaveTemporaryFolder(temporary);
  }
}

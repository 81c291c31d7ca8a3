import { access, constants, mkdir, open, readdir, realpath, rename, rmdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DossierError } from '../../shared/errors.ts';
import { renamePatiently } from '../store/rename-patiently.ts';
import { exists } from './exists.ts';
import { stopIfCancelled, systemErrorCode, withFileErrors } from './file-errors.ts';
import { leaveTemporaryFolder, makeTemporaryFolder, sweepTemporaryFolders } from './temporary-folder.ts';

/** Flushes a file or folder to the disk. Windows cannot open folders for that and needs no such step. */
export async function flush(path: string): Promise<void> {
  const isFolder = (await stat(path)).isDirectory();
  if (isFolder && process.platform === 'win32') return;
  const handle = await open(path, isFolder || process.platform !== 'win32' ? 'r' : 'r+');
  try {
    await handle.sync();
  } catch (error) {
    // Some network and FUSE file systems know no fsync of folders.
    if (!isFolder || !['EINVAL', 'ENOTSUP', 'ENOSYS', 'EBADF'].includes(systemErrorCode(error) ?? ''))
      throw error;
  } finally {
    await handle.close();
  }
}

/** Flushes every file and folder below `folder`, and the folder itself. */
export async function flushTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await flushTree(path);
    else await flush(path);
  }
  await flush(folder);
}

/** POSIX renames a file over another, and a folder over an empty one, in silence. */
async function renameNew(from: string, to: string): Promise<void> {
  await renamePatiently(from, to, async () => {
    if (await exists(to)) throw new DossierError('targetExists', { path: to });
  });
}

/** Below a read-only folder, a recursive mkdir says ENOENT: the nearest folder that is there tells the truth. */
async function refuseReadOnly(path: string): Promise<void> {
  let folder = resolve(path);
  while (dirname(folder) !== folder && !(await exists(folder))) folder = dirname(folder);
  await access(folder, constants.W_OK);
}

export interface TargetFolder {
  path: string;
  /** After a failure: removes the folders that were made for the results, as far as they are empty. */
  discard(): Promise<void>;
}

async function removeEmptyFolders(deepest: string, first: string): Promise<void> {
  for (let folder = resolve(deepest); ; folder = dirname(folder)) {
    const gone = await rmdir(folder).then(
      () => true,
      () => false,
    );
    if (!gone || folder === resolve(first)) return;
  }
}

/** The folder that results go to: made if it is not there. */
export async function prepareTargetFolder(path: string): Promise<TargetFolder> {
  return withFileErrors(path, async () => {
    let made: string | undefined;
    try {
      made = await mkdir(path, { recursive: true });
    } catch (error) {
      if (systemErrorCode(error) === 'EEXIST') throw new DossierError('targetNotFolder', { path });
      if (systemErrorCode(error) === 'ENOENT') await refuseReadOnly(path);
      throw error;
    }
    const discard = async () => {
      if (made !== undefined) await removeEmptyFolders(path, made);
    };
    return { path: await realpath(path), discard };
  });
}

/**
 * Lets `work` fill a hidden temporary folder inside `parent`, then moves what it names to its final
 * names in `parent`: all of it or nothing. Whatever goes wrong, nothing stays behind.
 *
 * @param work gives back the names (inside the temporary folder, and final) in the order of moving
 * @throws targetExists, notAllowed, diskFull, deviceFailed, cancelled, and what `work` throws
 */
export async function publish<T>(
  parent: string,
  work: (temporary: string) => Promise<{ names: string[]; result: T }>,
  signal?: AbortSignal,
): Promise<T> {
  return withFileErrors(parent, async () => {
    await sweepTemporaryFolders(parent);
    const temporary = await makeTemporaryFolder(parent);
    const moved: string[] = [];
    try {
      const { names, result } = await work(temporary);
      for (const name of names) {
        if (await exists(join(parent, name)))
          throw new DossierError('targetExists', { path: join(parent, name) });
      }
      stopIfCancelled(signal);
      for (const name of names) {
        await renameNew(join(temporary, name), join(parent, name));
        moved.push(name);
      }
      await flush(parent);
      return result;
    } catch (error) {
      for (const name of moved) await rename(join(parent, name), join(temporary, name));
      throw error;
    } finally {
      await leaveTemporaryFolder(temporary);
    }
  });
}

import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { DossierError } from '../../shared/errors.ts';
import { stopIfCancelled, withFileErrors } from '../package/file-errors.ts';
import { exists, flush, prepareTargetFolder } from '../package/publish.ts';
import {
  makeTemporaryFolder,
  removeTemporaryFolder,
  sweepTemporaryFolders,
} from '../package/temporary-folder.ts';
import { renamePatiently } from '../store/rename-patiently.ts';

export interface MadePaper {
  name: string;
  bytes: Uint8Array;
}

/** A new file, flushed to the disk. */
export async function writeNewFile(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Moves the files in, the old ones aside; whatever goes wrong, the old ones are back in their places. */
async function moveIn(temporary: string, folder: string, names: readonly string[]): Promise<void> {
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const name of names) {
      const [target, old] = [join(folder, name), join(temporary, `old-${name}`)];
      if (await exists(target)) {
        await renamePatiently(target, old);
        undo.unshift(() => rename(old, target));
      }
      await renamePatiently(join(temporary, name), target);
      undo.unshift(() => rename(target, join(temporary, name)));
    }
  } catch (error) {
    for (const step of undo) await step();
    throw error;
  }
}

/**
 * Writes files into a folder, which is made if it is not there: all of them or none, under temporary names until each
 * is on the disk.
 *
 * @returns their names, in their order
 * @throws targetExists, diskFull, notAllowed, deviceFailed, cancelled
 */
export async function publishPapers(
  folder: string,
  papers: readonly MadePaper[],
  replace: boolean,
  signal?: AbortSignal,
): Promise<string[]> {
  const target = await prepareTargetFolder(folder);
  const names = papers.map(({ name }) => name);
  try {
    await withFileErrors(target.path, async () => {
      for (const name of replace ? [] : names)
        if (await exists(join(target.path, name)))
          throw new DossierError('targetExists', { path: join(target.path, name) });
      await sweepTemporaryFolders(target.path);
      const temporary = await makeTemporaryFolder(target.path);
      try {
        for (const { name, bytes } of papers) await writeNewFile(join(temporary, name), bytes);
        stopIfCancelled(signal);
        await moveIn(temporary, target.path, names);
        await flush(target.path);
      } finally {
        await removeTemporaryFolder(temporary);
      }
    });
  } catch (error) {
    await target.discard();
    throw error;
  }
  return names;
}

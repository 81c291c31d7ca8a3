import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { DossierError } from '../../shared/errors.ts';
import { endExchange, placeToGiveWay } from '../package/exchange.ts';
import { stopIfCancelled, withFileErrors } from '../package/file-errors.ts';
import { exists, flush, prepareTargetFolder } from '../package/publish.ts';
import {
  leaveTemporaryFolder,
  makeTemporaryFolder,
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

/**
 * Moves files and folders from a temporary folder to their places, what lies there aside into it. Whatever goes wrong, all
 * is back where it was.
 *
 * @param names of what is moved in
 * @param aside names in `folder` that give way, moved in again or not
 */
export async function moveIn(
  temporary: string,
  folder: string,
  names: readonly string[],
  aside: readonly string[],
): Promise<void> {
  const undo: (() => Promise<void>)[] = [];
  const move = async (from: string, to: string) => {
    await renamePatiently(from, to);
    undo.unshift(() => rename(to, from));
  };
  try {
    for (const name of aside) await move(join(folder, name), await placeToGiveWay(temporary, name));
    for (const name of names) {
      if (await exists(join(folder, name)))
        throw new DossierError('targetExists', { path: join(folder, name) });
      await move(join(temporary, name), join(folder, name));
    }
    await endExchange(temporary);
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
      const there: string[] = [];
      for (const name of names) if (await exists(join(target.path, name))) there.push(name);
      const [first] = there;
      if (first !== undefined && !replace)
        throw new DossierError('targetExists', { path: join(target.path, first) });
      await sweepTemporaryFolders(target.path);
      const temporary = await makeTemporaryFolder(target.path);
      try {
        for (const { name, bytes } of papers) await writeNewFile(join(temporary, name), bytes);
        stopIfCancelled(signal);
        await moveIn(temporary, target.path, names, there);
        await flush(target.path);
      } finally {
        await leaveTemporaryFolder(temporary);
      }
    });
  } catch (error) {
    await target.discard();
    throw error;
  }
  return names;
}

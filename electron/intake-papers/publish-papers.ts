import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { DossierError } from '../../shared/errors.ts';
import { putInOrder } from '../delivery/replace-folder.ts';
import { exchange } from '../package/exchange.ts';
import { exists } from '../package/exists.ts';
import { stopIfCancelled, withFileErrors } from '../package/file-errors.ts';
import { flush, prepareTargetFolder } from '../package/publish.ts';
import { leaveTemporaryFolder, makeTemporaryFolder } from '../package/temporary-folder.ts';

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
      // Before anything is looked at: it may bring back what an earlier run had moved aside.
      await putInOrder(target.path);
      const there: string[] = [];
      for (const name of names) if (await exists(join(target.path, name))) there.push(name);
      const [first] = there;
      if (first !== undefined && !replace)
        throw new DossierError('targetExists', { path: join(target.path, first) });
      const temporary = await makeTemporaryFolder(target.path);
      try {
        for (const { name, bytes } of papers) await writeNewFile(join(temporary, name), bytes);
        stopIfCancelled(signal);
        await exchange(temporary, names, there);
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

import { open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { renamePatiently } from '../store/rename-patiently.ts';
import { withFileErrors } from './file-errors.ts';
import { flush } from './publish.ts';
import { leaveTemporaryFolder, makeTemporaryFolder, sweepTemporaryFolders } from './temporary-folder.ts';

/**
 * Writes a file whole or not at all; a file that is there gives way.
 *
 * @param target absolute path
 * @throws notAllowed, diskFull, deviceFailed
 */
export async function writeWholeFile(target: string, bytes: Uint8Array): Promise<void> {
  await withFileErrors(target, async () => {
    await sweepTemporaryFolders(dirname(target));
    const folder = await makeTemporaryFolder(dirname(target));
    try {
      const written = join(folder, basename(target));
      const file = await open(written, 'wx');
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await renamePatiently(written, target);
      await flush(dirname(target));
    } finally {
      await leaveTemporaryFolder(folder);
    }
  });
}

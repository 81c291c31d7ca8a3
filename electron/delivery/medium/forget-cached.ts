import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { stopIfCancelled } from '../../package/file-errors.ts';

/**
 * Asks Linux to drop what it holds of flushed files in memory, so that what is read next comes from the medium. Node
 * has no posix_fadvise; coreutils' `dd` asks for it in our stead (“dd invocation”, nocache: “Drop cache for whole
 * file”). Where there is no such `dd`, or another system, nothing happens: what is read back is compared all the same.
 *
 * @param files absolute paths
 * @throws cancelled
 */
export async function forgetCached(files: readonly string[], signal?: AbortSignal): Promise<void> {
  if (process.platform !== 'linux') return;
  for (const file of files) {
    stopIfCancelled(signal);
    try {
      await promisify(execFile)('dd', [`if=${file}`, 'iflag=nocache', 'count=0', 'status=none'], {
        timeout: 5_000,
      });
    } catch {
      return;
    }
  }
}

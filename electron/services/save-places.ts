import { existsSync } from 'node:fs';
import { splitExtension } from '../package/names.ts';
import type { Store } from '../store/store.ts';

/** A folder that is still there; of an unplugged disk a dialog would complain. */
export function lastFolder(store: Store): { startIn?: string } {
  const folder = store.settings.get('lastExportFolder');
  return folder !== undefined && existsSync(folder) ? { startIn: folder } : {};
}

/**
 * Some desktops' dialogs let a name without its extension through, and then have not asked about the
 * file that the extension makes it.
 */
export function withExtension(path: string, extension: string): string {
  if (splitExtension(path).extension.toLowerCase() === extension) return path;
  for (let number = 1; ; number += 1) {
    const target = `${path}${number === 1 ? '' : ` (${number})`}${extension}`;
    if (!existsSync(target)) return target;
  }
}

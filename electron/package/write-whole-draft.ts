import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { renamePatiently } from '../store/rename-patiently.ts';
import type { ArchiveSink } from './archive-writer.ts';
import type { OpenDraft } from './draft-file.ts';
import { stopIfCancelled, withFileErrors } from './file-errors.ts';
import { flush } from './publish.ts';
import { writeDraftFile } from './save-draft.ts';
import { leaveTemporaryFolder, makeTemporaryFolder, sweepTemporaryFolders } from './temporary-folder.ts';

/**
 * Writes a draft with its files as a `.dossier`, whole or not at all; a file that is there gives way.
 *
 * @param target absolute path of the file
 * @param sink where the bytes go, where that is no plain file
 * @throws notAllowed, diskFull, deviceFailed, cancelled, and what the sink throws
 */
export async function writeWholeDraft(
  { draft, form, filePath }: Pick<OpenDraft, 'draft' | 'form' | 'filePath'>,
  target: string,
  signal?: AbortSignal,
  sink?: ArchiveSink,
): Promise<void> {
  const fileOf = (path: string) => {
    const place = filePath(path);
    return existsSync(place) ? place : undefined;
  };
  await withFileErrors(target, async () => {
    await sweepTemporaryFolders(dirname(target));
    const folder = await makeTemporaryFolder(dirname(target));
    try {
      const written = join(folder, basename(target));
      await writeDraftFile(written, form, draft, fileOf, signal, sink);
      stopIfCancelled(signal);
      await renamePatiently(written, target);
      await flush(dirname(target));
    } finally {
      await leaveTemporaryFolder(folder);
    }
  });
}

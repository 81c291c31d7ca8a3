import { statSync } from 'node:fs';
import type { BackupContents, BackupReader } from '../store/backup-file.ts';

/** Backups are never written again under their name: what one held is known as long as the file is the same. */
export function rememberingReader(read: BackupReader): BackupReader {
  const known = new Map<string, BackupContents>();
  return async (path, id) => {
    const found = statSync(path, { throwIfNoEntry: false, bigint: true });
    const key = `${path} ${found?.ino} ${found?.size} ${found?.mtimeNs}`;
    const contents = known.get(key) ?? (await read(path, id));
    known.set(key, contents);
    return contents;
  };
}

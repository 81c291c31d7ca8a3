import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DAY } from './clock.ts';
import { namesIn } from './names-in.ts';
import type { StoreContext } from './store-context.ts';
import { placeOfFile } from './stored-files.ts';

/** A file that nobody names yet may be about to be named; it is left alone for this long. */
const GRACE = DAY;

/** What clearing away came to. */
export interface ClearedFiles {
  count: number;
  bytes: number;
}

/** Contents on the disk that the database does not know: a crash between the two left them. */
function orphans(context: StoreContext): string[] {
  const known = context.database.prepare('SELECT 1 FROM files WHERE sha256 = ?');
  return namesIn(context.folder.files)
    .filter((name) => /^[0-9a-f]{2}$/.test(name))
    .flatMap((name) => namesIn(join(context.folder.files, name)))
    .filter((name) => /^[0-9a-f]{64}$/.test(name) && known.get(name) === undefined);
}

/**
 * Deletes the files that no draft (also in the bin), no history and no backup names.
 * Nothing is awaited in here: no file can be taken in between the look and the deletion.
 *
 * @param inBackups hashes that backups name; a backup without its files would restore to holes
 */
export function clearUnusedFiles(context: StoreContext, inBackups: ReadonlySet<string>): ClearedFiles {
  const now = context.clock().getTime();
  const rows = context.write(() => {
    const unused = context.database
      .prepare<[string], string>(
        `SELECT sha256 FROM files WHERE added_at < ? AND sha256 NOT IN (SELECT sha256 FROM change_files)`,
      )
      .pluck()
      .all(new Date(now - GRACE).toISOString())
      .map(String)
      .filter((sha256) => !inBackups.has(sha256));
    const remove = context.database.prepare('DELETE FROM files WHERE sha256 = ?');
    for (const sha256 of unused) remove.run(sha256);
    return unused;
  });
  const named = context.database.prepare('SELECT 1 FROM change_files WHERE sha256 = ?');
  const lost = orphans(context).filter(
    (sha256) => !rows.includes(sha256) && !inBackups.has(sha256) && named.get(sha256) === undefined,
  );
  let bytes = 0;
  let count = 0;
  for (const sha256 of [...rows, ...lost]) {
    const path = placeOfFile(context.folder.files, sha256);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) continue;
    if (!rows.includes(sha256) && now - found.mtimeMs < GRACE) continue;
    rmSync(path, { force: true });
    bytes += found.size;
    count += 1;
  }
  return { count, bytes };
}

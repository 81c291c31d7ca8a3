import { join } from 'node:path';

/**
 * Where everything lies in the data folder. The database has a folder of its own, so that a damaged
 * one is put aside with its write-ahead log by a single rename: a log left behind would be played
 * into the next database of that name.
 */
export interface DataFolder {
  root: string;
  databaseFolder: string;
  database: string;
  files: string;
  /** Files that are being taken in; whatever lies here at start was never finished. */
  incoming: string;
  backups: string;
  /** The copy of a backup that is about to take the database's place; whatever lies here at start never did. */
  restoring: string;
  /** What a district took in, a folder a batch. */
  intake: string;
}

export function dataFolder(root: string): DataFolder {
  const databaseFolder = join(root, 'store');
  const files = join(root, 'files');
  return {
    root,
    databaseFolder,
    database: join(databaseFolder, 'dossier.sqlite3'),
    files,
    incoming: join(files, 'incoming'),
    backups: join(root, 'backups'),
    restoring: join(root, 'restoring.sqlite3'),
    intake: join(root, 'intake'),
  };
}

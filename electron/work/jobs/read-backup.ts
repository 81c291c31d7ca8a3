import { type BackupContents, readBackup as read } from '../../store/backup-file.ts';
import type { Job } from '../job.ts';

/** Reads and checks a backup of the database; the file alone, never the store. */
export const readBackup: Job<{ path: string; id: string }, BackupContents, never> = ({ path, id }) =>
  read(path, id);

import { type CopiedBackup, copyBackup as copy, type SecondCopyInput } from '../../store/second-copy.ts';
import type { DoneOfTotal, Job } from '../job.ts';

/** Copies a backup and its files to the place of the second copy. @throws what `copyBackup` throws */
export const copyBackup: Job<SecondCopyInput, CopiedBackup, DoneOfTotal> = (input, { signal, progress }) =>
  copy(input, (done, total) => progress({ done, total }), signal);

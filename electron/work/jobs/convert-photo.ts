import { convertHeic } from '../../evidence/heic.ts';
import type { Job } from '../job.ts';

/** Writes a HEIC photo as JPEG; the library that reads it needs much memory and is not ours. */
export const convertPhoto: Job<{ source: string; target: string; name: string }, void, never> = (
  { source, target, name },
  { signal },
) => convertHeic(source, target, name, signal);

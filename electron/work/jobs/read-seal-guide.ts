import type { SealGuide } from '../../package/seal-guide.ts';
import { readSealGuide as read } from '../../sealing/package-places.ts';
import type { DoneOfTotal, Job } from '../job.ts';

/** Where a package that was exported before is sealed and signed. @throws what `readSealGuide` throws */
export const readSealGuide: Job<{ path: string }, SealGuide, DoneOfTotal> = (
  { path },
  { signal, progress },
) => read(path, (done, total) => progress({ done, total }), signal);

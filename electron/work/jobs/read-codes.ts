import { DossierError, hasCode } from '../../../shared/errors.ts';
import { gatherCodes, type ReadCodes, readPageCodes } from '../../sealing/read-page-codes.ts';
import type { DoneOfTotal, Job } from '../job.ts';

/**
 * The codes on a photograph or a scan.
 *
 * @throws what `readPageCodes` throws; a refused file by the name that the person knows
 */
export const readCodes: Job<{ path: string; name: string }, ReadCodes, DoneOfTotal> = async (
  { path, name },
  { signal, progress },
) => {
  try {
    return gatherCodes(await readPageCodes(path, (done, total) => progress({ done, total }), signal));
  } catch (error) {
    if (!hasCode(error, 'fileRefused')) throw error;
    throw new DossierError('fileRefused', { ...error.data, name });
  }
};

import type { Work } from '../work/work.ts';
import type { Inspect } from './stored-facts.ts';

/** Reads files of the store in the work process, so that no file from outside can stop the window or break the program. */
export function inspectApart(work: Pick<Work, 'runJob'>): Inspect {
  return async (place, signal) => {
    const [found] = await work.runJob('inspectFiles', { files: [{ path: '', place }] }, { signal });
    if (found === undefined) throw new Error('the work process gave no facts');
    const { path: _place, ...facts } = found;
    return facts;
  };
}

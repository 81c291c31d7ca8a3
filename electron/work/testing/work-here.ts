import { JOBS } from '../jobs.ts';
import type { Work } from '../work.ts';

/** The jobs themselves, in the process of the test. */
export const workHere: Pick<Work, 'runJob' | 'warm' | 'noting'> = {
  warm(name) {
    void JOBS[name].load();
  },
  noting: (_places, work) => work(),
  async runJob(name, input, options = {}) {
    const job: unknown = await JOBS[name].load();
    if (typeof job !== 'function') throw new Error(`${name} is no job`);
    return job(input, {
      signal: options.signal ?? new AbortController().signal,
      progress: options.onProgress ?? (() => undefined),
    });
  },
};

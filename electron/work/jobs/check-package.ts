import { type Examined, examinePackage } from '../../package/examine-package.ts';
import type { Job } from '../job.ts';

/** Reads a package back. @throws what `examinePackage` throws */
export const checkPackage: Job<{ path: string; name: string }, Examined, { done: number; total: number }> = (
  { path, name },
  { signal, progress },
) => {
  let last = 0;
  const calmly = (done: number, total: number) => {
    const percent = Math.floor((100 * done) / Math.max(1, total));
    if (percent === last) return;
    last = percent;
    progress({ done, total });
  };
  return examinePackage(path, name, calmly, signal);
};

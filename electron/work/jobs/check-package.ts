import { type Examined, examinePackage } from '../../package/examine-package.ts';
import type { Job } from '../job.ts';

/** How far: each file is compared with the manifest, then the documents with the draft. */
export interface CheckReport {
  stage: '核对文件' | '核对内容';
  done: number;
  total: number;
}

/** Reads a package back. @throws what `examinePackage` throws */
export const checkPackage: Job<{ path: string; name: string }, Examined, CheckReport> = (
  { path, name },
  { signal, progress },
) => {
  let last = '';
  const calmly = (stage: CheckReport['stage']) => (done: number, total: number) => {
    const now = `${stage} ${Math.floor((100 * done) / Math.max(1, total))}`;
    if (now === last) return;
    last = now;
    progress({ stage, done, total });
  };
  return examinePackage(path, name, calmly('核对文件'), signal, calmly('核对内容'));
};

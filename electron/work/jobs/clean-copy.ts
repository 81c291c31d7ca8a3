import {
  type CleanedCopy,
  type CleanedCopyOptions,
  writeCleanedCopy as write,
} from '../../cleaned-copy/write-cleaned-copy.ts';
import { type DescribedDraft, openDescribed } from '../../package/described-draft.ts';
import type { StageReport } from '../../package/stages.ts';
import { calmly } from '../calm-progress.ts';
import type { Job } from '../job.ts';

type CopyInput = { draft: DescribedDraft } & Omit<CleanedCopyOptions, 'report' | 'signal'>;

/** A copy for others, or nothing. @throws what `writeCleanedCopy` throws */
export const writeCleanedCopy: Job<CopyInput, CleanedCopy, StageReport> = (
  { draft, ...options },
  { signal, progress },
) => write(openDescribed(draft), { ...options, report: calmly(progress), signal });

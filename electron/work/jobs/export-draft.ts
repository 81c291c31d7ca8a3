import { type DescribedDraft, openDescribed } from '../../package/described-draft.ts';
import { type ExportOptions, type ExportResult, exportOpenDraft } from '../../package/export-package.ts';
import type { StageReport } from '../../package/stages.ts';
import { calmly } from '../calm-progress.ts';
import type { Job } from '../job.ts';

type ExportJobInput = { draft: DescribedDraft } & Omit<ExportOptions, 'report' | 'signal'>;

/** A whole package, or nothing. @throws what `exportOpenDraft` throws */
export const exportDraft: Job<ExportJobInput, ExportResult, StageReport> = (
  { draft, ...options },
  { signal, progress },
) => exportOpenDraft(openDescribed(draft), { ...options, report: calmly(progress), signal });

import { type DescribedDraft, openDescribed } from '../../package/described-draft.ts';
import { type ExportOptions, type ExportResult, exportOpenDraft } from '../../package/export-package.ts';
import type { StageReport } from '../../package/stages.ts';
import type { Job } from '../job.ts';

type ExportJobInput = { draft: DescribedDraft } & Omit<ExportOptions, 'report' | 'signal'>;

/** Reports of one stage that follow each other faster are left out. Milliseconds. */
const PAUSE = 100;

/** Passes on what a person can follow. */
function calmly(progress: (stage: StageReport) => void): (stage: StageReport) => void {
  let last: { stage: string; at: number } | undefined;
  return (report) => {
    const now = Date.now();
    if (last !== undefined && last.stage === report.stage && now - last.at < PAUSE) return;
    last = { stage: report.stage, at: now };
    progress(report);
  };
}

/** A whole package, or nothing. @throws what `exportOpenDraft` throws */
export const exportDraft: Job<ExportJobInput, ExportResult, StageReport> = (
  { draft, ...options },
  { signal, progress },
) => exportOpenDraft(openDescribed(draft), { ...options, report: calmly(progress), signal });

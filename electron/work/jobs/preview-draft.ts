import type { DescribedDraft } from '../../package/described-draft.ts';
import { openDescribed } from '../../package/described-draft.ts';
import type { StageReport } from '../../package/stages.ts';
import { type Preview, type PreviewOptions, writePreview } from '../../package/write-preview.ts';
import type { Job } from '../job.ts';

type PreviewInput = { draft: DescribedDraft } & Pick<PreviewOptions, 'facts' | 'today' | 'target'>;

/** The PDF of a draft as it stands. @throws what `writePreview` throws */
export const previewDraft: Job<PreviewInput, Preview, StageReport> = (
  { draft, ...options },
  { signal, progress },
) => writePreview(openDescribed(draft), { ...options, report: progress, signal });

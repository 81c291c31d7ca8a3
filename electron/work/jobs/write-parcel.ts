import {
  type ParcelInput,
  type ParcelResult,
  writeParcel as writeOne,
} from '../../intake-papers/write-parcel.ts';
import type { StageReport } from '../../package/stages.ts';
import { calmly } from '../calm-progress.ts';
import type { Job } from '../job.ts';

/** All that a district sends to the city, as a folder, and as a zip and mails where they are wished for. */
export const writeParcel: Job<Omit<ParcelInput, 'report' | 'signal'>, ParcelResult, StageReport> = (
  input,
  { signal, progress },
) => writeOne({ ...input, report: calmly(progress), signal });

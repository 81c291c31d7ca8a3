import {
  type KnownSealing,
  planSealing as plan,
  type SealingInput,
  type SealingPlan,
  type SealingReport,
} from '../../sealing/plan-sealing.ts';
import { type SealOptions, type SealResult, sealPackage as seal } from '../../sealing/seal-package.ts';
import type { Job } from '../job.ts';

/** Where the pages of some scans would go. @throws what `planSealing` throws */
export const planSealing: Job<
  Omit<SealingInput, 'report' | 'signal'>,
  { plan: SealingPlan; known: KnownSealing },
  SealingReport
> = (input, { signal, progress }) => plan({ ...input, report: progress, signal });

/** A sealed package, or nothing. @throws what `sealPackage` throws */
export const sealPackage: Job<Omit<SealOptions, 'report' | 'signal'>, SealResult, SealingReport> = (
  options,
  { signal, progress },
) => seal({ ...options, report: progress, signal });

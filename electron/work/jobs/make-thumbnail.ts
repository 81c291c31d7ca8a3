import { writeThumbnail } from '../../evidence/thumbnail.ts';
import type { Job } from '../job.ts';

/** Writes a small picture of a picture. */
export const makeThumbnail: Job<{ source: string; target: string; edge?: number }, void, never> = ({
  source,
  target,
  edge,
}) => writeThumbnail(source, target, edge);

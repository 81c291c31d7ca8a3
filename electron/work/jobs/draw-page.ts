import { drawShownPage } from '../../package/shown-page.ts';
import type { Job } from '../job.ts';

/** A page of a PDF, from 1, as a JPEG picture. @throws as `drawShownPage` */
export const drawPage: Job<{ path: string; page: number }, Uint8Array, never> = (
  { path, page },
  { signal },
) => drawShownPage(path, page, signal);

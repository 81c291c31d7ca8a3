import {
  type TakeInInput,
  type TakeInReport,
  type TakeInResult,
  takePackagesIn as takeIn,
} from '../../intake/take-packages-in.ts';
import type { Job } from '../job.ts';

/** Reports of bytes that follow each other faster are left out. Milliseconds. */
const PAUSE = 100;

/** Passes on what a person can follow; what was taken always. */
function calmly(progress: (report: TakeInReport) => void): (report: TakeInReport) => void {
  let last = { number: 0, at: 0 };
  return (report) => {
    if (report.kind === 'reading') {
      const now = Date.now();
      if (report.number === last.number && now - last.at < PAUSE) return;
      last = { number: report.number, at: now };
    }
    progress(report);
  };
}

export const takePackagesIn: Job<TakeInInput, TakeInResult, TakeInReport> = (input, { signal, progress }) =>
  takeIn(input, calmly(progress), signal);

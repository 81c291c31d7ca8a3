import type { StageReport } from '../package/stages.ts';

/** Reports of one stage that follow each other faster are left out. Milliseconds. */
const PAUSE = 100;

/** Passes on what a person can follow. */
export function calmly(progress: (stage: StageReport) => void): (stage: StageReport) => void {
  let last: { stage: string; at: number } | undefined;
  return (report) => {
    const now = Date.now();
    if (last !== undefined && last.stage === report.stage && now - last.at < PAUSE) return;
    last = { stage: report.stage, at: now };
    progress(report);
  };
}

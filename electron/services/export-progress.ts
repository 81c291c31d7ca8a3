import type { EventPayload } from '../../shared/contract.ts';
import type { StageReport } from '../package/stages.ts';

/** Before this much is done there is nothing to estimate from. Milliseconds and per cent. */
const LEAST_TIME = 2_000;
const LEAST_PERCENT = 10;

/** As precise as the estimate can be: seconds near the end, steps of five and ten before. */
function roundedSeconds(seconds: number): number {
  const step = seconds < 10 ? 1 : seconds < 60 ? 5 : 10;
  return Math.ceil(seconds / step) * step;
}

/** What the window is told of running work: the percentage never goes back, and the time that is left. */
export class ExportProgress {
  readonly #now: () => number;
  #begun: number | undefined;
  #percent = 0;

  /** @param now milliseconds of a clock that only goes forward */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** @param report its stage in the words of the screens, of whatever work */
  next(report: Omit<StageReport, 'stage'> & { stage: string }): Omit<EventPayload<'exportStage'>, 'workId'> {
    this.#begun ??= this.#now();
    this.#percent = Math.max(this.#percent, report.percent);
    return {
      stage: report.stage,
      percent: this.#percent,
      done: report.done ?? null,
      total: report.total ?? null,
      remainingSeconds: this.#remaining(this.#now() - this.#begun),
    };
  }

  #remaining(elapsed: number): number | null {
    if (elapsed < LEAST_TIME || this.#percent < LEAST_PERCENT) return null;
    return roundedSeconds(((elapsed / this.#percent) * (100 - this.#percent)) / 1_000);
  }
}

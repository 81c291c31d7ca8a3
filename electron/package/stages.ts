import type { Progress } from '../book/book.ts';

/** The stages of an export, in order and in the words of the screens (ui.md, Preview and export), with their share of the whole. */
const STAGES = [
  { name: '整理内容', share: 10 },
  { name: '检查', share: 4 },
  { name: '生成 Word', share: 10 },
  { name: '生成 PDF', share: 22 },
  { name: '合并材料', share: 22 },
  { name: '回读核对', share: 20 },
  { name: '写入', share: 12 },
] as const;
export type StageName = (typeof STAGES)[number]['name'];

/** Where an export is: `percent` of the whole, and `done` of `total` in the stage's own units. */
export interface StageReport {
  stage: StageName;
  percent: number;
  done?: number;
  total?: number;
}

/** Turns the progress of single steps into that of the whole. */
export class StageReporter {
  readonly #report: (report: StageReport) => void;
  #current: StageName | undefined;

  constructor(report: (report: StageReport) => void) {
    this.#report = report;
  }

  /** Begins a stage, or goes on with it; what it gives back takes the stage's own progress. */
  begin(stage: StageName): Progress {
    const before = STAGES.slice(
      0,
      STAGES.findIndex(({ name }) => name === stage),
    ).reduce((sum, { share }) => sum + share, 0);
    const share = STAGES.find(({ name }) => name === stage)?.share ?? 0;
    if (this.#current !== stage) this.#report({ stage, percent: before });
    this.#current = stage;
    return (done, total) => {
      const part = total > 0 ? Math.min(1, done / total) : 1;
      this.#report({ stage, percent: Math.floor(before + share * part), done, total });
    };
  }
}

/** “合并材料 38/120 页　62%”. */
export function describeStage({ stage, percent, done, total }: StageReport): string {
  const unit = stage === '合并材料' ? ' 页' : '';
  const count = done === undefined || total === undefined ? '' : ` ${done}/${total}${unit}`;
  return `${stage}${count}　${percent}%`;
}

import type { Progress } from '../book/book.ts';

/** The stages of an export, in order and in the words of the screens (ui.md, Preview and export), with their share of the time that the examples take, alone and with 100 scanned pages. Per cent. */
const STAGES = [
  { name: '整理内容', share: 10 },
  { name: '检查', share: 2 },
  { name: '生成 Word', share: 8 },
  { name: '生成 PDF', share: 10 },
  { name: '合并材料', share: 36 },
  { name: '回读核对', share: 14 },
  { name: '写入', share: 20 },
] as const;
/** A package written to a medium; the second stage reads what the first wrote. */
export const MEDIUM_STAGES = [
  { name: '复制文件', share: 65 },
  { name: '回读核对', share: 30 },
  { name: '完成写入', share: 5 },
] as const;

/** A package as mail parts. */
export const MAIL_STAGES = [
  { name: '核对申报包', share: 20 },
  { name: '生成邮件', share: 50 },
  { name: '回读核对', share: 25 },
  { name: '完成写入', share: 5 },
] as const;

/** The city's parcel; without a zip or mails their shares pass at once. */
export const PARCEL_STAGES = [
  { name: '整理内容', share: 10 },
  { name: '复制文件', share: 35 },
  { name: '回读核对', share: 15 },
  { name: '生成压缩包', share: 15 },
  { name: '生成邮件', share: 20 },
  { name: '完成写入', share: 5 },
] as const;

/** A copy for others: drawing the evidence takes most of the time. */
export const COPY_STAGES = [
  { name: '整理内容', share: 10 },
  { name: '生成 Word', share: 15 },
  { name: '生成 PDF', share: 15 },
  { name: '清理材料', share: 55 },
  { name: '写入', share: 5 },
] as const;

export type StageName = (
  | typeof STAGES
  | typeof MEDIUM_STAGES
  | typeof MAIL_STAGES
  | typeof PARCEL_STAGES
  | typeof COPY_STAGES
)[number]['name'];

/** A preview is the first part of an export: nothing is joined, read back or handed in. */
export const PREVIEW_STAGES = [
  { name: '整理内容', share: 40 },
  { name: '生成 PDF', share: 60 },
] as const satisfies readonly Stage[];

interface Stage {
  name: StageName;
  /** Per cent of the whole. */
  share: number;
}

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
  readonly #stages: readonly Stage[];
  #current: StageName | undefined;

  /** @param stages of an export, where they are no others */
  constructor(report: (report: StageReport) => void, stages: readonly Stage[] = STAGES) {
    this.#report = report;
    this.#stages = stages;
  }

  /** Begins a stage, or goes on with it; what it gives back takes the stage's own progress. */
  begin(stage: StageName): Progress {
    const before = this.#stages
      .slice(
        0,
        this.#stages.findIndex(({ name }) => name === stage),
      )
      .reduce((sum, { share }) => sum + share, 0);
    const share = this.#stages.find(({ name }) => name === stage)?.share ?? 0;
    if (this.#current !== stage) this.#report({ stage, percent: before });
    this.#current = stage;
    return (done, total) => {
      const part = total > 0 ? Math.min(1, done / total) : 1;
      this.#report({ stage, percent: Math.floor(before + share * part), done, total });
    };
  }
}

/** What a stage counts, where it says so. */
const UNITS: Partial<Record<StageName, string>> = {
  合并材料: ' 页',
  清理材料: ' 页',
  复制文件: ' MB',
  核对申报包: ' MB',
  生成邮件: ' MB',
  生成压缩包: ' MB',
};

/** “合并材料 38/120 页　62%”. */
export function describeStage({ stage, percent, done, total }: StageReport): string {
  const unit = UNITS[stage] ?? '';
  const count = done === undefined || total === undefined ? '' : ` ${done}/${total}${unit}`;
  return `${stage}${count}　${percent}%`;
}

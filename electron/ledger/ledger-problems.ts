import type { LedgerContent } from './ledger-content.ts';

/** Each kind of problem is named this often for each file; then only how many more there are. */
const MOST_OF_A_KIND = 20;
/** As the contract has it. */
const LONGEST_NAME = 300;

/** What a kind of problem is called when the rest of them are counted: “号码缺失：另有 300 处”. */
export type ProblemKind =
  | '文件'
  | '表头'
  | '号码'
  | '日期'
  | '金额'
  | '发票状态'
  | '风险等级'
  | '类别'
  | '公式'
  | '隐藏行'
  | '重复'
  | '明细与合计';

/** What was odd in the ledgers that were read, for the person: where it stands and what it means. */
export class LedgerProblems {
  readonly #list: LedgerContent['problems'] = [];
  readonly #counts = new Map<string, { file: string; kind: ProblemKind; count: number }>();

  /** @param place sheet and row as the person sees them; empty for the file as a whole */
  add(file: string, place: string, kind: ProblemKind, problem: string): void {
    const key = `${kind}\n${file}`;
    const counted = this.#counts.get(key) ?? { file, kind, count: 0 };
    counted.count += 1;
    this.#counts.set(key, counted);
    if (counted.count > MOST_OF_A_KIND) return;
    this.#list.push({ file: file.slice(0, LONGEST_NAME), place: place.slice(0, LONGEST_NAME), problem });
  }

  /** Every problem, and how many are not listed one by one. */
  list(): LedgerContent['problems'] {
    const more = [...this.#counts.values()].flatMap(({ file, kind, count }) =>
      count <= MOST_OF_A_KIND
        ? []
        : [
            {
              file: file.slice(0, LONGEST_NAME),
              place: '',
              problem: `${kind}：另有 ${count - MOST_OF_A_KIND} 处同类情况，没有逐一列出。`,
            },
          ],
    );
    return [...this.#list, ...more];
  }
}

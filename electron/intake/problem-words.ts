import type { DossierError } from '../../shared/errors.ts';
import { describeError, hasCode } from '../../shared/errors.ts';
import { shownEntry } from '../package/archive-entries.ts';

/** What a row may carry of one problem, and how many. */
const LONGEST = 500;
const MOST = 60;

const AGAIN = '请申报单位用申报匣重新导出并报送。';

/** What to do about a difference that reading a package found, by its words. */
function remedyOf(problem: string): string {
  if (problem.includes('多出的文件')) return '请与申报单位核实后移出，或请其重新导出并报送。';
  if (problem.includes('缺少此文件')) return '请核对是否漏拷、漏收邮件；找不到的，请申报单位补报整个申报包。';
  return AGAIN;
}

/** “文件：怎么了。怎么办。” Sentences that carry their remedy already stay as they are. */
export function withRemedy(problem: string): string {
  return problem.endsWith('。') ? problem : `${problem}。${remedyOf(problem)}`;
}

/** Bounded: a package with thousands of files may differ in each. */
export function boundedProblems(problems: readonly string[]): string[] {
  const shown = problems
    .slice(0, MOST)
    .map((each) => (each.length <= LONGEST ? each : `${each.slice(0, LONGEST - 1)}…`.toWellFormed()));
  const more = problems.length - shown.length;
  return more > 0 ? [...shown, `另有 ${more} 处同类问题，没有逐一列出。`] : shown;
}

const HARM = '没有保存其中任何文件。请申报单位用申报匣重新导出；不要打开这份文件。';

/** An archive that would do harm: its entry, and why. */
export function whyRefused(error: DossierError): string {
  if (!hasCode(error, 'archiveUnsafe')) return `${describeError(error)}${HARM}`;
  const { entry, reason } = error.data;
  return `压缩包不安全，已拒收：其中的“${entry}”${reason}。${HARM}`;
}

/** Harm that the names or kinds of a package's own files would do. */
export function whyHarmful(path: string, reason: string): string {
  return `已拒收：其中的“${shownEntry(path)}”${reason}。${HARM}`;
}

export function whyNested(names: readonly string[]): string {
  const shown = names
    .slice(0, 3)
    .map((name) => `“${shownEntry(name)}”`)
    .join('、');
  const all = names.length > 3 ? `${shown}等 ${names.length} 个` : shown;
  return `已拒收：压缩包里还有压缩包（${all}）。没有保存其中任何文件。请先解压这个文件，再选择解压出来的文件夹收取。`;
}

export const whyUnreadable = {
  tooMany: (count: number, most: number) =>
    `压缩包里有 ${count} 份申报包，一个压缩包最多收 ${most} 份。没有保存其中任何文件。请先解压，再分几次选择解压出来的文件夹收取。`,
  noManifest: `没有 manifest.json，不是完整的申报包：可能只拷了一部分，或只解压了部分邮件附件。请补齐后再收取，或${AGAIN}`,
  noZip: `不是有效的 zip 文件，可能没有下载完整，或改了扩展名。请重新下载或复制；仍打不开的，${AGAIN}`,
  noPackage: `压缩包里没有 manifest.json，不是申报包，或申报包不完整。${AGAIN}`,
  partsMissing: ({ numbers, total }: { numbers: readonly number[]; total: number }) =>
    `分 ${total} 封邮件报送，缺少第 ${numbers.slice(0, 10).join('、')} 封${numbers.length > 10 ? `等 ${numbers.length} 封` : ''}的附件。请在邮箱中找到后，与其余附件一起再收取一次；找不到的，请申报单位补发。`,
  /** `detail` in Chinese, without a full stop. */
  byDetail: (detail: string) => `无法读取（${detail}）。${AGAIN}`,
  byError: (error: DossierError): string => {
    const data: object = error.data;
    const detail = 'detail' in data && typeof data.detail === 'string' ? data.detail : '';
    return detail === ''
      ? `无法读取。${describeError(error)}`
      : `无法读取（${detail.replace(/。$/, '')}）。请重新复制或下载；仍读不出的，${AGAIN}`;
  },
};

import type { DossierError } from '../../shared/errors.ts';
import { describeError, hasCode } from '../../shared/errors.ts';
import { PROBLEM_REMEDIES } from '../../shared/intake/problem-remedies.ts';
import { cellText } from '../../shared/intake/summary-table.ts';
import { shownEntry } from '../package/archive-entries.ts';

/** What a row may carry of one problem, and how many. */
const LONGEST = 500;
const MOST = 60;

const { again, againOrCopy, againOrRead, harm, unpack, ...REMEDIES } = PROBLEM_REMEDIES;

/** What to do about a difference that reading a package found, by its words. */
function remedyOf(problem: string): string {
  if (problem.endsWith('内容没有变')) return REMEDIES.rename.officer;
  if (problem.includes('多出的文件')) return REMEDIES.tooMuch.officer;
  if (problem.includes('是空文件')) return REMEDIES.empty.officer;
  if (problem.includes('缺少此文件')) return REMEDIES.missing.officer;
  return again.officer;
}

/** “文件：怎么了。怎么办。” Sentences that carry their remedy already stay as they are. */
export function withRemedy(problem: string): string {
  return problem.endsWith('。') ? problem : `${problem}。${remedyOf(problem)}`;
}

/** Bounded: a package with thousands of files may differ in each. A line each, which no name of a file turns around. */
export function boundedProblems(problems: readonly string[]): string[] {
  const shown = problems
    .slice(0, MOST)
    .map(cellText)
    .map((each) => (each.length <= LONGEST ? each : `${each.slice(0, LONGEST - 1)}…`.toWellFormed()));
  const more = problems.length - shown.length;
  return more > 0 ? [...shown, `另有 ${more} 处同类问题，没有逐一列出。`] : shown;
}

/** An archive that would do harm: its entry, and why. */
export function whyRefused(error: DossierError): string {
  if (!hasCode(error, 'archiveUnsafe')) return `${describeError(error)}${harm.officer}`;
  const { entry, reason } = error.data;
  return `压缩包不安全，已拒收：其中的“${entry}”${reason}。${harm.officer}`;
}

/** A zip with more packages than anybody sends. */
export function whyTooMany(most: number): string {
  return `已拒收：一个压缩包里的申报包超过 ${most} 份。没有保存其中任何文件。${unpack.officer}`;
}

/** Harm that the names or kinds of a package's own files would do. */
export function whyHarmful(path: string, reason: string): string {
  return `已拒收：其中的“${shownEntry(path)}”${reason}。${harm.officer}`;
}

function listed(names: readonly string[]): string {
  const shown = names
    .slice(0, 3)
    .map((name) => `“${shownEntry(name)}”`)
    .join('、');
  return names.length > 3 ? `${shown}等 ${names.length} 个` : shown;
}

export function whyNested(names: readonly string[]): string {
  return `已拒收：压缩包里还有压缩包（${listed(names)}）。没有保存其中任何文件。${unpack.officer}`;
}

/** A zip in which nothing but other archives could hold a package. */
export function whyNestedOnly(names: readonly string[]): string {
  return `压缩包里没有申报包，只有压缩包（${listed(names)}），里面的没有收取。${unpack.officer}`;
}

/** Archives that somebody put into a package's folder. */
export function whyArchivesInside(names: readonly string[]): string {
  return `已拒收：申报包里放进了压缩包（${listed(names)}），不在清单上，里面是什么没有查看。没有保存其中任何文件。${REMEDIES.takeOut.officer}`;
}

export const whyUnreadable = {
  encrypted: `压缩包加了密码，没有收取。${REMEDIES.password.officer}`,
  /** @param kind “RAR” or “7z” */
  otherKind: (kind: string) =>
    `其实是 ${kind} 压缩包，只是扩展名改成了 .zip，不能直接收取。${REMEDIES.otherKind.officer}`,
  /** @param found format version of a manifest that is newer than this program knows */
  newer: (found: number) =>
    `这份申报包是用新版申报匣导出的（格式版本 ${found}），本机的版本读不了。${REMEDIES.update.officer}`,
  noManifest: `没有 manifest.json，不是完整的申报包：可能只拷了一部分，或只解压了部分邮件附件。${REMEDIES.complete.officer}`,
  noZip: `不是有效的 zip 文件，可能没有下载完整，或改了扩展名。${againOrCopy.officer}`,
  noPackage: `压缩包里没有 manifest.json，不是申报包，或申报包不完整。${again.officer}`,
  partsMissing: ({ numbers, total }: { numbers: readonly number[]; total: number }) =>
    `分 ${total} 封邮件报送，缺少第 ${numbers.slice(0, 10).join('、')} 封${numbers.length > 10 ? `等 ${numbers.length} 封` : ''}的附件。${REMEDIES.mails.officer}`,
  /** `detail` in Chinese, without a full stop. */
  byDetail: (detail: string) => `无法读取（${detail}）。${again.officer}`,
  byError: (error: DossierError): string => {
    const data: object = error.data;
    const detail = 'detail' in data && typeof data.detail === 'string' ? data.detail : '';
    if (detail.includes('压缩方式不受支持')) return `无法读取（${detail}）。${REMEDIES.otherKind.officer}`;
    return detail === ''
      ? `无法读取。${describeError(error)}`
      : `无法读取（${detail.replace(/。$/, '')}）。${againOrRead.officer}`;
  },
};

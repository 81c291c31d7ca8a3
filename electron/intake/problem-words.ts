import type { DossierError } from '../../shared/errors.ts';
import { describeError, hasCode } from '../../shared/errors.ts';

/** What a row may carry of one problem, and how many. */
const LONGEST = 500;
const MOST = 60;

const AGAIN = '请申报单位用申报匣重新导出并报送。';

/** What to do about a difference that reading a package found, by its words. */
function remedyOf(problem: string): string {
  if (problem.includes('多出的文件')) return '请与申报单位核实后移出，或请其重新导出并报送。';
  if (problem.includes('是空文件'))
    return '请重新拷贝整个文件夹后再收取；原件也是空的，请申报单位补报整个申报包。';
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
  return `已拒收：其中的“${path.length > 90 ? `${path.slice(0, 60)}…${path.slice(-25)}` : path}”${reason}。${HARM}`.toWellFormed();
}

function listed(names: readonly string[]): string {
  const shown = names
    .slice(0, 3)
    .map((name) => `“${name}”`)
    .join('、');
  return names.length > 3 ? `${shown}等 ${names.length} 个` : shown;
}

export const UNPACK = '请先解压这个文件，再选择解压出来的文件夹收取。';

export function whyNested(names: readonly string[]): string {
  return `已拒收：压缩包里还有压缩包（${listed(names)}）。没有保存其中任何文件。${UNPACK}`;
}

/** A zip in which nothing but other archives could hold a package. */
export function whyNestedOnly(names: readonly string[]): string {
  return `压缩包里没有申报包，只有压缩包（${listed(names)}），里面的没有收取。${UNPACK}`;
}

/** Archives that somebody put into a package's folder. */
export function whyArchivesInside(names: readonly string[]): string {
  return `已拒收：申报包里放进了压缩包（${listed(names)}），不在清单上，里面是什么没有查看。没有保存其中任何文件。请把它从申报包的文件夹中移出，再收取一次；它本身也是申报包的，单独收取。`;
}

export const whyUnreadable = {
  encrypted:
    '压缩包加了密码，没有收取。请向申报单位要来密码，用压缩软件解压，再选择解压出来的文件夹；或请其不加密码重新压缩。',
  /** @param kind “RAR” or “7z” */
  otherKind: (kind: string) =>
    `其实是 ${kind} 压缩包，只是扩展名改成了 .zip，不能直接收取。请用压缩软件解压，再选择解压出来的文件夹。`,
  /** @param found format version of a manifest that is newer than this program knows */
  newer: (found: number) =>
    `这份申报包是用新版申报匣导出的（格式版本 ${found}），本机的版本读不了。申报单位不用重报：请更新本机的申报匣，再收取一次。`,
  noManifest: `没有 manifest.json，不是完整的申报包：可能只拷了一部分，或只解压了部分邮件附件。请补齐后再收取，或${AGAIN}`,
  noZip: `不是有效的 zip 文件，可能没有下载完整，或改了扩展名。请重新下载或复制；仍打不开的，${AGAIN}`,
  noPackage: `压缩包里没有 manifest.json，不是申报包，或申报包不完整。${AGAIN}`,
  partsMissing: ({ numbers, total }: { numbers: readonly number[]; total: number }) =>
    `分 ${total} 封邮件报送，缺少第 ${numbers.join('、')} 封的附件。请在邮箱中找到后，与其余附件一起再收取一次；找不到的，请申报单位补发。`,
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

import { sizeWords } from '../../../shared/text/size-words.ts';
import { LARGEST_LIMIT_MEGABYTES } from './mail-limits.ts';

/** What an applicant can do about it. */
function remedyOf(files: readonly { messageBytes: number }[]): string {
  const needed = Math.ceil(Math.max(0, ...files.map(({ messageBytes }) => messageBytes)) / 1e6);
  const larger =
    needed <= LARGEST_LIMIT_MEGABYTES ? `如果双方邮箱都收发得了 ${needed} MB 的邮件，把上限调大；` : '';
  return `可以这样做：用 U 盘报送；${larger}或把大的扫描件改为 200 dpi 重新扫描（盖章的页用彩色，其余用灰度）、替换后重新导出。`;
}

/**
 * Why no mails were made, and what to do, in Chinese: one file alone is more than a mail may be.
 *
 * @param remedy a sentence; else what an applicant can do
 */
export function describeTooLarge(
  files: readonly { path: string; bytes: number; messageBytes: number }[],
  limitMegabytes: number,
  remedy: string = remedyOf(files),
): string {
  const lines = files.map(
    ({ path, bytes, messageBytes }) =>
      `  ${path}：${sizeWords(bytes)}，作为附件发送时约 ${sizeWords(messageBytes)}`,
  );
  return [
    `有 ${files.length} 个文件放不进一封不超过 ${limitMegabytes} MB 的邮件，没有生成邮件：`,
    ...lines,
    '附件发送时会变大约三分之一；一个文件拆成几段，对方用普通软件合不起来，所以不拆。',
    remedy,
  ].join('\n');
}

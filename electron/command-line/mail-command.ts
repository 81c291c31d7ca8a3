import { join } from 'node:path';
import { sizeWords } from '../../shared/text/size-words.ts';
import {
  LARGEST_LIMIT_MEGABYTES,
  MAIL_LIMIT_MEGABYTES,
  SMALLEST_LIMIT_MEGABYTES,
} from '../delivery/mail/mail-limits.ts';
import { describeTooLarge } from '../delivery/mail/too-large-words.ts';
import type { MailResult } from '../delivery/mail/write-mail.ts';
import { describeStage } from '../package/stages.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { type CommandLine, misused, onlyArgument, readArguments, requiredValue } from './usage.ts';

function limitOf(line: CommandLine): number {
  const given = line.value('limit');
  if (given === undefined) return MAIL_LIMIT_MEGABYTES;
  const limit = /^\d+(\.\d+)?$/.test(given) ? Number(given) : Number.NaN;
  if (!(limit >= SMALLEST_LIMIT_MEGABYTES && limit <= LARGEST_LIMIT_MEGABYTES))
    throw misused(
      `--limit 要写 ${SMALLEST_LIMIT_MEGABYTES} 到 ${LARGEST_LIMIT_MEGABYTES} 之间的数（MB），收到：${given}`,
    );
  return limit;
}

function tell(result: MailResult, limit: number, json: boolean, context: CommandContext): ExitCode {
  if (result.outcome === 'occupied') {
    context.tell(`这里已有这份申报包的邮件，没有覆盖：${result.folder}。要换成新的，请加 --replace。`);
    if (json)
      context.print(JSON.stringify({ folder: null, twinCode: null, mails: [], tooLarge: [] }, null, 2));
    return 1;
  }
  if (result.outcome === 'tooLarge') {
    context.tell(describeTooLarge(result.files, limit));
    if (json)
      context.print(
        JSON.stringify({ folder: null, twinCode: null, mails: [], tooLarge: result.files }, null, 2),
      );
    return 1;
  }
  const { folder, twinCode, mails, incomplete } = result;
  if (incomplete) context.tell('注意：这是标有“草稿”的未完成件，不能作为正式材料报送。');
  context.tell(
    `已完成并核对。对照码 ${twinCode}，共 ${mails.length} 封，没有发送：${mails
      .map(({ zip, draftBytes }) => `\n  ${zip}（邮件 ${sizeWords(draftBytes)}）`)
      .join('')}`,
  );
  const listed = mails.map(({ zip, draft, ...sizes }) => ({
    zip: join(folder, zip),
    draft: join(folder, draft),
    ...sizes,
  }));
  context.print(json ? JSON.stringify({ folder, twinCode, mails: listed, tooLarge: [] }, null, 2) : folder);
  return 0;
}

/** `mail <package> --out <dir> [--limit MB] [--replace] [--json]`: the folder of zips and drafts on stdout. */
export const mailCommand: Command = async (parameters, context) => {
  const line = readArguments(parameters, { out: 'value', limit: 'value', replace: 'switch', json: 'switch' });
  const path = onlyArgument('mail', line, '申报包');
  const limitMegabytes = limitOf(line);
  const outFolder = context.resolve(requiredValue('mail', line, 'out', '文件夹'));
  const { writeMail } = await import('../delivery/mail/write-mail.ts');
  const result = await writeMail({
    packagePath: context.resolve(path),
    outFolder,
    limitMegabytes,
    replace: line.isOn('replace'),
    report: (stage) => context.progress(describeStage(stage)),
    signal: context.signal,
  });
  return tell(result, limitMegabytes, line.isOn('json'), context);
};

import type { Notice } from '../../shared/form/definition.ts';
import type { Batch } from '../../shared/intake/batch.ts';
import type { Entry } from '../../shared/intake/entry.ts';
import { cellText, summaryEntries } from '../../shared/intake/summary-table.ts';
import { sizeWords } from '../../shared/text/size-words.ts';
import { MOST_FILES_NAMED } from '../delivery/mail/mail-limits.ts';
import { sealName } from './paper.ts';

export interface LetterInput {
  notice: Notice;
  batch: Batch;
  entries: readonly Entry[];
  /** The parcel's folder, of so many files and bytes. */
  name: string;
  files: number;
  bytes: number;
}

/** One of the mails that carry the whole parcel. */
export interface LetterPart {
  number: number;
  total: number;
  /** The attachment, its size, and the paths of the files in it. */
  zip: string;
  zipBytes: number;
  files: readonly string[];
}

export function letterSubject({ notice, batch }: LetterInput, part?: LetterPart): string {
  const count = part === undefined || part.total === 1 ? '' : `第${part.number}封/共${part.total}封`;
  const who = cellText(batch.recommender) || cellText(batch.district);
  return `${who} 推荐资料（${notice.number}）${count}`;
}

function counts({ notice, batch, entries }: LetterInput): string {
  return batch.programmes
    .map(
      (programme) => `${notice.forms[programme].shownName} ${summaryEntries(programme, entries).length} 份`,
    )
    .join('，');
}

function partLines({ name }: LetterInput, { number, total, zip, zipBytes, files }: LetterPart): string[] {
  const named = files.slice(0, MOST_FILES_NAMED);
  return [
    `附件：${zip}（${sizeWords(zipBytes)}）${total === 1 ? '' : `，分 ${total} 封邮件，这是第 ${number} 封`}`,
    '',
    '这一封里有：',
    ...named.map((path) => `  ${cellText(path)}`),
    ...(files.length > named.length ? [`  ……另有 ${files.length - named.length} 个文件`] : []),
    '',
    ...(total === 1
      ? [`解压附件，得到文件夹“${name}”，即全部材料。`]
      : [
          `请把 ${total} 封邮件的附件存到同一个位置，逐个选“解压到当前位置”，`,
          `合成一个文件夹“${name}”，即全部材料。附件各自独立，解压次序不限。`,
        ]),
  ];
}

/** The letter's text: with the whole parcel, or with its papers alone, when the files come on a stick or in other mails. */
export function letterText(input: LetterInput, part?: LetterPart): string {
  const { notice, batch, files, bytes } = input;
  return [
    `${notice.issuer}（${notice.contacts.office}）：`,
    '',
    `现报送我单位对${notice.number}的推荐资料电子版。`,
    `推荐：${counts(input)}。`,
    `全部材料：${files} 个文件，${sizeWords(bytes)}`,
    '',
    ...(part === undefined
      ? ['本邮件附推荐意见和汇总表。企业申报资料电子版另以 U 盘或邮件报送，纸质件各一份随寄。']
      : partLines(input, part)),
    '',
    `联系人：${cellText(batch.contactName)}`,
    `联系电话：${cellText(batch.contactPhone)}`,
    sealName(batch),
    '',
  ].join('\r\n');
}

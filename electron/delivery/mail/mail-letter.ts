import { oneLine } from '../../../shared/form/print-answer.ts';
import { sizeWords } from '../../../shared/text/size-words.ts';
import { MOST_FILES_NAMED } from './mail-limits.ts';

/** What a letter tells of the application and of the mail that it is. */
export interface LetterInput {
  applicant: string;
  programmeName: string;
  noticeNumber: string;
  destinationDistrict: string;
  contact: string;
  twinCode: string;
  /** “草稿” stands across its pages. */
  incomplete: boolean;
  /** The package's folder, of so many files and bytes. */
  folder: string;
  files: number;
  bytes: number;
  part: {
    number: number;
    total: number;
    /** The attachment, its size, and the paths of the files in it. */
    zip: string;
    zipBytes: number;
    files: readonly string[];
  };
}

export function letterSubject({ applicant, programmeName, twinCode, incomplete, part }: LetterInput): string {
  const count = part.total === 1 ? '' : `第${part.number}封/共${part.total}封`;
  const mark = incomplete ? '【草稿】' : '';
  return `${mark}${applicant === '' ? '（未填写）' : applicant} ${programmeName}材料（对照码 ${twinCode}）${count}`;
}

function unpackingLines({ folder: name, part }: LetterInput): string[] {
  const folder = oneLine(name);
  if (part.total === 1) return [`解压附件，得到文件夹“${folder}”，即全部材料。`];
  return [
    `请把 ${part.total} 封邮件的附件存到同一个位置，逐个选“解压到当前位置”（不要选“解压到以压缩包命名的文件夹”），`,
    `合成一个文件夹“${folder}”，即全部材料。附件各自独立，解压次序不限。`,
  ];
}

/** The letter's text; nobody is named whom the notice does not name. */
export function letterText(input: LetterInput): string {
  const { applicant, programmeName, noticeNumber, destinationDistrict, contact, twinCode, part } = input;
  const named = part.files.slice(0, MOST_FILES_NAMED);
  const unnamed = part.files.length - named.length;
  const place = part.total === 1 ? '' : `，分 ${part.total} 封邮件，这是第 ${part.number} 封`;
  return [
    `${destinationDistrict === '' ? '区县' : destinationDistrict}经信部门：`,
    '',
    ...(input.incomplete ? ['注意：这是标有“草稿”的未完成件，不能作为正式材料报送。', ''] : []),
    `现报送${applicant}的${programmeName}材料电子版（${noticeNumber}）${place}。`,
    '',
    `对照码：${twinCode}（与纸质件每页页脚的对照码一致）`,
    `附件：${part.zip}（${sizeWords(part.zipBytes)}）`,
    `全部材料：${input.files} 个文件，${sizeWords(input.bytes)}`,
    '',
    '这一封里有：',
    ...named.map((path) => `  ${oneLine(path)}`),
    ...(unnamed > 0 ? [`  ……另有 ${unnamed} 个文件`] : []),
    '',
    ...unpackingLines(input),
    '是否齐全：对照“材料清单.pdf”，或用申报匣核对这个文件夹（manifest.json 在第 1 封的附件里）。',
    '',
    ...(contact === '' ? [] : [`联系人及电话：${contact}`]),
    applicant,
    '',
  ].join('\r\n');
}

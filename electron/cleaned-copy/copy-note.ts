import { COPY_TITLE } from './copy-names.ts';

/** What came of a copy, for its note and for the window. */
export interface CopyFacts {
  /** Marked regions that were made black. */
  masks: number;
  /** Evidence that was left out, by its item, with the reason. */
  leftOut: readonly { item: string; reason: string }[];
}

/** The note beside the copy: what it is, what was taken out, and what was not. */
export function copyNote({ masks, leftOut }: CopyFacts, today: string): string {
  const lines = [
    `${COPY_TITLE}　${today}`,
    '',
    '供他人参阅，不是申报包，不能报送。没有 manifest.json 和对照码，申报匣不会把它当作申报包。',
    '',
    '已去除：',
    '· Word 和 PDF 的文档属性（标题、作者、日期、程序名）；',
    '· 申报书里的企业联系人和联系电话，材料文件的名称；',
    '· 佐证材料里的照片拍摄信息（EXIF、GPS）、文件属性、附件和可以搜索的文字：每一页都重新存成图片；',
    masks === 0
      ? '· 没有标记要涂黑的区域。'
      : `· 标记的 ${masks} 处区域已经涂黑，原来的内容不在文件里，不能恢复。`,
    '',
    '没有改动：正文里自己写的内容、企业名称和统一社会信用代码、没有标记的页面画面。发出之前请自己看一遍。',
  ];
  if (leftOut.length > 0)
    lines.push('', '没有放进来的材料：', ...leftOut.map(({ item, reason }) => `· ${item}：${reason}；`));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

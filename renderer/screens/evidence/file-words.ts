import type { EvidenceFileView } from '../../../shared/contract/evidence.ts';

const number = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 1 });

/** “3.4 MB”, “820 KB”. */
export function sizeWords(bytes: number): string {
  if (bytes >= 1e6) return `${number.format(bytes / 1e6)} MB`;
  if (bytes >= 1e3) return `${Math.round(bytes / 1e3)} KB`;
  return `${bytes} 字节`;
}

const KINDS: Readonly<Record<string, string>> = {
  pdf: 'PDF',
  jpeg: 'JPG 图片',
  png: 'PNG 图片',
  webp: 'WebP 图片',
  tiff: 'TIFF 图片',
  gif: 'GIF 图片',
  bmp: 'BMP 图片',
  heic: 'HEIC 图片',
  avif: 'AVIF 图片',
  xlsx: 'Excel 表格',
  xls: 'Excel 表格',
  xlsb: 'Excel 表格',
  docx: 'Word 文档',
  doc: 'Word 文档',
  ofd: 'OFD 文件',
  zip: '压缩包',
  xml: 'XML 文件',
  text: '文本文件',
};

export function kindWords(kind: string): string {
  return KINDS[kind] ?? '其他文件';
}

/** Short sign of a kind, for a file without a thumbnail and for its facts. */
export function kindSign(kind: string): string {
  return { jpeg: 'JPG', tiff: 'TIFF', text: 'TXT', unknown: '文件' }[kind] ?? kind.toUpperCase();
}

/** “PDF · 12 页 · 3.4 MB”. */
export function factsWords({ kind, pages, bytes }: EvidenceFileView): string {
  return [kindSign(kind), ...(pages > 0 ? [`${pages} 页`] : []), sizeWords(bytes)].join(' · ');
}

/** Why a file has no picture here, and what the book will hold in its place. */
export function notShownWords({ kind, pages, problem }: EvidenceFileView): string {
  if (problem !== null) return problem;
  const where = '在“预览与导出”里可以看到成册后的样子。';
  if (['xlsx', 'xls', 'xlsb'].includes(kind))
    return `这是 Excel 表格，不在这里显示。成册时按 Excel 打印的样子排成 ${pages} 页；${where}`;
  const marking = kind === 'tiff' ? '要标记涂黑区域，请先另存为 PDF 再添加。' : '';
  return `${kindWords(kind)}不能在这里原样显示。成册时占 ${pages} 页；${where}${marking}`;
}

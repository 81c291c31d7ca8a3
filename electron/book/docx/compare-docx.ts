import { printable } from '../../../shared/text/printable.ts';
import type { Book } from '../book.ts';
import { blockDifferences } from './block-differences.ts';
import { expectedBlocks, type WrittenPages } from './expected-blocks.ts';
import { allBlocks } from './read-blocks.ts';
import type { ReadDocx } from './read-docx.ts';

/**
 * Compares a Word document that was read back with the book that it was written from: every heading in order,
 * every paragraph and list item under its own heading, tables cell by cell, pictures, contents, footers,
 * watermark, properties.
 * @param pages the pages that the writer was given; where left out, any page number will do
 * @returns the differences in plain Chinese; empty where there are none
 */
export function compareDocxWithBook(read: ReadDocx, book: Book, pages?: WrittenPages): string[] {
  const expected = expectedBlocks(book, pages);
  return [
    ...blockDifferences(expected, read.blocks),
    ...pictureDifferences(read, [...allBlocks(expected)].filter(({ kind }) => kind === 'pictures').length),
    ...marginDifferences(read, book),
    ...propertyDifferences(read, book),
  ];
}

function pictureDifferences(read: ReadDocx, expected: number): string[] {
  return read.pictureCount === expected ? [] : [`图片：应有${expected}幅，写出${read.pictureCount}幅`];
}

const MARGINS = [
  ['default', '单页'],
  ['even', '双页'],
  ['first', '封面'],
] as const;

function marginDifferences(read: ReadDocx, book: Book): string[] {
  const code = book.twinCode === '' ? '' : `对照码 ${printable(book.twinCode)}`;
  const watermark = printable(book.watermark ?? '');
  const hasCover = book.sidePaper === undefined;
  return MARGINS.filter(([kind]) => hasCover || kind !== 'first').flatMap(([kind, name]) => {
    const footer = read.footers.get(kind);
    const written = read.watermarks.get(kind) ?? '';
    return [
      ...(footer?.text.includes(code)
        ? []
        : [`${name}页脚：应有“${code}”，写出为“${footer?.text.trim() ?? ''}”`]),
      // The cover is page 1, but shows no number.
      ...(footer?.hasPageNumber === (kind !== 'first')
        ? []
        : [`${name}页脚：${kind === 'first' ? '不应有页码' : '缺少页码'}`]),
      ...(written === watermark ? [] : [`${name}水印：应为“${watermark}”，写出为“${written}”`]),
    ];
  });
}

function propertyDifferences(read: ReadDocx, book: Book): string[] {
  const { title, creator, keywords } = read.properties;
  return [
    ...(title === printable(book.title) ? [] : [`文档属性“标题”：应为“${book.title}”，写出为“${title}”`]),
    ...(creator === printable(book.applicant)
      ? []
      : [`文档属性“作者”：应为“${book.applicant}”，写出为“${creator}”`]),
    ...(keywords.includes(printable(book.twinCode))
      ? []
      : [`文档属性“关键词”：应含“${book.twinCode}”，写出为“${keywords}”`]),
  ];
}

import type { Block, Book } from '../book.ts';
import { headingsOf } from '../headings.ts';
import { sheetOf } from '../layout.ts';
import { BookReader, MOST_DIFFERENCES, short, type WrittenPages } from './book-reader.ts';
import { expectedGroups, squeeze } from './expected-text.ts';
import { MISSING_PICTURE } from './page-items.ts';
import type { ReadPdf } from './read-pdf.ts';

/**
 * Compares a PDF that was read back with the book that it was made of: every heading on its page,
 * every text whole and in order, tables cell by cell, true numbers in the contents, bookmarks, and on
 * every page number and twin code.
 * @returns what differs, in Chinese; empty where nothing does
 */
export function comparePdfWithBook(read: ReadPdf, book: Book, written: WrittenPages): string[] {
  const reader = new BookReader(read, expectedGroups(book, written.evidencePages), written, sheetOf(book));
  reader.run();
  return [
    ...comparePages(read, book, written),
    ...reader.differences,
    ...comparePictures(read, book),
    ...compareOutline(read, book, written),
    ...compareProperties(read, book),
  ].slice(0, MOST_DIFFERENCES);
}

function comparePages(read: ReadPdf, book: Book, written: WrittenPages): string[] {
  const differences: string[] = [];
  const sheet = sheetOf(book);
  if (read.pages.length < written.pageCount) {
    differences.push(`应有${written.pageCount}页，实际${read.pages.length}页`);
  }
  read.pages.slice(0, written.pageCount).forEach((page, index) => {
    const number = index + 1;
    const footer = squeeze(page.footer);
    if (!footer.includes(book.twinCode)) differences.push(`第${number}页没有对照码${book.twinCode}`);
    if ((number > 1 || book.sidePaper !== undefined) && !footer.includes(`—${number}—`))
      differences.push(`第${number}页的页码不对：“${page.footer}”`);
    if (Math.abs(page.widthPt - sheet.widthPt) > 1 || Math.abs(page.heightPt - sheet.heightPt) > 1) {
      differences.push(`第${number}页不是A4纸型`);
    }
    if (book.watermark !== undefined && !page.watermark.includes(book.watermark)) {
      differences.push(`第${number}页没有“${book.watermark}”字样`);
    }
  });
  return differences;
}

function comparePictures(read: ReadPdf, book: Book): string[] {
  // A frame that says so stands for a picture that cannot be read; the text shows which.
  if (read.pages.some((page) => page.text.includes(MISSING_PICTURE))) return [];
  const expected = picturesOf(book.blocks).size;
  return read.pictureCount < expected ? [`应有${expected}幅插图，实际${read.pictureCount}幅`] : [];
}

function picturesOf(blocks: readonly Block[]): Set<string> {
  const files = new Set<string>();
  for (const block of blocks) {
    if (block.kind === 'figure') files.add(block.file);
    if (block.kind !== 'table') continue;
    for (const row of block.rows)
      for (const cell of row.cells) for (const file of picturesOf(cell.blocks)) files.add(file);
  }
  return files;
}

function compareOutline(read: ReadPdf, book: Book, written: WrittenPages): string[] {
  const open: number[] = [];
  const expected = headingsOf(book.blocks).map((heading) => {
    while ((open.at(-1) ?? 0) >= heading.level) open.pop();
    open.push(heading.level);
    return { title: heading.text, level: open.length, page: written.headingPages.get(heading.id) ?? 0 };
  });
  const differences: string[] = [];
  if (read.outline.length < expected.length) {
    differences.push(`书签应有${expected.length}条，实际${read.outline.length}条`);
  }
  expected.forEach((entry, index) => {
    const found = read.outline[index];
    if (found === undefined) return;
    if (
      squeeze(found.title) !== squeeze(entry.title) ||
      found.level !== entry.level ||
      found.page !== entry.page
    ) {
      differences.push(
        `第${index + 1}条书签应为“${short(entry.title)}”（第${entry.page}页），实际为“${short(found.title)}”（第${found.page}页）`,
      );
    }
  });
  return differences;
}

function compareProperties(read: ReadPdf, book: Book): string[] {
  const differences: string[] = [];
  if (squeeze(read.info.title) !== squeeze(book.title))
    differences.push(`文档属性的标题是“${short(read.info.title)}”，应为“${short(book.title)}”`);
  if (squeeze(read.info.author) !== squeeze(book.applicant))
    differences.push(`文档属性的作者是“${short(read.info.author)}”，应为“${short(book.applicant)}”`);
  if (!read.info.keywords.includes(book.twinCode)) differences.push('文档属性中没有对照码');
  for (const font of read.unembeddedFonts) differences.push(`字体${font}没有嵌入`);
  return differences;
}

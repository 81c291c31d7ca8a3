import type { Book, EvidencePages, HeadingBlock, PictureStore } from '../book.ts';
import type { BookFonts } from '../fonts.ts';
import { headingsOf, rowHeadingsOf } from '../headings.ts';
import { type Sheet, sheetLeft, sheetOf } from '../layout.ts';
import { setBlocks } from './block-strips.ts';
import type { LaidPage } from './page-items.ts';
import { fill, paintAll, type Strip, withRepeatedHeader } from './strip.ts';

export interface LaidBook {
  pages: LaidPage[];
  headings: readonly HeadingBlock[];
  /** Page of each heading, 1-based. */
  headingPages: Map<string, number>;
  headingTops: Map<string, number>;
}

/** Lays the book out: everything but the numbers that only the finished layout knows. */
export function layBook(
  book: Book,
  pictures: PictureStore,
  fonts: BookFonts,
  evidencePages: EvidencePages,
): LaidBook {
  const sheet = sheetOf(book);
  const headings = headingsOf(book.blocks);
  const strips = setBlocks(book.blocks, {
    fonts,
    pictures,
    evidencePages,
    contents: headings.filter((heading) => heading.inContents),
    rowHeadings: rowHeadingsOf(book.blocks),
    widthPt: sheet.textWidthPt,
    inCell: false,
  });
  const pages = toPages(strips, sheet);
  const headingPages = new Map<string, number>();
  const headingTops = new Map<string, number>();
  pages.forEach((page, index) => {
    for (const item of page.items) {
      if (item.kind !== 'anchor' || headingPages.has(item.id)) continue;
      headingPages.set(item.id, index + 1);
      headingTops.set(item.id, item.y);
    }
  });
  return { pages, headings, headingPages, headingTops };
}

function toPages(strips: readonly Strip[], sheet: Sheet): LaidPage[] {
  const pages: LaidPage[] = [];
  let rest: Strip[] = [...strips];
  while (rest.length > 0) {
    const filled = fill(rest, sheet.textHeightPt, sheet.textHeightPt, true);
    const page: LaidPage = { items: [] };
    paintAll(filled.placed, page.items, sheetLeft(sheet, pages.length + 1), sheet.topPt);
    pages.push(page);
    rest = withRepeatedHeader(filled.rest);
  }
  return pages.length === 0 ? [{ items: [] }] : pages;
}

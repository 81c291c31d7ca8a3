import type { Book, BookEvidenceItem, HeadingBlock } from '../book.ts';
import { type DividerPage, layoutDivider } from './divider-layout.ts';

/** Where everything behind the book stands; pages are 1-based pages of the bound book. */
export interface BoundPlan {
  items: BoundItem[];
  /** Pages of the whole bound book. */
  pageCount: number;
}
export interface BoundItem {
  item: BookEvidenceItem;
  /** Page of the (first) divider. */
  page: number;
  dividers: DividerPage[];
  files: BoundFile[];
}
export interface BoundFile {
  /** Index into the item's entries. */
  entry: number;
  file: Extract<BookEvidenceItem['entries'][number], { kind: 'file' }>;
  page: number;
  pageCount: number;
}

/** The heading under which the evidence stands (六、相关证明材料): the book's last of level 1. */
export function evidenceHeading(book: Book): HeadingBlock | undefined {
  return book.blocks.filter((block) => block.kind === 'heading').findLast((heading) => heading.level === 1);
}

/** Plans the pages behind a book of `bookPageCount` pages: per item its divider, then its files in order. */
export function planBinding(book: Book, bookPageCount: number): BoundPlan {
  const sectionTitle = evidenceHeading(book)?.text ?? '';
  let next = bookPageCount + 1;
  const items = book.evidence.map((item): BoundItem => {
    const dividers = layoutDivider(sectionTitle, item);
    const page = next;
    next += dividers.length;
    const files = item.entries.flatMap((file, entry): BoundFile[] => {
      if (file.kind !== 'file') return [];
      // What could not be read gets one page that says so.
      const pageCount = file.unreadable === undefined ? file.pageCount : 1;
      const bound = { entry, file, page: next, pageCount };
      next += pageCount;
      return [bound];
    });
    return { item, page, dividers, files };
  });
  return { items, pageCount: next - 1 };
}

/**
 * Page numbers in the bound book, known before anything is laid out but the book itself.
 * @returns item id → its divider; file path → its first page (a file attached twice: the first time)
 */
export function planEvidencePages(book: Book, bookPageCount: number): Map<string, number> {
  const pages = new Map<string, number>();
  for (const { item, page, files } of planBinding(book, bookPageCount).items) {
    pages.set(item.item, page);
    for (const { file, page: first } of files) if (!pages.has(file.path)) pages.set(file.path, first);
  }
  return pages;
}

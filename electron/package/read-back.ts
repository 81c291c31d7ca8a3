import { readFile } from 'node:fs/promises';
import type { Book, EvidencePages, Progress } from '../book/book.ts';
import { planBinding } from '../book/bound/evidence-pages.ts';
import { compareDocxWithBook } from '../book/docx/compare-docx.ts';
import { readDocx } from '../book/docx/read-docx.ts';
import { headingsOf } from '../book/headings.ts';
import { comparePdfWithBook } from '../book/pdf/compare-pdf.ts';
import { type ReadPdf, readPdf } from '../book/pdf/read-pdf.ts';
import { type PageTexts, readPageTexts } from './page-texts.ts';

/**
 * Reads the Word file again and compares it with the book, and with `pages` the page numbers that its
 * contents print. Differences in Chinese; empty where there are none.
 */
export async function readBackDocx(
  path: string,
  book: Book,
  pages?: Pick<PdfExpectation, 'headingPages' | 'evidencePages'>,
): Promise<string[]> {
  return compareDocxWithBook(await readDocx(await readFile(path)), book, pages);
}

export interface PdfExpectation {
  pageCount: number;
  headingPages: ReadonlyMap<string, number>;
  evidencePages: EvidencePages;
}

/** Reads the PDF again: every text against the book, fonts embedded, bookmarks, numbers, twin code. */
export async function readBackPdf(
  path: string,
  book: Book,
  expectation: (read: ReadPdf) => PdfExpectation,
): Promise<{ differences: string[]; read: ReadPdf }> {
  const read = await readPdf(await readFile(path));
  const expected = expectation(read);
  const extra = read.pages.length - expected.pageCount;
  const pages = extra > 0 ? [`多出 ${extra} 页`] : [];
  const fonts = read.unembeddedFonts.map((name) => `字体“${name}”没有嵌入`);
  return { differences: [...pages, ...comparePdfWithBook(read, book, expected), ...fonts], read };
}

/**
 * What a PDF written by somebody else ought to be, told by its own bookmarks: a package may come from a
 * machine with other fonts, on which the same book has other pages.
 */
export function expectationOf(read: ReadPdf, book: Book, evidencePages: EvidencePages): PdfExpectation {
  const headings = headingsOf(book.blocks);
  const headingPages = new Map(
    headings.flatMap((heading, index) => {
      const entry = read.outline[index];
      return entry === undefined ? [] : [[heading.id, entry.page] as const];
    }),
  );
  return { pageCount: read.pages.length, headingPages, evidencePages };
}

const MOST_DIFFERENCES = 20;
const A4 = { widthPt: 595.28, heightPt: 841.89 };
const squeeze = (text: string) => text.replace(/\s/g, '');

function pageDifferences(bound: PageTexts, bookTexts: PageTexts, book: Book): string[] {
  return bound.pages.flatMap((page, index) => {
    const number = index + 1;
    const found: string[] = [];
    if (Math.abs(page.widthPt - A4.widthPt) > 1 || Math.abs(page.heightPt - A4.heightPt) > 1) {
      found.push(`第 ${number} 页不是 A4 竖版`);
    }
    const own = bookTexts.pages[index];
    if (own !== undefined && own.text !== page.text)
      found.push(`第 ${number} 页与 02-申报书.pdf 的同一页不同`);
    if (!page.text.includes(squeeze(`对照码 ${book.twinCode}`)))
      found.push(`第 ${number} 页缺少对照码 ${book.twinCode}`);
    if (own === undefined && !page.text.includes(`—${number}—`)) found.push(`第 ${number} 页缺少页码`);
    return found;
  });
}

function outlineDifferences(bound: PageTexts, book: Book, bookPages: number): string[] {
  const wanted = planBinding(book, bookPages).items.map(({ item, page }) => ({
    title: squeeze(item.shortName),
    page,
  }));
  return wanted.flatMap(({ title, page }) =>
    bound.outline.some((entry) => entry.page === page && squeeze(entry.title).includes(title))
      ? []
      : [`书签中缺少“${title}”（第 ${page} 页）`],
  );
}

/**
 * Reads the bound PDF again: as many pages as planned, the book's pages unchanged, A4 upright, number
 * and twin code on each, a bookmark for each evidence item. It is read in pieces, whatever its size.
 */
export async function readBackBound(
  boundPath: string,
  pdfPath: string,
  book: Book,
  progress?: Progress,
  signal?: AbortSignal,
): Promise<string[]> {
  const bookTexts = await readPageTexts(pdfPath, undefined, signal);
  const bound = await readPageTexts(boundPath, progress, signal);
  const planned = planBinding(book, bookTexts.pages.length).pageCount;
  const counts = bound.pages.length === planned ? [] : [`应有 ${planned} 页，实际 ${bound.pages.length} 页`];
  return [
    ...counts,
    ...pageDifferences(bound, bookTexts, book),
    ...outlineDifferences(bound, book, bookTexts.pages.length),
  ].slice(0, MOST_DIFFERENCES);
}

/** Whether each page of a paper beside the book carries the package's code. */
export async function readBackCode(path: string, twinCode: string, signal?: AbortSignal): Promise<string[]> {
  const { pages } = await readPageTexts(path, undefined, signal);
  const code = squeeze(`对照码 ${twinCode}`);
  return pages.flatMap(({ text }, index) =>
    text.includes(code) ? [] : [`第 ${index + 1} 页缺少对照码 ${twinCode}`],
  );
}

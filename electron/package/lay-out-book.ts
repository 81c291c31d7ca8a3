import type { DraftFacts } from '../../shared/form/evidence-facts.ts';
import type { Block, Book, FigureBlock, PictureStore, PreparedPicture, Progress } from '../book/book.ts';
import { planEvidencePages } from '../book/bound/evidence-pages.ts';
import type { BookFonts } from '../book/fonts.ts';
import { measurePdf, type WrittenPdf, writePdf } from '../book/pdf/write-pdf.ts';
import { preparePicture, unreadablePicture } from '../evidence/pictures.ts';
import { stopIfCancelled } from './file-errors.ts';

/** The figures of a book, those in table cells included, in reading order. */
export function figuresOfBook(blocks: readonly Block[]): FigureBlock[] {
  return blocks.flatMap((block): FigureBlock[] => {
    if (block.kind === 'figure') return [block];
    if (block.kind === 'table') return block.rows.flatMap((row) => row.cells.flatMap((cell) => figuresOfBook(cell.blocks)));
    return [];
  });
}

/**
 * Every figure's picture, made for the largest box that it is printed in. A picture that cannot be
 * read blocks the export; in a copy marked 草稿 a crossed box stands in its place.
 */
export async function preparePictures(
  book: Book,
  facts: DraftFacts,
  fileOf: (draftPath: string) => string,
  progress?: Progress,
  signal?: AbortSignal,
): Promise<PictureStore> {
  const boxes = new Map<string, { width: number; height: number }>();
  for (const { file, widthPt, heightPt } of figuresOfBook(book.blocks)) {
    const box = boxes.get(file);
    boxes.set(file, { width: Math.max(widthPt, box?.width ?? 0), height: Math.max(heightPt, box?.height ?? 0) });
  }
  const pictures = new Map<string, PreparedPicture>();
  for (const [file, box] of boxes) {
    stopIfCancelled(signal);
    const known = facts[file];
    const readable = known !== undefined && known.problem === undefined && known.pixels !== undefined;
    pictures.set(file, readable ? await preparePicture(fileOf(file), box) : await unreadablePicture(box));
    progress?.(pictures.size, boxes.size);
  }
  return pictures;
}

/**
 * Lays the book out twice: once for its length, on which the page numbers of the evidence behind it
 * depend, and once with those numbers printed.
 */
export async function writeBookPdf(
  book: Book,
  pictures: PictureStore,
  fonts: BookFonts,
  signal?: AbortSignal,
): Promise<WrittenPdf> {
  let { pageCount } = measurePdf(book, pictures, fonts);
  // Wider numbers might lengthen the book, though never for long: numbers only grow with the page count.
  for (let attempt = 0; attempt < 4; attempt += 1) {
    stopIfCancelled(signal);
    const written = await writePdf(book, pictures, fonts, planEvidencePages(book, pageCount), signal);
    if (written.pageCount === pageCount) return written;
    pageCount = written.pageCount;
  }
  throw new Error(`the page numbers of “${book.title}” do not settle`);
}

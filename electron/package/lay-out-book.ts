import type { DraftFacts } from '../../shared/form/evidence-facts.ts';
import type {
  Block,
  Book,
  EvidencePages,
  FigureBlock,
  PictureStore,
  PreparedPicture,
  Progress,
} from '../book/book.ts';
import { planEvidencePages } from '../book/bound/evidence-pages.ts';
import type { BookFonts } from '../book/fonts.ts';
import { measurePdf } from '../book/pdf/write-pdf.ts';
import { preparePicture, unreadablePicture } from '../evidence/pictures.ts';
import { stopIfCancelled } from './file-errors.ts';

/** The figures of a book, those in table cells included, in reading order. */
export function figuresOfBook(blocks: readonly Block[]): FigureBlock[] {
  return blocks.flatMap((block): FigureBlock[] => {
    if (block.kind === 'figure') return [block];
    if (block.kind === 'table')
      return block.rows.flatMap((row) => row.cells.flatMap((cell) => figuresOfBook(cell.blocks)));
    return [];
  });
}

/** A picture of a phone takes some 100 MB while it is made smaller. */
const AT_ONCE = 2;

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
    boxes.set(file, {
      width: Math.max(widthPt, box?.width ?? 0),
      height: Math.max(heightPt, box?.height ?? 0),
    });
  }
  const pictures = new Map<string, PreparedPicture>();
  const waiting = [...boxes];
  const prepare = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [file, box] = next;
      stopIfCancelled(signal);
      const known = facts[file];
      const readable = known !== undefined && known.problem === undefined && known.pixels !== undefined;
      pictures.set(file, readable ? await preparePicture(fileOf(file), box) : await unreadablePicture(box));
      progress?.(pictures.size, boxes.size);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, prepare)).catch((error: unknown) => {
    waiting.length = 0;
    throw error;
  });
  return pictures;
}

export interface MeasuredBook {
  pageCount: number;
  headingPages: ReadonlyMap<string, number>;
  /** Pages of the evidence behind a book of that many pages. */
  evidencePages: EvidencePages;
}

/**
 * Lays the book out for its length, on which the page numbers of the evidence depend. The numbers stand
 * in cells and lines of their own, wide enough for four digits, so that printing them moves nothing.
 */
export function measureBook(book: Book, pictures: PictureStore, fonts: BookFonts): MeasuredBook {
  const measured = measurePdf(book, pictures, fonts);
  return { ...measured, evidencePages: planEvidencePages(book, measured.pageCount) };
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import { DossierError } from '../../../shared/errors.ts';
import type { Book, EvidencePages, PictureStore } from '../book.ts';
import type { BookFonts } from '../fonts.ts';
import { PageDrawer } from './draw-pages.ts';
import { type LaidBook, layBook } from './lay-pages.ts';

export interface WrittenPdf {
  bytes: Uint8Array;
  pageCount: number;
  /** Page of each heading, 1-based; the cover is page 1. */
  headingPages: Map<string, number>;
  /** The numbers that were printed for the evidence. */
  evidencePages: EvidencePages;
}

export interface PdfOptions {
  /** For the document's properties; now by default. The same date gives the same bytes. */
  createdAt?: Date;
}

const PAGES_BETWEEN_TURNS = 4;

/**
 * Writes the book as PDF: fonts embedded as subsets, bookmarks, contents with true numbers, on every
 * page number, twin code and QR code.
 * @param evidencePages numbers in the bound book that contents and tables print; `—` where unknown
 * @throws DossierError `cancelled` when the signal says so
 */
export async function writePdf(
  book: Book,
  pictures: PictureStore,
  fonts: BookFonts,
  evidencePages: EvidencePages,
  signal?: AbortSignal,
  options: PdfOptions = {},
): Promise<WrittenPdf> {
  await turn(signal);
  const laid = layBook(book, pictures, fonts, evidencePages);
  await turn(signal);
  const drawer = new PageDrawer({
    book,
    laid,
    fonts,
    evidencePages,
    createdAt: options.createdAt ?? new Date(),
  });
  const { document } = drawer;
  const chunks: Uint8Array[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    document.on('end', resolve);
    document.on('error', reject);
  });
  for (let index = 0; index < laid.pages.length; index++) {
    drawer.drawPage(index);
    if (index % PAGES_BETWEEN_TURNS === 0) await turn(signal);
  }
  drawer.drawOutline();
  document.end();
  await ended;
  await turn(signal);
  const { headingPages } = laid;
  return { bytes: Buffer.concat(chunks), pageCount: laid.pages.length, headingPages, evidencePages };
}

/**
 * Lays the book out without drawing it: how many pages it has, which the pages of the evidence behind
 * it depend on, and where its headings are.
 */
export function measurePdf(
  book: Book,
  pictures: PictureStore,
  fonts: BookFonts,
): { pageCount: number; headingPages: Map<string, number> } {
  const laid: LaidBook = layBook(book, pictures, fonts, new Map());
  return { pageCount: laid.pages.length, headingPages: laid.headingPages };
}

async function turn(signal: AbortSignal | undefined): Promise<void> {
  await nextTurn();
  if (signal?.aborted === true) throw new DossierError('cancelled', {});
}

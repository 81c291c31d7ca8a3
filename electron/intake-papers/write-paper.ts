import { basename } from 'node:path';
import { DossierError } from '../../shared/errors.ts';
import type { Book } from '../book/book.ts';
import { compareDocxWithBook } from '../book/docx/compare-docx.ts';
import { readDocx } from '../book/docx/read-docx.ts';
import { writeDocx } from '../book/docx/write-docx.ts';
import type { BookFonts } from '../book/fonts.ts';
import { comparePdfWithBook } from '../book/pdf/compare-pdf.ts';
import { readPdf } from '../book/pdf/read-pdf.ts';
import { writePdf } from '../book/pdf/write-pdf.ts';

function refuseDifferent(name: string, differences: string[]): void {
  if (differences.length > 0)
    throw new DossierError('readBackDiffers', { file: basename(name), differences });
}

/** A district's paper as Word, read back. @throws readBackDiffers, cancelled */
export async function paperAsWord(
  book: Book,
  name: string,
  fonts: BookFonts,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const bytes = await writeDocx(book, new Map(), fonts, new Map(), new Map(), signal);
  refuseDifferent(name, compareDocxWithBook(await readDocx(bytes), book));
  return bytes;
}

/** A district's paper as PDF, read back. @throws readBackDiffers, cancelled */
export async function paperAsPdf(
  book: Book,
  name: string,
  fonts: BookFonts,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const { bytes, ...written } = await writePdf(book, new Map(), fonts, new Map(), signal);
  // What no font has leaves no text behind; whoever writes the paper is told of it by `missingIn`.
  if (missingIn(book, fonts).length === 0)
    refuseDifferent(name, comparePdfWithBook(await readPdf(bytes), book, written));
  return bytes;
}

/** Characters of a paper that no font on this machine has: they are boxes in its PDF. Each once. */
export function missingIn(book: Book, fonts: BookFonts): string[] {
  return fonts.missing(textsOf(book.blocks).join('\n'));
}

function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === 'text' && typeof part === 'string' ? [part] : textsOf(part),
  );
}

import type { Book } from '../../book/book.ts';
import { loadBookFonts } from '../../book/fonts.ts';
import { writePdf } from '../../book/pdf/write-pdf.ts';
import { withFileErrors } from '../../package/file-errors.ts';
import { writeWholeFile } from '../../package/write-whole-file.ts';
import type { Job } from '../job.ts';

/** Writes a paper without pictures as a PDF, whole or not at all; a file that is there gives way. */
export const writeSidePaper: Job<{ book: Book; target: string }, { bytes: number }, never> = (
  { book, target },
  { signal },
) =>
  withFileErrors(target, async () => {
    const { bytes } = await writePdf(book, new Map(), await loadBookFonts(), new Map(), signal);
    await writeWholeFile(target, bytes);
    return { bytes: bytes.byteLength };
  });

import { basename } from 'node:path';
import { DossierError } from '../../../shared/errors.ts';
import type { Book } from '../../book/book.ts';
import { compareDocxWithBook } from '../../book/docx/compare-docx.ts';
import { readDocx } from '../../book/docx/read-docx.ts';
import { writeDocx } from '../../book/docx/write-docx.ts';
import { loadBookFonts } from '../../book/fonts.ts';
import { withFileErrors } from '../../package/file-errors.ts';
import { writeWholeFile } from '../../package/write-whole-file.ts';
import type { Job } from '../job.ts';

/**
 * Writes a paper without pictures as a Word file, whole or not at all; a file that is there gives way
 * only to one that was read back and says what the paper says.
 *
 * @throws readBackDiffers, notAllowed, diskFull, deviceFailed, cancelled
 */
export const writeSideWord: Job<{ book: Book; target: string }, { bytes: number }, never> = (
  { book, target },
  { signal },
) =>
  withFileErrors(target, async () => {
    const fonts = await loadBookFonts();
    const bytes = await writeDocx(book, new Map(), fonts, new Map(), new Map(), signal);
    const differences = compareDocxWithBook(await readDocx(bytes), book);
    if (differences.length > 0)
      throw new DossierError('readBackDiffers', { file: basename(target), differences });
    await writeWholeFile(target, bytes);
    return { bytes: bytes.byteLength };
  });

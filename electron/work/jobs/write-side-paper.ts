import { open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Book } from '../../book/book.ts';
import { loadBookFonts } from '../../book/fonts.ts';
import { writePdf } from '../../book/pdf/write-pdf.ts';
import { withFileErrors } from '../../package/file-errors.ts';
import { flush } from '../../package/publish.ts';
import { makeTemporaryFolder, removeTemporaryFolder } from '../../package/temporary-folder.ts';
import { renamePatiently } from '../../store/rename-patiently.ts';
import type { Job } from '../job.ts';

/** Writes a paper without pictures as a PDF, whole or not at all; a file that is there gives way. */
export const writeSidePaper: Job<{ book: Book; target: string }, { bytes: number }, never> = (
  { book, target },
  { signal },
) =>
  withFileErrors(target, async () => {
    const { bytes } = await writePdf(book, new Map(), await loadBookFonts(), new Map(), signal);
    const folder = await makeTemporaryFolder(dirname(target));
    try {
      const written = join(folder, basename(target));
      const file = await open(written, 'wx');
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await renamePatiently(written, target);
      await flush(dirname(target));
      return { bytes: bytes.byteLength };
    } finally {
      await removeTemporaryFolder(folder);
    }
  });

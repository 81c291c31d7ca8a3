import { join } from 'node:path';
import { joinBound } from '../../book/bound/join.ts';
import { composeBook } from '../../book/compose/compose-book.ts';
import { loadBookFonts } from '../../book/fonts.ts';
import { writePdf } from '../../book/pdf/write-pdf.ts';
import { openDraft } from '../../package/draft-file.ts';
import { inspectDraft } from '../../package/inspect-draft.ts';
import { measureBook, preparePictures } from '../../package/lay-out-book.ts';

const EXAMPLE = join(import.meta.dirname, '../../../shared/notices/cq-2025-40/examples/product');
/** Evidence whose pages are scans themselves; the rest would only take time. */
const KEPT = ['concessionCommitment'];

/**
 * Binds the product example as an export does, with the evidence of few items.
 *
 * @param twinCode to print: another stands for another version
 * @param target file to write
 */
export async function bindExample(twinCode: string, target: string): Promise<{ pages: number }> {
  const whole = await openDraft(EXAMPLE);
  try {
    const kept = Object.entries(whole.draft.evidence).filter(([slot]) => KEPT.includes(slot));
    const opened = { ...whole, draft: { ...whole.draft, evidence: Object.fromEntries(kept) } };
    const { notice, form, draft } = opened;
    const facts = await inspectDraft(opened);
    const fonts = await loadBookFonts({ installed: false });
    const filePath = (path: string) => opened.filePath(path);
    const book = composeBook({
      ...{ notice, form, draft, facts, twinCode },
      incomplete: false,
      today: '2025-10-16',
    });
    const pictures = await preparePictures(book, facts, filePath);
    const { evidencePages } = measureBook(book, pictures, fonts);
    const written = await writePdf(book, pictures, fonts, evidencePages);
    const { pageCount } = await joinBound({
      ...{ book, bookPdf: written.bytes, headingPages: written.headingPages, evidencePages },
      ...{ filePath, fonts, target },
    });
    return { pages: pageCount };
  } finally {
    await whole.close();
  }
}

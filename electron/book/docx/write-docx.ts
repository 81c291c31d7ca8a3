import { Document } from 'docx';
import { DossierError } from '../../../shared/errors.ts';
import { printable } from '../../../shared/text/printable.ts';
import type { Book, EvidencePages, PictureStore } from '../book.ts';
import { FOOTER_GAP, MM, PAGE, TEXT_WIDTH } from '../layout.ts';
import { outlineOf } from './book-headings.ts';
import { twips } from './measures.ts';
import { EmbeddedPictures, packDocx } from './pack-docx.ts';
import { FOOTER_LINE_PT } from './style-names.ts';
import { StyleSheet } from './style-sheet.ts';
import { writeBlocks } from './word-body.ts';
import type { WordContext, WordFonts } from './word-context.ts';
import { ListNumbering } from './word-lists.ts';
import { writeFooters, writeWatermark } from './word-margins.ts';
import { fontTableXml, settingsXml } from './word-parts.ts';
import { stylesXml } from './word-styles.ts';

/**
 * Lower edge of the footer's line below the 版心, pt: the dashes beside the number, in the middle of the line,
 * stand 7 mm below it (GB/T 9704).
 */
const FOOTER_REACH = FOOTER_GAP + FOOTER_LINE_PT / 2;

/**
 * Lays the book out as a Word document: real styles, contents that are filled in, East Asian fonts by name.
 * @param evidencePages first page of each evidence item and file in the bound book
 * @param headingPages page of each heading by its id, as the PDF has it
 * @returns the bytes of the .docx
 * @throws DossierError `cancelled`
 */
export async function writeDocx(
  book: Book,
  pictures: PictureStore,
  fonts: WordFonts,
  evidencePages: EvidencePages,
  headingPages: ReadonlyMap<string, number>,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  stopIfCancelled(signal);
  const context: WordContext = {
    pictures,
    embedded: new EmbeddedPictures(),
    evidencePages,
    headingPages,
    outline: outlineOf(book),
    sheet: new StyleSheet(),
    lists: new ListNumbering(fonts),
  };
  const children = writeBlocks(book.blocks, { widthPt: TEXT_WIDTH }, context);
  const headers = writeWatermark(book.watermark, fonts);
  const document = new Document({
    ...properties(book),
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: { titlePage: true, page: pageLayout() },
        footers: writeFooters(book),
        ...(headers ? { headers } : {}),
        children,
      },
    ],
  });
  stopIfCancelled(signal);
  const bytes = await packDocx(document, context.embedded, [
    { path: 'word/styles.xml', data: stylesXml(context.sheet, fonts) },
    { path: 'word/settings.xml', data: settingsXml() },
    { path: 'word/fontTable.xml', data: fontTableXml(fonts) },
  ]);
  stopIfCancelled(signal);
  return bytes;
}

function properties(book: Book) {
  const applicant = printable(book.applicant);
  return {
    title: printable(book.title),
    subject: `${applicant} 申报书`.trim(),
    creator: applicant,
    lastModifiedBy: applicant,
    keywords: `对照码 ${printable(book.twinCode)}`,
  };
}

function pageLayout() {
  return {
    size: { width: twips(PAGE.widthPt), height: twips(PAGE.heightPt) },
    margin: {
      top: twips(PAGE.topPt),
      bottom: twips(PAGE.bottomPt),
      left: twips(PAGE.leftPt),
      right: twips(PAGE.rightPt),
      header: twips(15 * MM),
      footer: twips(PAGE.bottomPt - FOOTER_REACH),
      gutter: 0,
    },
    pageNumbers: { start: 1 },
  };
}

function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new DossierError('cancelled', {});
}

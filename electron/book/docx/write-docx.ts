import { Document, PageOrientation } from 'docx';
import { DossierError } from '../../../shared/errors.ts';
import { printable } from '../../../shared/text/printable.ts';
import type { Book, EvidencePages, PictureStore } from '../book.ts';
import { FOOTER_GAP, MM, PAGE, type Sheet, sheetOf } from '../layout.ts';
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
  const paper = sheetOf(book);
  const children = writeBlocks(book.blocks, { widthPt: paper.textWidthPt }, context);
  const headers = writeWatermark(book.watermark, fonts);
  const document = new Document({
    ...properties(book),
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        // A paper beside the book has no cover: its first page is numbered like the others.
        properties: { titlePage: book.sidePaper === undefined, page: pageLayout(paper) },
        footers: writeFooters(book),
        ...(headers ? { headers } : {}),
        children,
      },
    ],
  });
  stopIfCancelled(signal);
  const bytes = await packDocx(document, context.embedded, [
    { path: 'word/styles.xml', data: stylesXml(context.sheet, fonts, paper) },
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
    subject: book.twinCode === '' ? printable(book.title) : `${applicant} 申报书`.trim(),
    creator: applicant,
    lastModifiedBy: applicant,
    keywords: book.twinCode === '' ? '' : `对照码 ${printable(book.twinCode)}`,
  };
}

function pageLayout(paper: Sheet) {
  const lies = paper.widthPt > paper.heightPt;
  return {
    // The library changes width and height of a lying page itself.
    size: {
      width: twips(PAGE.widthPt),
      height: twips(PAGE.heightPt),
      ...(lies ? { orientation: PageOrientation.LANDSCAPE } : {}),
    },
    margin: {
      top: twips(paper.topPt),
      bottom: twips(paper.bottomPt),
      left: twips(paper.leftPt),
      right: twips(paper.rightPt),
      header: twips(15 * MM),
      footer: twips(paper.bottomPt - FOOTER_REACH),
      gutter: 0,
    },
    pageNumbers: { start: 1 },
  };
}

function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new DossierError('cancelled', {});
}

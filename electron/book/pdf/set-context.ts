import type { EvidencePages, HeadingBlock, PictureStore } from '../book.ts';
import type { BookFonts } from '../fonts.ts';

/** What setting a block into strips depends on. */
export interface SetContext {
  fonts: BookFonts;
  pictures: PictureStore;
  evidencePages: EvidencePages;
  /** Headings that the contents list, in order. */
  contents: readonly HeadingBlock[];
  /** Ids of headings that a table's row prints: their silent block is not printed again. */
  rowHeadings: ReadonlySet<string>;
  /** Width of the column in pt. */
  widthPt: number;
  inCell: boolean;
}

import type { EvidencePages, PictureStore } from '../book.ts';
import type { BookFonts } from '../fonts.ts';
import type { BookOutline } from './book-headings.ts';
import type { EmbeddedPictures } from './pack-docx.ts';
import type { StyleSheet } from './style-sheet.ts';
import type { ListNumbering } from './word-lists.ts';

/** All that Word needs of the fonts: it draws with the reader's own, by name. */
export type WordFonts = Pick<BookFonts, 'wordFamily'>;

/** What the parts of one document share while it is written. */
export interface WordContext {
  pictures: PictureStore;
  embedded: EmbeddedPictures;
  evidencePages: EvidencePages;
  headingPages: ReadonlyMap<string, number>;
  outline: BookOutline;
  sheet: StyleSheet;
  lists: ListNumbering;
}

/** The column that holds a block: the page's text or the inside of a cell. */
export interface Place {
  widthPt: number;
  /** The cell's alignment, where the cell asks for one of its own. */
  align?: 'left' | 'center' | 'right';
}

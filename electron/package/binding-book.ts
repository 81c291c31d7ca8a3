import type { Book, PictureStore } from '../book/book.ts';
import { printableBook } from '../book/compose/printable-book.ts';
import { STYLES } from '../book/layout.ts';
import { type PrintSheetInput, printSheet } from './print-sheet.ts';
import { type GuidePlace, sealSheet } from './seal-sheet.ts';
import { sideBook, sideLine, sideTitle } from './side-book.ts';

export const BINDING_FILE = '盖章与装订说明.pdf';

export interface BindingInput extends PrintSheetInput {
  places: readonly GuidePlace[];
  /** With the thumbnails, by `pagePictureKey`. */
  pictures: PictureStore;
}

/** 字 in a line of `tableCell`. */
const LINE_CHARACTERS = 42;

/** 盖章与装订说明: a sheet to carry to the keeper of the seals, and one to the print shop. */
export function composeBinding(input: BindingInput): Book {
  const { book, notice, places, pictures } = input;
  const applicant = book.applicant === '' ? '（未填写申报单位）' : book.applicant;
  const words = `${applicant}　对照码 ${book.twinCode}（与每页页脚一致才是同一份）`;
  const whose = sideLine(words, 'tableCell');
  // A long name takes its lines from the thumbnails: the sheet is to stay one page.
  const moreLines = Math.ceil(words.length / LINE_CHARACTERS) - 1;
  const side = sideBook(book, '盖章与装订说明', 'B', []);
  return printableBook({
    ...side,
    blocks: [
      sideTitle('盖章与装订说明（给盖章人）'),
      whose,
      ...sealSheet(places, pictures, notice.copies.paper, moreLines * STYLES.tableCell.pitchPt),
      { ...sideTitle('盖章与装订说明（给打印店）'), id: 'side-printing', startsPage: true },
      whose,
      ...printSheet(input),
    ],
  });
}

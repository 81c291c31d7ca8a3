import type { Book } from '../book/book.ts';
import { qrText } from '../book/pdf/footer.ts';

/** Those whose pages carry a code. */
type CodedSidePaper = Exclude<NonNullable<Book['sidePaper']>, 'D'>;

/** What the QR code of a printed page says (`qrText`). */
export interface PageCode {
  twinCode: string;
  /** The letter of a paper beside the book. */
  sidePaper?: CodedSidePaper;
  /** 1-based. */
  page: number;
}

/** The papers beside the book, by their letter. */
export const SIDE_PAPER_NAMES = {
  L: '材料清单',
  B: '盖章与装订说明',
  C: '检查结果',
  N: '修改说明',
  R: '送达回执',
} as const;

const WRITTEN = /^([0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})\/([A-Z]?)([1-9][0-9]{0,4})$/;

function isSidePaper(letter: string): letter is CodedSidePaper {
  return /^[LBCNR]$/.test(letter);
}

/** Reads the text of a QR code; undefined for one that is none of ours (an invoice's, a web address). */
export function readPageCode(text: string): PageCode | undefined {
  const [, twinCode, letter = '', digits] = WRITTEN.exec(text) ?? [];
  if (twinCode === undefined) return undefined;
  const page = Number(digits);
  if (letter === '') return { twinCode, page };
  return isSidePaper(letter) ? { twinCode, page, sidePaper: letter } : undefined;
}

/** Two codes that say the same. */
export function sameCode(one: PageCode, other: PageCode): boolean {
  return (
    qrText(one.twinCode, one.page, one.sidePaper) === qrText(other.twinCode, other.page, other.sidePaper)
  );
}

/**
 * Every measure of the printed book, in pt unless said otherwise; both writers read it here.
 * Source: GB/T 9704—2012 as gathered in data/official-document-format.md (margins, pitch, 号 sizes);
 * values marked “ours” are choices.
 */
import type { Book, ParagraphStyle } from './book.ts';

export const MM = 72 / 25.4;
/** A4, and the 版心 of 156 × 225 mm: 天头 37 mm, 订口 28 mm. */
export const PAGE = {
  widthPt: 210 * MM,
  heightPt: 297 * MM,
  topPt: 37 * MM,
  bottomPt: 35 * MM,
  leftPt: 28 * MM,
  rightPt: 26 * MM,
} as const;
export const TEXT_WIDTH = PAGE.widthPt - PAGE.leftPt - PAGE.rightPt;
export const TEXT_HEIGHT = PAGE.heightPt - PAGE.topPt - PAGE.bottomPt;
/**
 * Left edge of the text on a page (1-based): the book is printed on both sides and bound at the left, so the
 * 订口 of an even page is on its right. pt.
 */
export function textLeft(page: number): number {
  return page % 2 === 1 ? PAGE.leftPt : PAGE.rightPt;
}

/** A page and its 版心, pt; left and right are those of an odd page, and change places on even ones. */
export interface Sheet {
  widthPt: number;
  heightPt: number;
  topPt: number;
  bottomPt: number;
  leftPt: number;
  rightPt: number;
  textWidthPt: number;
  textHeightPt: number;
}
const PORTRAIT: Sheet = { ...PAGE, textWidthPt: TEXT_WIDTH, textHeightPt: TEXT_HEIGHT };
/**
 * The same 版心, lying: 225 × 156 mm. The head of the table is towards the 订口 (GB/T 9704: “单页码表头在订口一边”), so its
 * 28 mm are above. Ours: the sides are alike, 天头 and 地脚 halved, for a table alone is not bound.
 */
const LANDSCAPE: Sheet = {
  widthPt: PAGE.heightPt,
  heightPt: PAGE.widthPt,
  topPt: PAGE.leftPt,
  bottomPt: PAGE.rightPt,
  leftPt: (PAGE.heightPt - TEXT_HEIGHT) / 2,
  rightPt: (PAGE.heightPt - TEXT_HEIGHT) / 2,
  textWidthPt: TEXT_HEIGHT,
  textHeightPt: TEXT_WIDTH,
};
/** Width of the text of a paper that lies on its long side, pt. */
export const LANDSCAPE_TEXT_WIDTH = LANDSCAPE.textWidthPt;

export function sheetOf({ landscape }: Pick<Book, 'landscape'>): Sheet {
  return landscape === true ? LANDSCAPE : PORTRAIT;
}

/** Left edge of the text on a page (1-based) of a sheet, pt. */
export function sheetLeft(sheet: Sheet, page: number): number {
  return page % 2 === 1 ? sheet.leftPt : sheet.rightPt;
}

/** Top edge of the page number below the 版心: 7 mm (GB/T 9704). */
export const FOOTER_GAP = 7 * MM;

/** Cell paddings; ours. */
export const CELL_PADDING = { left: 5.4, right: 5.4, top: 4, bottom: 4 } as const;
export const BORDER_WIDTH = 0.5;
/** Largest picture box in the text column, ours: a third of the 版心's height: two pictures with text between them share a page. */
export const FIGURE_MAX_HEIGHT = TEXT_HEIGHT * 0.34;

/** Font roles; `fonts.ts` finds a file for each. */
export type FontRole = 'fangsong' | 'heiti' | 'kaiti' | 'songti' | 'xiaobiaosong';

export interface StyleLayout {
  font: FontRole;
  sizePt: number;
  /** Exact line pitch. */
  pitchPt: number;
  align: 'left' | 'center' | 'right' | 'justify';
  /** First-line indent in 字 of the style's own size. */
  indentCharacters: number;
  beforePt: number;
  afterPt: number;
  bold: boolean;
  keepWithNext: boolean;
}

const style = (
  font: FontRole,
  sizePt: number,
  pitchPt: number,
  more: Partial<Omit<StyleLayout, 'font' | 'sizePt' | 'pitchPt'>> = {},
): StyleLayout => ({
  font,
  sizePt,
  pitchPt,
  align: 'left',
  indentCharacters: 0,
  beforePt: 0,
  afterPt: 0,
  bold: false,
  keepWithNext: false,
  ...more,
});

/** 二号 22, 三号 16, 四号 14, 小四 12, 五号 10.5. Body 28 pt pitch, form tables 18 pt (design.md 10). */
export const STYLES: Record<ParagraphStyle, StyleLayout> = {
  coverTitle: style('xiaobiaosong', 22, 40, { align: 'center' }),
  coverLine: style('fangsong', 16, 40),
  coverIssuer: style('kaiti', 16, 32, { align: 'center' }),
  title: style('xiaobiaosong', 22, 34, { align: 'center', afterPt: 14, keepWithNext: true }),
  annexMark: style('heiti', 16, 28),
  summaryHead: style('fangsong', 14, 24, { afterPt: 6, keepWithNext: true }),
  contentsTitle: style('xiaobiaosong', 22, 34, { align: 'center', afterPt: 14, keepWithNext: true }),
  heading1: style('heiti', 16, 28, { keepWithNext: true, indentCharacters: 2 }),
  heading2: style('kaiti', 16, 28, { keepWithNext: true, indentCharacters: 2 }),
  heading3: style('fangsong', 16, 28, { keepWithNext: true, indentCharacters: 2, bold: true }),
  body: style('fangsong', 16, 28, { align: 'justify', indentCharacters: 2 }),
  bodyFlush: style('fangsong', 16, 28),
  hint: style('kaiti', 16, 28, { indentCharacters: 2 }),
  signature: style('fangsong', 16, 40, { indentCharacters: 13 }),
  signatureNote: style('kaiti', 14, 28, { align: 'right' }),
  formLabel: style('heiti', 12, 18, { align: 'center' }),
  formValue: style('fangsong', 12, 18),
  formHeading: style('heiti', 14, 22, { keepWithNext: true }),
  formBody: style('fangsong', 12, 18, { align: 'justify', indentCharacters: 2 }),
  tableHead: style('heiti', 10.5, 16, { align: 'center' }),
  tableCell: style('fangsong', 10.5, 16),
  ledgerHead: style('heiti', 9, 13, { align: 'center' }),
  ledgerCell: style('fangsong', 9, 13),
  caption: style('heiti', 12, 22, { align: 'center', afterPt: 4 }),
  footnote: style('songti', 10.5, 16, { beforePt: 4 }),
};

/** Contents lines: 四号 仿宋, leaders of dots, the number at the right edge; ours. */
export const CONTENTS_LINE = { font: 'fangsong', sizePt: 14, pitchPt: 26 } as const;
/** Page number: 四号 宋体 “— 1 —”, odd right and even left, one 字 in (GB/T 9704). Twin code beside it, ours. */
export const FOOTER = { font: 'songti', sizePt: 14, codeSizePt: 9, qrSizePt: 34 } as const;
/** “草稿” across every page of a copy that still has blocking findings; ours. Clockwise degrees. */
export const WATERMARK = { sizePt: 150, opacity: 0.1, angle: -45 } as const;

import QRCode from 'qrcode';
import type { Book } from '../book.ts';
import { FOOTER, FOOTER_GAP, type Sheet, sheetLeft, sheetOf } from '../layout.ts';

/** Where the foot of a page has its parts, in pt from the page's upper left corner. */
export interface FooterLayout {
  /** “— 1 —”: odd pages right, even pages left, one 字 in (GB/T 9704). */
  number: { text: string; anchor: 'left' | 'right'; x: number; baseline: number };
  code: { text: string; anchor: 'left' | 'right'; x: number; baseline: number };
  qr: { text: string; x: number; y: number; sizePt: number };
}

/** White around the QR code: four modules, which a scanner needs to find it. */
const QR_GAP = 8;

/** The foot of page `page` (1-based) of a book; the bound evidence pages carry the same. */
export function footerLayout(
  page: number,
  twinCode: string,
  sidePaper?: Book['sidePaper'],
  sheet: Sheet = sheetOf({}),
): FooterLayout {
  const odd = page % 2 === 1;
  const middle = sheet.heightPt - sheet.bottomPt + FOOTER_GAP;
  const left = sheetLeft(sheet, page);
  const right = left + sheet.textWidthPt;
  const qrSize = FOOTER.qrSizePt;
  return {
    number: {
      text: `— ${page} —`,
      anchor: odd ? 'right' : 'left',
      x: odd ? right - FOOTER.sizePt : left + FOOTER.sizePt,
      baseline: middle + FOOTER.sizePt * 0.38,
    },
    code: {
      text: `对照码 ${twinCode}`,
      anchor: odd ? 'left' : 'right',
      x: odd ? left + qrSize + QR_GAP : right - qrSize - QR_GAP,
      baseline: middle + FOOTER.codeSizePt * 0.38,
    },
    qr: {
      text: qrText(twinCode, page, sidePaper),
      x: odd ? left : right - qrSize,
      y: sheet.heightPt - sheet.bottomPt + QR_GAP,
      sizePt: qrSize,
    },
  };
}

/** Twin code and page number, so that a scanned page can be placed again; pages of a side paper have its letter before theirs. */
export function qrText(twinCode: string, page: number, sidePaper?: Book['sidePaper']): string {
  return `${twinCode}/${sidePaper ?? ''}${page}`;
}

/** The dark modules of a QR code as horizontal bars in a square of side 1. */
export function qrBars(text: string): { x: number; y: number; width: number; height: number }[] {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const side = 1 / modules.size;
  const bars: { x: number; y: number; width: number; height: number }[] = [];
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (modules.get(row, column) === 0) continue;
      const from = column;
      while (column + 1 < modules.size && modules.get(row, column + 1) !== 0) column++;
      bars.push({ x: from * side, y: row * side, width: (column - from + 1) * side, height: side });
    }
  }
  return bars;
}

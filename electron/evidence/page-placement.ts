import { MM, PAGE } from '../book/layout.ts';
import { type Matrix, multiply } from './matrix.ts';

/** Where evidence stands on its A4 page, pt from the lower left: clear of the footer and its QR code, which reach up to 34 mm. */
export const EVIDENCE_AREA = {
  x: 6 * MM,
  y: 36 * MM,
  width: PAGE.widthPt - 12 * MM,
  height: PAGE.heightPt - 42 * MM,
} as const;

export type Turn = 0 | 90 | 180 | 270;

/** How a wide page is turned to stand upright; see `pageTurn`. */
export const SIDEWAYS_TURN: Turn = 270;

/** A wide page stays as it reads as long as this much of its natural size remains (an invoice of 240 mm does). */
const LEAST_UPRIGHT_SCALE = 0.75;
/** Small pictures print at no fewer dots per inch than this instead of being blown up. */
const LEAST_PICTURE_DPI = 100;
/** A screenshot longer than this is cut into pages; below it, it is scaled to one. */
const LONG_PICTURE_RATIO = 2.4;
const MOST_SLICES = 60;

export interface Placement {
  /** Source space (pt, origin at the lower left of the shown box at `box`) to A4. */
  matrix: Matrix;
  scale: number;
  /** The place it fills on A4, pt. */
  place: { x: number; y: number; width: number; height: number };
}

/** Size of a box after being turned clockwise. */
export function turnedSize(
  box: { width: number; height: number },
  turn: Turn,
): { width: number; height: number } {
  return turn % 180 === 0
    ? { width: box.width, height: box.height }
    : { width: box.height, height: box.width };
}

/**
 * The whole turn of a PDF page, clockwise: its own, the applicant's, and for a wide page that would
 * become too small the one that stands it upright. GB/T 9704—2012 (A4纸型的表格横排): the head of a
 * sideways table lies at the binding edge on odd pages and at the open edge on even ones, which is
 * the left edge on both, hence 270. What the applicant has turned by hand stays as turned.
 */
export function pageTurn(box: { width: number; height: number }, own: Turn, byHand: Turn): Turn {
  const turn = addTurns(own, byHand);
  if (byHand !== 0) return turn;
  const { width, height } = turnedSize(box, turn);
  const upright = fitScale(width, height);
  const sideways = fitScale(height, width);
  return width > height && upright < LEAST_UPRIGHT_SCALE && sideways > upright
    ? addTurns(turn, SIDEWAYS_TURN)
    : turn;
}

/** Whether the book turns a page of its own accord, which the applicant should look at. */
export function isTurned(box: { width: number; height: number }, own: Turn): boolean {
  return pageTurn(box, own, 0) !== own;
}

export function addTurns(first: Turn, second: Turn): Turn {
  const sum = (first + second) % 360;
  return sum === 90 || sum === 180 || sum === 270 ? sum : 0;
}

const fitScale = (width: number, height: number) =>
  Math.min(EVIDENCE_AREA.width / width, EVIDENCE_AREA.height / height);

/** Places a box, turned clockwise, in the middle of the evidence area: scaled down where too large, never up. */
export function placeBox(
  box: { x: number; y: number; width: number; height: number },
  turn: Turn,
  mostScale: number,
): Placement {
  const size = turnedSize(box, turn);
  const scale = Math.min(mostScale, fitScale(size.width, size.height));
  const width = size.width * scale;
  const height = size.height * scale;
  const x = EVIDENCE_AREA.x + (EVIDENCE_AREA.width - width) / 2;
  const y = EVIDENCE_AREA.y + (EVIDENCE_AREA.height - height) / 2;
  const toOrigin: Matrix = [1, 0, 0, 1, -box.x, -box.y];
  const matrix = multiply(multiply(toOrigin, turnMatrix(box, turn)), [scale, 0, 0, scale, x, y]);
  return { matrix, scale, place: { x, y, width, height } };
}

function turnMatrix({ width, height }: { width: number; height: number }, turn: Turn): Matrix {
  switch (turn) {
    case 0:
      return [1, 0, 0, 1, 0, 0];
    case 90:
      return [0, -1, 1, 0, 0, width];
    case 180:
      return [-1, 0, 0, -1, width, height];
    case 270:
      return [0, 1, -1, 0, height, 0];
  }
}

/** One page's part of a picture, in pixels of the upright picture, and its place on A4, pt. */
export interface PictureSlice {
  top: number;
  height: number;
  place: Placement['place'];
}

/**
 * The pages that an upright picture fills: one, or for a long screenshot several, each a little
 * overlapping the one before so that a line of text at the cut can be read whole.
 */
export function slicePicture(width: number, height: number): PictureSlice[] {
  const most = 72 / LEAST_PICTURE_DPI;
  const place = (rows: number) => placeBox({ x: 0, y: 0, width, height: rows }, 0, most).place;
  if (height / width <= LONG_PICTURE_RATIO || fitScale(width, height) >= most)
    return [{ top: 0, height, place: place(height) }];
  const scale = Math.min(most, EVIDENCE_AREA.width / width);
  const rows = Math.max(Math.ceil(height / MOST_SLICES), Math.floor(EVIDENCE_AREA.height / scale));
  const overlap = Math.floor(rows * 0.03);
  const count = Math.max(1, Math.ceil((height - overlap) / (rows - overlap)));
  return Array.from({ length: count }, (_, index) => {
    const top = index * (rows - overlap);
    const own = Math.min(rows, height - top);
    const full = place(rows);
    const share = own / rows;
    // The last part stands at the top of its page, at the scale of the others.
    return {
      top,
      height: own,
      place: { ...full, y: full.y + full.height * (1 - share), height: full.height * share },
    };
  });
}

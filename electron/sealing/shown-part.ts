import { type Ink, layOver, type ScanInk, SHEET } from './align.ts';
import { type Homography, mapPoint, type Point } from './geometry.ts';

/** What of a page lies outside its picture. */
export interface CutOff {
  /** The side that lacks most, as it stands upright, and how much, mm. */
  side: '上侧' | '下侧' | '左侧' | '右侧';
  mm: number;
  /** Whether something printed is lost, and not only bare paper. */
  printed: boolean;
}

/** Of the bare edge this much may be lost unasked, mm: a scanner set to Letter takes 18 mm off the length of A4. */
const MOST_BARE = { across: 10, down: 20 } as const;
/** Ink that counts as printed, and the share of it that may be lost: the finder's own error at an edge. */
const INK = 80;
const LOST_SHARE = 0.01;
/** Where along a side it is looked at, as shares of it: not at the corners, which a scan that lies askew loses. */
const ALONG = [0.1, 0.3, 0.5, 0.7, 0.9];

type Size = { width: number; height: number };

function isShown(map: Homography, picture: Size, point: Point): boolean {
  const { x, y } = mapPoint(map, point);
  return x >= 0 && y >= 0 && x <= picture.width && y <= picture.height;
}

/** How many mm from a side inwards lie outside. @param at a point so far from the side, at a share along it */
function lostFrom(
  depth: number,
  isIn: (point: Point) => boolean,
  at: (inwards: number, share: number) => Point,
) {
  const lost = ALONG.map((share) => {
    for (let inwards = Math.floor(depth); inwards > 0; inwards -= 1)
      if (!isIn(at(inwards, share))) return inwards;
    return 0;
  });
  // Where another side is cut off, too, only some of these points tell of this one.
  return Math.min(...lost);
}

function isPrintLost({ pixels, perMm }: Ink, isIn: (point: Point) => boolean): boolean {
  let all = 0;
  let lost = 0;
  for (let row = 0, at = 0; row < pixels.height; row += 1)
    for (let column = 0; column < pixels.width; column += 1, at += 1) {
      if ((pixels.data[at] ?? 0) < INK) continue;
      all += 1;
      if (!isIn({ x: (column + 0.5) / perMm.x, y: (row + 0.5) / perMm.y })) lost += 1;
    }
  return lost > all * LOST_SHARE;
}

/**
 * What the picture leaves out of the page that was found in it: half a page agrees with its half, yet must
 * not stand for the whole.
 *
 * @param map from the page's mm to the picture's pixels
 * @returns undefined where the page is there but for a bare edge
 */
export function cutOff(page: Ink, map: Homography, picture: Size): CutOff | undefined {
  const isIn = (point: Point) => isShown(map, picture, point);
  const { width, height } = SHEET;
  const sides = [
    {
      side: '上侧',
      most: MOST_BARE.down,
      mm: lostFrom(height / 2, isIn, (d, s) => ({ x: s * width, y: d })),
    },
    {
      side: '下侧',
      most: MOST_BARE.down,
      mm: lostFrom(height / 2, isIn, (d, s) => ({ x: s * width, y: height - d })),
    },
    {
      side: '左侧',
      most: MOST_BARE.across,
      mm: lostFrom(width / 2, isIn, (d, s) => ({ x: d, y: s * height })),
    },
    {
      side: '右侧',
      most: MOST_BARE.across,
      mm: lostFrom(width / 2, isIn, (d, s) => ({ x: width - d, y: s * height })),
    },
  ] as const;
  const [worst] = sides.toSorted((a, b) => b.mm - b.most - (a.mm - a.most));
  const printed = isPrintLost(page, isIn);
  if (worst === undefined || (worst.mm <= worst.most && !printed)) return undefined;
  return { side: worst.side, mm: worst.mm, printed };
}

/** Side of the squares that ink is summed over, mm: larger than what a letter may lie off its place. */
const SQUARE = 6;
/** Mean ink of a square with print in it, and what share of the usual a square shows whose print is hidden. */
const PRINTED_MEAN = 6;
const FAINT = 0.35;
/** Thin strokes that a fax loses lie scattered; what hides print hides its neighbours, too: this share of them. */
const TOGETHER = 0.75;

/** Mean ink, square by square, row by row. */
function squares(width: number, height: number, side: number, ink: (at: number) => number): number[] {
  const columns = Math.floor(width / side);
  const sums = new Array<number>(columns * Math.floor(height / side)).fill(0);
  for (let y = 0; y < Math.floor(height / side) * side; y += 1)
    for (let x = 0; x < columns * side; x += 1) {
      const to = Math.floor(y / side) * columns + Math.floor(x / side);
      sums[to] = (sums[to] ?? 0) + ink(y * width + x) / side ** 2;
    }
  return sums;
}

/**
 * Share of the printed squares whose print the picture does not show: something lies on it, or light blots it
 * out. A seal adds ink and hides none. A pale print is measured by itself.
 *
 * @param map from the page's mm to the scan's pixels
 */
export function hiddenShare(page: Ink, scan: ScanInk, map: Homography): number {
  const { pixels, perMm } = page;
  const { width, height } = pixels;
  const seen = layOver(page, scan, 'fine', map);
  const side = Math.round(SQUARE * perMm.x);
  const printed = squares(width, height, side, (at) => pixels.data[at] ?? 0);
  const shown = squares(width, height, side, (at) => 255 - (seen.data[at] ?? 255));
  const ratios = printed.map((mean, index) => (mean < PRINTED_MEAN ? undefined : (shown[index] ?? 0) / mean));
  const known = ratios.filter((ratio) => ratio !== undefined).toSorted((a, b) => a - b);
  const faint = (known[Math.floor(known.length * 0.6)] ?? 0) * FAINT;
  const columns = Math.floor(width / side);
  const hidden = ratios.filter((ratio, index) => {
    if (ratio === undefined || ratio >= faint) return false;
    const around = neighboursOf(index, columns).flatMap((at) => ratios[at] ?? []);
    return around.length > 1 && around.filter((each) => each < faint).length >= around.length * TOGETHER;
  });
  return known.length === 0 ? 0 : hidden.length / known.length;
}

/** The eight around; beyond an edge they are of the next row, which is bare there. */
function neighboursOf(index: number, columns: number): number[] {
  return [-columns, 0, columns].flatMap((row) =>
    [-1, 0, 1].map((by) => index + row + by).filter((at) => at !== index),
  );
}

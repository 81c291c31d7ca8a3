import { type Ink, SHEET } from './align.ts';
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

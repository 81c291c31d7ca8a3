import {
  chain,
  fitRobustly,
  type Homography,
  type MapKind,
  mapPoint,
  type Pair,
  type Point,
  scaling,
} from './geometry.ts';
import { evenGrey, inkOf } from './paper.ts';
import { type Pixels, toGrey, warp } from './pixels.ts';

/** A page of A4 as paper knows it, mm. */
export const SHEET = { width: 210, height: 297 } as const;
const dpi = (dots: number) => dots / 25.4;

/** Ink of one page, at a resolution of its own. */
export interface Ink {
  pixels: Pixels;
  /** Pixels a mm, each way: whole pixels make the one differ from the other by a hair. */
  perMm: Point;
}

/** The same picture in several sizes: a coarse look must not trip over what is finer than its pixels. */
export interface InkPyramid {
  fine: Ink;
  coarse: Ink;
}
const FINE = dpi(60);
const COARSE = dpi(30);
/** Longer edge of a scan as it is looked at, pixels: about as fine as the page where it fills the picture. */
const SCAN_FINE = 1050;
const SCAN_COARSE = 480;

/** A scan on even paper in two sizes, bare white, and the size of the scan itself: maps lead to its pixels. */
export interface ScanInk {
  fine: Pixels;
  coarse: Pixels;
  width: number;
  height: number;
}

function inkOnSheet(pixels: Pixels): Ink {
  return { pixels, perMm: { x: pixels.width / SHEET.width, y: pixels.height / SHEET.height } };
}

/** @param grey one channel, whole page, finer than `FINE` */
export async function pageInk(grey: Pixels): Promise<InkPyramid> {
  const fine = await toGrey(grey, Math.round(SHEET.height * FINE));
  const coarse = await toGrey(grey, Math.round(SHEET.height * COARSE));
  return { fine: inkOnSheet(inkOf(fine)), coarse: inkOnSheet(inkOf(coarse)) };
}

/** @param scan one channel, at the size that maps shall lead to */
export async function scanInk(scan: Pixels): Promise<ScanInk> {
  const fine = await toGrey(scan, SCAN_FINE);
  return {
    fine: evenGrey(fine),
    coarse: evenGrey(await toGrey(fine, SCAN_COARSE)),
    width: scan.width,
    height: scan.height,
  };
}

interface Step {
  level: keyof InkPyramid;
  /** How far from the anchor patches are looked at, mm. */
  radius: number;
  /** Side of a patch, mm. */
  patch: number;
  /** How far a patch may lie from where it is expected, mm. */
  search: number;
  kind: MapKind;
  /** What a patch may miss the common map by, mm. */
  tolerance: number;
}

/**
 * From the code outwards. A code of 12 mm tells the far corner of the page to some millimetres only,
 * and a photograph's perspective bends away from it; so what lies near is fitted first and carries the
 * look at what lies further off.
 */
const FROM_CODE: readonly Step[] = [
  { level: 'coarse', radius: 90, patch: 18, search: 5, kind: 'similarity', tolerance: 1 },
  { level: 'coarse', radius: 160, patch: 18, search: 6, kind: 'affine', tolerance: 1 },
  { level: 'coarse', radius: 400, patch: 18, search: 6, kind: 'homography', tolerance: 0.8 },
  { level: 'fine', radius: 400, patch: 12, search: 1.6, kind: 'homography', tolerance: 0.4 },
];
/** From the code of a sheet that was taken from the side: what is far off bends away, so each look goes a little further. */
const FROM_TILTED_CODE: readonly Step[] = [
  { level: 'coarse', radius: 75, patch: 18, search: 5, kind: 'affine', tolerance: 1 },
  { level: 'coarse', radius: 110, patch: 18, search: 5, kind: 'affine', tolerance: 1.5 },
  { level: 'coarse', radius: 150, patch: 18, search: 5, kind: 'homography', tolerance: 1 },
  { level: 'coarse', radius: 200, patch: 18, search: 5, kind: 'homography', tolerance: 0.8 },
  { level: 'coarse', radius: 260, patch: 18, search: 5, kind: 'homography', tolerance: 0.8 },
  { level: 'coarse', radius: 400, patch: 18, search: 4, kind: 'homography', tolerance: 0.8 },
  { level: 'fine', radius: 400, patch: 12, search: 1.6, kind: 'homography', tolerance: 0.4 },
];
/** Without a code only the sheet's outline is known, and that roughly. */
const FROM_OUTLINE: readonly Step[] = [
  { level: 'coarse', radius: 400, patch: 36, search: 14, kind: 'similarity', tolerance: 3 },
  { level: 'coarse', radius: 400, patch: 24, search: 8, kind: 'affine', tolerance: 1.5 },
  { level: 'coarse', radius: 400, patch: 18, search: 5, kind: 'homography', tolerance: 0.8 },
  { level: 'fine', radius: 400, patch: 12, search: 1.6, kind: 'homography', tolerance: 0.4 },
];
/** A picture that should lie on its page already. */
const IN_PLACE: readonly Step[] = [
  { level: 'coarse', radius: 400, patch: 18, search: 4, kind: 'similarity', tolerance: 1 },
  { level: 'fine', radius: 400, patch: 12, search: 1.6, kind: 'affine', tolerance: 0.4 },
];
const STEPS = {
  code: FROM_CODE,
  tiltedCode: FROM_TILTED_CODE,
  outline: FROM_OUTLINE,
  place: IN_PLACE,
} as const;

export interface Alignment {
  /** From the page's mm (origin upper left) to the scan's pixels. */
  map: Homography;
  /** Of the patches with something on them, the share that lies where the map says: 0 to 1. */
  agreement: number;
  /** Patches that agree. */
  patches: number;
}

/** Below either, a picture does not show the page. A stamp and a signature cost some patches, never most. */
const LEAST_AGREEMENT = 0.5;
const LEAST_PATCHES = 6;

export function agrees({ agreement, patches }: Alignment): boolean {
  return agreement >= LEAST_AGREEMENT && patches >= LEAST_PATCHES;
}

/**
 * Finds how a printed page lies in a scan: patches of the page are looked for near where they are
 * expected, and the map that most of them agree upon carries the next, finer look.
 *
 * @param page ink of the page as printed, whole sheet
 * @param start from the page's mm to the scan's pixels
 * @param anchor where `start` is sure, mm on the page
 */
export function alignPage(
  page: InkPyramid,
  scan: ScanInk,
  start: Homography,
  from: keyof typeof STEPS,
  anchor: Point = { x: SHEET.width / 2, y: SHEET.height / 2 },
): Alignment {
  let best: Alignment = { map: start, agreement: 0, patches: 0 };
  for (const step of STEPS[from]) {
    best = improve(page[step.level], scan, best, step, anchor);
    // Laid wrongly to begin with; from a code the first look may just see too little.
    if (from === 'outline' && best.patches === 0) break;
  }
  return best;
}

/**
 * A scan laid over the page: pixel for pixel what it shows there, bare white beside it.
 *
 * @param level of the scan's sizes the one that is about as fine as the page's ink
 * @param map from the page's mm to the scan's pixels
 */
export function layOver(
  { pixels, perMm }: Ink,
  scan: ScanInk,
  level: keyof InkPyramid,
  map: Homography,
): Pixels {
  const seen = scan[level];
  const toLevel = scaling(seen.width / scan.width, seen.height / scan.height);
  const toScan = chain(scaling(1 / perMm.x, 1 / perMm.y), chain(map, toLevel));
  return warp(seen, toScan, pixels.width, pixels.height);
}

function improve(page: Ink, scan: ScanInk, before: Alignment, step: Step, anchor: Point): Alignment {
  const { perMm, pixels } = page;
  const seen = layOver(page, scan, step.level, before.map);
  const found = findPatches(pixels, seen, {
    side: Math.round(step.patch * perMm.x),
    reach: Math.ceil(step.search * perMm.x),
    near: { x: anchor.x * perMm.x, y: anchor.y * perMm.y, radius: step.radius * perMm.x },
  });
  const pairs = found.flatMap(({ x, y, found: place }): Pair[] => {
    if (place === undefined) return [];
    const from = { x: x / perMm.x, y: y / perMm.y };
    const shifted = { x: from.x + place.dx / perMm.x, y: from.y + place.dy / perMm.y };
    return [{ from, to: mapPoint(before.map, shifted), weight: place.likeness }];
  });
  return fitBest(pairs, found.length, step, before);
}

const SIMPLER: Record<MapKind, readonly MapKind[]> = {
  similarity: ['similarity'],
  affine: ['similarity', 'affine'],
  homography: ['similarity', 'affine', 'homography'],
};
/** Patches that a map must have to be trusted: more freedom asks for more witnesses. */
const WITNESSES: Record<MapKind, number> = { similarity: 4, affine: 8, homography: 14 };
/** A freer map must explain the patches this much better, or the plainer one stands: it errs less where there is no ink. */
const WORTH = 0.8;

function fitBest(pairs: readonly Pair[], looked: number, step: Step, before: Alignment): Alignment {
  let best: { map: Homography; miss: number; agreeing: number } | undefined;
  for (const kind of SIMPLER[step.kind]) {
    if (pairs.length < WITNESSES[kind]) break;
    const perMm = localScale(before.map);
    const fitted = fitRobustly(kind, pairs, step.tolerance * perMm);
    if (fitted === undefined) continue;
    const limit = step.tolerance * perMm * 1.5;
    const agreeing = fitted.misses.filter((miss) => miss <= limit);
    if (agreeing.length < Math.min(WITNESSES[kind], LEAST_PATCHES)) continue;
    // Every patch counts, a lost one as a miss of the limit: a map must not win by giving up half the page.
    const miss = Math.sqrt(
      fitted.misses.reduce((sum, each) => sum + Math.min(each, limit) ** 2, 0) / fitted.misses.length,
    );
    if (best === undefined || miss < best.miss * WORTH)
      best = { map: fitted.map, miss, agreeing: agreeing.length };
  }
  if (best === undefined) return { ...before, agreement: 0, patches: 0 };
  return { map: best.map, agreement: best.agreeing / looked, patches: best.agreeing };
}

/** Pixels a mm, in the middle of the page. */
function localScale(map: Homography): number {
  const middle = mapPoint(map, { x: 105, y: 148 });
  const beside = mapPoint(map, { x: 106, y: 148 });
  return Math.hypot(beside.x - middle.x, beside.y - middle.y);
}

interface Patch {
  /** Middle of the patch on the page, pixels. */
  x: number;
  y: number;
  /** How far off it was found, pixels. */
  found: { dx: number; dy: number; likeness: number } | undefined;
}
interface Search {
  side: number;
  reach: number;
  near: { x: number; y: number; radius: number };
}

/** Both ways, so that a patch on a ruled line alone, which slides along it, is left out. */
const LEAST_EDGE = 2.2;
const LEAST_LIKENESS = 0.45;
/** So many witnesses are enough; on a page full of text there are several times as many. */
const MOST_PATCHES = 80;

function findPatches(page: Pixels, seen: Pixels, { side, reach, near }: Search): Patch[] {
  const places: { left: number; top: number }[] = [];
  for (let top = reach; top + side + reach < page.height; top += side)
    for (let left = reach; left + side + reach < page.width; left += side) {
      const middle = { x: left + side / 2, y: top + side / 2 };
      if (Math.hypot(middle.x - near.x, middle.y - near.y) > near.radius) continue;
      if (hasCorners(page, left, top, side)) places.push({ left, top });
    }
  // Evenly thinned, so that every part of the page keeps its say.
  const step = Math.max(1, places.length / MOST_PATCHES);
  const kept = places.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
  return kept.map(({ left, top }) => ({
    x: left + side / 2,
    y: top + side / 2,
    found: findPatch(page, seen, left, top, side, reach),
  }));
}

function hasCorners({ data, width }: Pixels, left: number, top: number, side: number): boolean {
  let across = 0;
  let down = 0;
  for (let y = top; y < top + side - 1; y += 1)
    for (let x = left; x < left + side - 1; x += 1) {
      const at = y * width + x;
      const own = data[at] ?? 0;
      across += Math.abs((data[at + 1] ?? 0) - own);
      down += Math.abs((data[at + width] ?? 0) - own);
    }
  const area = side * side;
  return Math.min(across, down) / area >= LEAST_EDGE;
}

/** Normalised correlation over the whole reach; a peak at its edge is none. */
function findPatch(
  page: Pixels,
  seen: Pixels,
  left: number,
  top: number,
  side: number,
  reach: number,
): Patch['found'] {
  // A large patch has pixels to spare.
  const step = side > 24 ? 2 : 1;
  const edge = Math.ceil(side / step);
  const area = edge * edge;
  const own = new Float32Array(area);
  let mean = 0;
  for (let y = 0, to = 0; y < side; y += step)
    for (let x = 0; x < side; x += step, to += 1) {
      const value = page.data[(top + y) * page.width + left + x] ?? 0;
      own[to] = value;
      mean += value / area;
    }
  let norm = 0;
  for (let at = 0; at < area; at += 1) {
    const value = (own[at] ?? 0) - mean;
    own[at] = value;
    norm += value * value;
  }
  const span = 2 * reach + 1;
  const scores = new Float32Array(span * span);
  let best = 0;
  for (let dy = -reach; dy <= reach; dy += 1)
    for (let dx = -reach; dx <= reach; dx += 1) {
      let sum = 0;
      let squares = 0;
      let product = 0;
      for (let y = 0, to = 0; y < side; y += step) {
        const line = (top + dy + y) * seen.width + left + dx;
        for (let x = 0; x < side; x += step, to += 1) {
          const value = 255 - (seen.data[line + x] ?? 255);
          sum += value;
          squares += value * value;
          product += value * (own[to] ?? 0);
        }
      }
      const spread = squares - (sum * sum) / area;
      const at = (dy + reach) * span + dx + reach;
      scores[at] = spread > area ? product / Math.sqrt(spread * norm) : 0;
      if ((scores[at] ?? 0) > (scores[best] ?? 0)) best = at;
    }
  const likeness = scores[best] ?? 0;
  const [x, y] = [best % span, Math.floor(best / span)];
  if (likeness < LEAST_LIKENESS || x === 0 || y === 0 || x === span - 1 || y === span - 1) return undefined;
  const dx = x - reach + summit(scores[best - 1] ?? 0, likeness, scores[best + 1] ?? 0);
  const dy = y - reach + summit(scores[best - span] ?? 0, likeness, scores[best + span] ?? 0);
  return { dx, dy, likeness };
}

/** Where a parabola through three neighbours has its top, from the middle one. */
function summit(before: number, middle: number, after: number): number {
  const bend = before - 2 * middle + after;
  return bend >= 0 ? 0 : (0.5 * (before - after)) / bend;
}

import { MM } from '../book/layout.ts';
import { footerLayout } from '../book/pdf/footer.ts';
import { type Alignment, agrees, alignPage, type ScanInk, SHEET } from './align.ts';
import { fitMap, type Homography, mapPoint, type Point } from './geometry.ts';
import type { Pixels } from './pixels.ts';
import type { FoundCode } from './read-codes.ts';
import type { ReferencePages } from './reference.ts';

/** Where a page's code is printed: its corners as `FoundCode` has them, mm. */
function printedCode({ code }: FoundCode): readonly Point[] {
  const { x, y, sizePt } = footerLayout(code.page, code.twinCode).qr;
  const [left, top, side] = [x / MM, y / MM, sizePt / MM];
  return [
    { x: left, y: top },
    { x: left + side, y: top },
    { x: left + side, y: top + side },
    { x: left, y: top + side },
  ];
}

/** Finds a page in a scan that shows its code. */
export async function alignByCode(
  pages: ReferencePages,
  scan: ScanInk,
  found: FoundCode,
): Promise<Alignment | undefined> {
  const printed = printedCode(found);
  const pairs = found.corners.flatMap((to, index) => {
    const from = printed[index];
    return from === undefined ? [] : [{ from, to, weight: 1 }];
  });
  const [first = { x: 0, y: 0 }, , third = first] = printed;
  const anchor = { x: (first.x + third.x) / 2, y: (first.y + third.y) / 2 };
  const ink = await pages.ink(found.code.page);
  if (ink === undefined) return undefined;
  let best: Alignment | undefined;
  // A sheet that lies flat first. One taken from the side, or faxed at half the lines, is not as wide as it is high.
  for (const [kind, from] of [
    ['similarity', 'code'],
    ['affine', 'tiltedCode'],
  ] as const) {
    const start = fitMap(kind, pairs);
    if (start === undefined) continue;
    const aligned = alignPage(ink, scan, start, from, anchor);
    if (best === undefined || aligned.agreement > best.agreement) best = aligned;
    if (agrees(best)) break;
  }
  return best;
}

/** The sheet laid over the whole picture, in the four ways it may lie. */
function outlines(width: number, height: number): Homography[] {
  const upright = (scale: number, w: number, h: number): Point => ({
    x: (w - SHEET.width * scale) / 2,
    y: (h - SHEET.height * scale) / 2,
  });
  const scale = Math.min(width / SHEET.width, height / SHEET.height);
  const lying = Math.min(height / SHEET.width, width / SHEET.height);
  const stand = upright(scale, width, height);
  const lie = upright(lying, height, width);
  const standing: Homography[] = [
    [scale, 0, stand.x, 0, scale, stand.y, 0, 0, 1],
    [-scale, 0, width - stand.x, 0, -scale, height - stand.y, 0, 0, 1],
  ];
  const sideways: Homography[] = [
    [0, -lying, width - lie.y, lying, 0, lie.x, 0, 0, 1],
    [0, lying, lie.y, -lying, 0, height - lie.x, 0, 0, 1],
  ];
  return height >= width ? [...standing, ...sideways] : [...sideways, ...standing];
}

/** Finds a page in a scan on which no code can be read; the sheet must fill most of the picture. */
export async function alignByOutline(
  pages: ReferencePages,
  scan: ScanInk,
  page: number,
): Promise<Alignment | undefined> {
  const ink = await pages.ink(page);
  if (ink === undefined) return undefined;
  let best: Alignment | undefined;
  for (const start of outlines(scan.width, scan.height)) {
    const found = alignPage(ink, scan, start, 'outline');
    if (best === undefined || found.agreement > best.agreement) best = found;
    if (agrees(best)) break;
  }
  return best;
}

/** Columns and rows that pages are compared in at a glance. */
const GLANCE = { columns: 60, rows: 85 } as const;
const GLANCE_SHIFT = 3;

/** @param value of a pixel, and where a point of the sheet lies in them */
function glance(
  { data, width, height }: Pixels,
  value: (level: number) => number,
  at: (p: Point) => Point,
): Float32Array {
  const { columns, rows } = GLANCE;
  const result = new Float32Array(columns * rows);
  const parts = 4;
  for (let row = 0; row < rows * parts; row += 1)
    for (let column = 0; column < columns * parts; column += 1) {
      const place = at({
        x: ((column + 0.5) / (columns * parts)) * SHEET.width,
        y: ((row + 0.5) / (rows * parts)) * SHEET.height,
      });
      const u = Math.floor(place.x);
      const v = Math.floor(place.y);
      if (u < 0 || v < 0 || u >= width || v >= height) continue;
      const to = Math.floor(row / parts) * columns + Math.floor(column / parts);
      result[to] = (result[to] ?? 0) + value(data[v * width + u] ?? 0);
    }
  return result;
}

/** Normalised correlation, at the best of some small shifts. */
function likeness(one: Float32Array, other: Float32Array): number {
  const { columns, rows } = GLANCE;
  let best = 0;
  for (let dy = -GLANCE_SHIFT; dy <= GLANCE_SHIFT; dy += 1)
    for (let dx = -GLANCE_SHIFT; dx <= GLANCE_SHIFT; dx += 1) {
      let n = 0;
      let a = 0;
      let b = 0;
      let aa = 0;
      let bb = 0;
      let ab = 0;
      for (let row = Math.max(0, -dy); row < Math.min(rows, rows - dy); row += 1)
        for (let column = Math.max(0, -dx); column < Math.min(columns, columns - dx); column += 1) {
          const first = one[row * columns + column] ?? 0;
          const second = other[(row + dy) * columns + column + dx] ?? 0;
          n += 1;
          a += first;
          b += second;
          aa += first * first;
          bb += second * second;
          ab += first * second;
        }
      const spread = (aa - (a * a) / n) * (bb - (b * b) / n);
      if (spread > 0) best = Math.max(best, (ab - (a * b) / n) / Math.sqrt(spread));
    }
  return best;
}

/** Each page of a book is drawn once for all the scans that show no code. */
const GLANCES = new WeakMap<ReferencePages, Map<number, Float32Array>>();

async function printedGlance(pages: ReferencePages, page: number): Promise<Float32Array | undefined> {
  const known = GLANCES.get(pages) ?? new Map<number, Float32Array>();
  GLANCES.set(pages, known);
  const seen = known.get(page);
  if (seen !== undefined) return seen;
  const ink = await pages.ink(page);
  if (ink === undefined) return undefined;
  const { pixels, perMm } = ink.coarse;
  const printed = glance(
    pixels,
    (level) => level,
    ({ x, y }) => ({ x: x * perMm.x, y: y * perMm.y }),
  );
  known.set(page, printed);
  return printed;
}

/** So many of the likeliest are looked at closely, and none that is hardly alike at all. */
const LOOKED_AT = 3;
const LEAST_LIKE = 0.3;

/** The page that a scan without a code most likely shows, to be asked about, and how it would lie there; undefined where none is like it. */
export async function likeliestPage(
  pages: ReferencePages,
  scan: ScanInk,
  candidates: readonly number[],
): Promise<{ page: number; map: Homography } | undefined> {
  const toCoarse = scan.coarse.width / scan.width;
  const seen = outlines(scan.width, scan.height)
    .slice(0, 2)
    .map((outline) =>
      glance(
        scan.coarse,
        (level) => 255 - level,
        (point) => {
          const { x, y } = mapPoint(outline, point);
          return { x: x * toCoarse, y: y * toCoarse };
        },
      ),
    );
  const ranked: { page: number; like: number }[] = [];
  for (const page of candidates) {
    const printed = await printedGlance(pages, page);
    if (printed === undefined) continue;
    const like = Math.max(...seen.map((each) => likeness(printed, each)));
    if (like >= LEAST_LIKE) ranked.push({ page, like });
  }
  ranked.sort((a, b) => b.like - a.like);
  for (const { page } of ranked.slice(0, LOOKED_AT)) {
    const found = await alignByOutline(pages, scan, page);
    if (found !== undefined && agrees(found)) return { page, map: found.map };
  }
  return undefined;
}

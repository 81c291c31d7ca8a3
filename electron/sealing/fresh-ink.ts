import { type Ink, layOver, type ScanInk, SHEET } from './align.ts';
import type { Homography } from './geometry.ts';
import type { Pixels } from './pixels.ts';

/** How far what is printed may lie off its place, and what is not looked at along the edges (holes, table), mm. */
const SPREAD = 1.6;
const EDGE = 8;
/** Grey levels that ink is darker than what is printed there, and the area of a small signature, mm². */
const LEVELS = 40;
const LEAST_AREA = 12;

/** Each pixel with the darkest ink within `reach` of it, along rows or down columns. */
function darkest({ data, width, height }: Pixels, reach: number, across: boolean): Uint8Array {
  const result = new Uint8Array(data.length);
  const step = across ? 1 : width;
  for (let y = 0, at = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, at += 1) {
      const [place, last] = across ? [x, width - 1] : [y, height - 1];
      let most = 0;
      for (let by = -Math.min(reach, place); by <= Math.min(reach, last - place); by += 1) {
        const value = data[at + by * step] ?? 0;
        if (value > most) most = value;
      }
      result[at] = most;
    }
  return result;
}

/**
 * Whether a scan shows ink where the page prints none: a seal, a signature. Dirt counts, too, so that only a
 * page as it came from the printer is told as one.
 *
 * @param page as it was printed
 * @param map from the page's mm to the scan's pixels
 */
export function showsFreshInk(page: Ink, scan: ScanInk, map: Homography): boolean {
  const { pixels, perMm } = page;
  const { width, height } = pixels;
  const seen = layOver(page, scan, 'fine', map);
  const reach = Math.round(SPREAD * perMm.x);
  const printed = darkest({ ...pixels, data: darkest(pixels, reach, true) }, reach, false);
  const edge = Math.round(EDGE * perMm.x);
  let fresh = 0;
  for (let y = edge; y < height - edge; y += 1)
    for (let x = edge; x < width - edge; x += 1) {
      const at = y * width + x;
      if (255 - (seen.data[at] ?? 255) - (printed[at] ?? 0) > LEVELS) fresh += 1;
    }
  return (fresh * SHEET.width * SHEET.height) / (width * height) >= LEAST_AREA;
}

import { SHEET } from './align.ts';
import { chain, type Homography, scaling } from './geometry.ts';
import { evenOut } from './paper.ts';
import { encodeJpeg, type Pixels, warp } from './pixels.ts';

/** What a sealed page is kept with: 200 dots per inch, which shows the fine strokes of a seal. */
export const PRINT_PIXELS_PER_MM = 200 / 25.4;
const QUALITIES = [82, 74, 64, 52];
const LARGEST_PAGE = 600_000;

/**
 * The page upright and flat on A4, shadow evened out.
 *
 * @param map from the page's mm to the scan's pixels
 */
export function straighten(scan: Pixels, map: Homography, pixelsPerMm = PRINT_PIXELS_PER_MM): Pixels {
  const width = Math.round(SHEET.width * pixelsPerMm);
  const height = Math.round(SHEET.height * pixelsPerMm);
  const page = warp(scan, chain(scaling(SHEET.width / width, SHEET.height / height), map), width, height);
  evenOut(page);
  return page;
}

/** As good as 600 kB allow. */
export async function encodePage(page: Pixels): Promise<Buffer> {
  let encoded: Buffer = Buffer.alloc(0);
  for (const quality of QUALITIES) {
    encoded = await encodeJpeg(page, quality);
    if (encoded.length <= LARGEST_PAGE) break;
  }
  return encoded;
}

/** Size of a page as it stands upright, points (1/72 inch). */
export interface PageSize {
  width: number;
  height: number;
}

export type Rotation = 0 | 90 | 180 | 270;

/** Width and height as shown after turning by a quarter or not. */
export function turned({ width, height }: PageSize, rotation: Rotation): PageSize {
  return rotation % 180 === 0 ? { width, height } : { width: height, height: width };
}

/** More pixels than this are not held for one page; it is drawn coarser and shown larger. */
const MOST_PIXELS = 16_000_000;
/** A longer canvas stays empty, and no browser says so. */
const LONGEST_EDGE = 16_000;

/**
 * How large a canvas is that a page is drawn on.
 *
 * @param page as it is shown, turned; points
 * @param scale pixels a point that are wanted
 * @returns pixels, and how many of them a point has
 */
export function canvasSize({ width, height }: PageSize, scale: number): PageSize & { scale: number } {
  const most = Math.min(Math.sqrt(MOST_PIXELS / (width * height)), LONGEST_EDGE / Math.max(width, height));
  const own = Math.min(scale, most);
  const pixels = (points: number) => Math.max(1, Math.round(points * own));
  return { width: pixels(width), height: pixels(height), scale: own };
}

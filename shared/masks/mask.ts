import { z } from 'zod';

/** As many as anybody marks by hand on one file. */
export const MOST_MASKS = 500;
const share = z.number().min(0).max(1);

/**
 * A region of a page that is black in copies for others: page from 1; place and size in shares of the page as the file
 * itself stands, upright by its own word (/Rotate, EXIF), before the applicant turned it.
 */
export const maskSchema = z.strictObject({
  page: z.number().int().min(1).max(5_000),
  x: share,
  y: share,
  width: z.number().gt(0).max(1),
  height: z.number().gt(0).max(1),
});
export type Mask = z.infer<typeof maskSchema>;

type Turn = 0 | 90 | 180 | 270;
type Region = Omit<Mask, 'page'>;

/** A region as it stands once the page is turned clockwise. Pure. */
export function turnRegion<R extends Region>(region: R, turn: Turn): R {
  const { x, y, width, height } = region;
  switch (turn) {
    case 0:
      return region;
    case 90:
      return { ...region, x: 1 - y - height, y: x, width: height, height: width };
    case 180:
      return { ...region, x: 1 - x - width, y: 1 - y - height };
    case 270:
      return { ...region, x: y, y: 1 - x - width, width: height, height: width };
  }
}

/** The turn that takes another one back. */
export function backTurn(turn: Turn): Turn {
  const back: Record<Turn, Turn> = { 0: 0, 90: 270, 180: 180, 270: 90 };
  return back[turn];
}

/** A region moved, and kept whole on the page. */
export function movedRegion<R extends Region>(region: R, dx: number, dy: number): R {
  const within = (at: number, size: number) => Math.min(1 - size, Math.max(0, at));
  return {
    ...region,
    x: within(region.x + dx, region.width),
    y: within(region.y + dy, region.height),
  };
}

/** Smaller than a finger is no region but a slip. Share of the page. */
export const SMALLEST_MASK = 0.005;

/** The region between two points, within the page. */
export function regionBetween(a: { x: number; y: number }, b: { x: number; y: number }): Region {
  const clamp = (value: number) => Math.min(1, Math.max(0, value));
  const [left, right] = [clamp(Math.min(a.x, b.x)), clamp(Math.max(a.x, b.x))];
  const [top, bottom] = [clamp(Math.min(a.y, b.y)), clamp(Math.max(a.y, b.y))];
  return { x: left, y: top, width: right - left, height: bottom - top };
}

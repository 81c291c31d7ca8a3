import type { DrawingSize } from './drawing-words.ts';

/** More are not drawn, as an A0 plan of 4,500 pixels has: with all that is made of them they take 400 MB. */
const MOST_PIXELS = 15_000_000;

/** How many pixels a page gets, whole ones. @param page in pt */
export function pagePixels(
  { width, height }: { width: number; height: number },
  { longest, dpi }: DrawingSize,
): { width: number; height: number } {
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  const wanted = dpi === undefined ? longest : Math.max(1, Math.round((long / 72) * dpi));
  const edge = Math.min(wanted, longest, Math.sqrt((MOST_PIXELS * long) / short));
  const pixels = (pt: number) => Math.max(1, Math.round((pt / long) * edge));
  return { width: pixels(width), height: pixels(height) };
}

import type { Mask } from '../../shared/masks/mask.ts';

/** Pixels in rows without gaps, 8 bits a channel. */
export interface PagePixels {
  data: Uint8Array;
  width: number;
  height: number;
  channels: number;
}

/**
 * Makes regions black in the pixels themselves: what stood there is no longer anywhere. A region is widened to whole
 * pixels and by one more, so that no edge of a letter stays.
 */
export function blackOut(pixels: PagePixels, masks: readonly Omit<Mask, 'page'>[]): void {
  const { data, width, height, channels } = pixels;
  for (const mask of masks) {
    const left = Math.max(0, Math.floor(mask.x * width) - 1);
    const right = Math.min(width, Math.ceil((mask.x + mask.width) * width) + 1);
    const top = Math.max(0, Math.floor(mask.y * height) - 1);
    const bottom = Math.min(height, Math.ceil((mask.y + mask.height) * height) + 1);
    for (let row = top; row < bottom; row += 1)
      data.fill(0, (row * width + left) * channels, (row * width + right) * channels);
  }
}

import { openPicture } from './picture-facts.ts';

/** Longest edge of a thumbnail, pixels: 120 on a screen of two pixels a point. */
export const THUMBNAIL_EDGE = 240;
const QUALITY = 80;

/**
 * Writes a small JPEG of a picture, upright and on white.
 *
 * @param target absolute path; it is written over
 * @throws Error of sharp for a picture that cannot be decoded
 */
export async function writeThumbnail(source: string, target: string): Promise<void> {
  await openPicture(source)
    .autoOrient()
    .resize(THUMBNAIL_EDGE, THUMBNAIL_EDGE, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality: QUALITY })
    .toFile(target);
}

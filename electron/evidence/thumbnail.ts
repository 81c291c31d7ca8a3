import { openPicture } from './picture-facts.ts';
import { THUMBNAIL_EDGE } from './thumbnail-sizes.ts';

const QUALITY = 80;

/**
 * Writes a small JPEG of a picture, upright and on white.
 *
 * @param target absolute path; it is written over
 * @param edge longest edge, pixels
 * @throws Error of sharp for a picture that cannot be decoded
 */
export async function writeThumbnail(source: string, target: string, edge = THUMBNAIL_EDGE): Promise<void> {
  await openPicture(source)
    .autoOrient()
    .resize(edge, edge, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality: QUALITY })
    .toFile(target);
}

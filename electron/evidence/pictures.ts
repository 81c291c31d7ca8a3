import sharp, { type Sharp } from 'sharp';
import { DossierError } from '../../shared/errors.ts';
import type { PreparedPicture } from '../book/book.ts';
import { systemErrorCode } from '../package/file-errors.ts';
import { openPicture, uprightPixels } from './picture-facts.ts';

/** Sharper than office printers show and than the city's scan will be; more only makes the file heavy. */
const PRINT_DPI = 200;
const JPEG_QUALITY = 82;
/** A drawing or screenshot repeats few colours; a photo hardly repeats any. Share of the sampled pixels. */
const DRAWING_COLOUR_SHARE = 0.08;
const SAMPLE_EDGE = 300;
/** A “drawing” that packs worse than this, in bytes a pixel, was a photo after all. */
const HEAVY_PNG = 0.9;

/** The part of an upright picture to take, in its pixels; the whole where absent. */
export interface PictureCut {
  top: number;
  height: number;
}

/**
 * A picture ready for the book: upright, on white, sRGB, 8 bits, no larger than its box needs.
 * Photos become JPEG, drawings and screenshots PNG.
 * @param boxPt the box that it is printed in, pt
 * @throws DossierError `deviceFailed` for a picture that cannot be decoded; inspect it before
 */
export async function preparePicture(
  absolutePath: string,
  boxPt: { width: number; height: number },
  options: { page?: number; cut?: PictureCut; turn?: 0 | 90 | 180 | 270 } = {},
): Promise<PreparedPicture> {
  const page = options.page ?? 0;
  try {
    const metadata = await openPicture(absolutePath, page).metadata();
    const upright = uprightPixels(metadata);
    const open = () => cutOut(openPicture(absolutePath, page).autoOrient(), upright.width, options.cut);
    const target = {
      width: Math.max(1, Math.ceil((boxPt.width / 72) * PRINT_DPI)),
      height: Math.max(1, Math.ceil((boxPt.height / 72) * PRINT_DPI)),
    };
    const scaled = open()
      .resize({ ...target, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb');
    const { data, info } = await scaled.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
    const pixels = sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
    return await encode(
      options.turn === undefined || options.turn === 0 ? pixels : pixels.rotate(options.turn),
    );
  } catch (error) {
    if (systemErrorCode(error) !== undefined || error instanceof DossierError) throw error;
    throw new DossierError('deviceFailed', { path: absolutePath, detail: '图片不完整或已损坏' });
  }
}

/** A crossed grey box for a picture that could not be read, in a copy that is marked as a draft. */
export async function unreadablePicture(boxPt: { width: number; height: number }): Promise<PreparedPicture> {
  const width = Math.max(8, Math.round(boxPt.width));
  const height = Math.max(8, Math.round(boxPt.height));
  const cross = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect x="1" y="1" width="${width - 2}" height="${height - 2}" fill="#f2f2f2" stroke="#888888"/><path d="M1 1L${width - 1} ${height - 1}M${width - 1} 1L1 ${height - 1}" stroke="#888888"/></svg>`;
  const bytes = await sharp(Buffer.from(cross)).flatten({ background: '#ffffff' }).png().toBuffer();
  return { bytes, format: 'png', widthPx: width, heightPx: height };
}

function cutOut(picture: Sharp, width: number, cut: PictureCut | undefined): Sharp {
  return cut === undefined ? picture : picture.extract({ left: 0, top: cut.top, width, height: cut.height });
}

async function encode(pixels: Sharp): Promise<PreparedPicture> {
  if (await isDrawing(pixels.clone())) {
    const { data, info } = await pixels
      .clone()
      .png({ compressionLevel: 9, palette: false })
      .toBuffer({ resolveWithObject: true });
    if (data.length <= info.width * info.height * HEAVY_PNG) {
      return { bytes: data, format: 'png', widthPx: info.width, heightPx: info.height };
    }
  }
  const { data, info } = await pixels
    .jpeg({ quality: JPEG_QUALITY, chromaSubsampling: '4:2:0', mozjpeg: false })
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, format: 'jpeg', widthPx: info.width, heightPx: info.height };
}

async function isDrawing(pixels: Sharp): Promise<boolean> {
  const { data, info } = await pixels
    .resize(SAMPLE_EDGE, SAMPLE_EDGE, {
      fit: 'inside',
      withoutEnlargement: true,
      kernel: 'nearest',
      fastShrinkOnLoad: false,
    })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const colours = new Set<number>();
  for (let at = 0; at + info.channels <= data.length; at += info.channels) {
    const red = data[at] ?? 0;
    colours.add(info.channels < 3 ? red : (red << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0));
  }
  // A greyscale photo has at most 256 colours whatever it shows.
  const scale = info.channels < 3 ? 64 : info.width * info.height * DRAWING_COLOUR_SHARE;
  return colours.size <= scale;
}

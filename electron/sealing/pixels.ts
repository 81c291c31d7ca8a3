import sharp, { type Sharp } from 'sharp';
import type { Homography } from './geometry.ts';
import '../evidence/blank.ts';

/** Pixels in memory, 8 bits a channel, row by row: 1 channel grey or 3 sRGB. */
export interface Pixels {
  data: Uint8Array;
  width: number;
  height: number;
  channels: 1 | 3;
}

const asSharp = ({ data, width, height, channels }: Pixels) =>
  sharp(data, { raw: { width, height, channels } });

async function pixelsOf(picture: Sharp): Promise<Pixels> {
  const { data, info } = await picture.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels === 1 ? 1 : 3 };
}

/** Decodes what sharp opens: upright by EXIF, on white, sRGB, its longer edge at most `longest` pixels. */
export function decodePicture(picture: Sharp, longest: number): Promise<Pixels> {
  const upright = picture
    .autoOrient()
    .resize({ width: longest, height: longest, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb');
  return pixelsOf(upright);
}

/** One grey channel, with the longer edge at `longest` pixels where that is given. */
export async function toGrey(pixels: Pixels, longest?: number): Promise<Pixels> {
  const grey = pixels.channels === 1 ? pixels : lightnessOf(pixels);
  if (longest === undefined) return grey;
  return pixelsOf(
    asSharp(grey).resize({ width: longest, height: longest, fit: 'inside' }).toColourspace('b-w'),
  );
}

/** By the weights of ITU-R BT.601. */
function lightnessOf({ data, width, height }: Pixels): Pixels {
  const grey = new Uint8Array(width * height);
  for (let to = 0, at = 0; to < grey.length; to += 1, at += 3)
    grey[to] = (77 * (data[at] ?? 0) + 150 * (data[at + 1] ?? 0) + 29 * (data[at + 2] ?? 0) + 128) >> 8;
  return { data: grey, width, height, channels: 1 };
}

/** The red of a picture in colour, as one grey channel: red ink is gone, black ink as black as before. */
export function redOf({ data, width, height, channels }: Pixels): Pixels {
  const red = new Uint8Array(width * height);
  for (let to = 0, at = 0; to < red.length; to += 1, at += channels) red[to] = data[at] ?? 0;
  return { data: red, width, height, channels: 1 };
}

/** How much redder than anything else a pixel of red ink is, in grey levels, and what share of a picture a stroke of it is. */
const RED_LEVELS = 40;
const RED_SHARE = 0.0005;
const RED_STEP = 7;

/** Whether there is red ink in a picture. */
export function hasRed({ data, channels }: Pixels): boolean {
  if (channels === 1) return false;
  let red = 0;
  for (let at = 0; at < data.length; at += channels * RED_STEP)
    if ((data[at] ?? 0) - Math.max(data[at + 1] ?? 0, data[at + 2] ?? 0) > RED_LEVELS) red += 1;
  return red * RED_STEP > (data.length / channels) * RED_SHARE;
}

export function cropPixels(
  pixels: Pixels,
  box: { left: number; top: number; width: number; height: number },
  enlarge: number,
): Promise<Pixels> {
  const cut = asSharp(pixels).extract(box);
  return pixelsOf(enlarge === 1 ? cut : cut.resize({ width: Math.round(box.width * enlarge) }));
}

/** @param quality of JPEG, 1 to 100 */
export function encodeJpeg(pixels: Pixels, quality: number): Promise<Buffer> {
  return asSharp(pixels).jpeg({ quality, chromaSubsampling: '4:2:0' }).toBuffer();
}

/** The same picture, its longer edge at most `longest` pixels. */
export function shrink(pixels: Pixels, longest: number): Promise<Pixels> {
  return pixelsOf(
    asSharp(pixels).resize({ width: longest, height: longest, fit: 'inside', withoutEnlargement: true }),
  );
}

/** A small picture to show beside a question, JPEG. */
export function encodeThumbnail(pixels: Pixels, longest: number): Promise<Buffer> {
  return asSharp(pixels)
    .resize({ width: longest, height: longest, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 70 })
    .toBuffer();
}

/**
 * A picture of `width` × `height` pixels, each taken from where `toSource` says, between the four
 * pixels around; `outside` (white) beyond the source's edges. Whole numbers are the edges of pixels, not their middles.
 */
export function warp(
  source: Pixels,
  toSource: Homography,
  width: number,
  height: number,
  outside = 255,
): Pixels {
  const { data, channels } = source;
  const out = new Uint8Array(width * height * channels).fill(outside);
  const [a, b, c, d, e, f, g, h, i] = toSource;
  const lastX = source.width - 1;
  const lastY = source.height - 1;
  const stride = source.width * channels;
  // Written out plainly: this loop is most of the work.
  for (let row = 0; row < height; row += 1) {
    const y = row + 0.5;
    let to = row * width * channels;
    for (let column = 0; column < width; column += 1, to += channels) {
      const x = column + 0.5;
      const w = 1 / (g * x + h * y + i);
      const u = (a * x + b * y + c) * w - 0.5;
      const v = (d * x + e * y + f) * w - 0.5;
      if (!(u >= 0 && v >= 0 && u < lastX && v < lastY)) continue;
      const left = u | 0;
      const top = v | 0;
      const right = u - left;
      const low = v - top;
      let at = top * stride + left * channels;
      for (let k = 0; k < channels; k += 1, at += 1) {
        const first = data[at] ?? 0;
        const third = data[at + stride] ?? 0;
        const upper = first + ((data[at + channels] ?? 0) - first) * right;
        const lower = third + ((data[at + stride + channels] ?? 0) - third) * right;
        out[to + k] = upper + (lower - upper) * low + 0.5;
      }
    }
  }
  return { data: out, width, height, channels };
}

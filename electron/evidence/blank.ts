import sharp, { type Sharp } from 'sharp';

/** Long edge of the copy that is judged, pixels. */
const SAMPLE_EDGE = 500;
/** Edges of scans carry shadows and punch holes; this share of each side is left out. */
const MARGIN = 0.04;
/** Grey levels from the paper's own that count as ink, and the share of inked pixels that is still blank. */
const INK_LEVELS = 28;
const INK_SHARE = 0.0003;

/** Paper is light and hardly coloured; a page all blue or all black is a picture. */
const DARKEST_PAPER = 190;
const MOST_TINT = 40;

/** Whether a picture shows paper and nothing on it: an empty back side, a white sheet. */
export async function isBlankPicture(picture: Sharp): Promise<boolean> {
  const { data: sample, info: size } = await picture
    .resize(SAMPLE_EDGE, SAMPLE_EDGE, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const means = channelMeans(sample, size.channels);
  if (Math.max(...means) - Math.min(...means) > MOST_TINT) return false;
  const { width, height, channels } = size;
  const grey = sharp(sample, { raw: { width, height, channels } }).greyscale();
  const { data, info } = await grey.raw().toBuffer({ resolveWithObject: true });
  const stride = info.width * info.channels;
  const left = Math.floor(info.width * MARGIN);
  const top = Math.floor(info.height * MARGIN);
  const counts = new Array<number>(256).fill(0);
  let total = 0;
  for (let y = top; y < info.height - top; y += 1) {
    for (let x = left; x < info.width - left; x += 1) {
      const level = data[y * stride + x * info.channels] ?? 0;
      counts[level] = (counts[level] ?? 0) + 1;
      total += 1;
    }
  }
  const paper = medianLevel(counts, total);
  if (paper < DARKEST_PAPER) return false;
  const ink = counts.reduce(
    (sum, count, level) => (Math.abs(level - paper) > INK_LEVELS ? sum + count : sum),
    0,
  );
  return ink <= total * INK_SHARE;
}

/** Of red, green and blue, or of grey alone. sharp's own statistics bring sharpness and entropy along, which take longer. */
function channelMeans(pixels: Uint8Array, channels: number): number[] {
  const sums = new Array<number>(Math.min(channels, 3)).fill(0);
  for (let at = 0; at < pixels.length; at += channels)
    for (let channel = 0; channel < sums.length; channel += 1)
      sums[channel] = (sums[channel] ?? 0) + (pixels[at + channel] ?? 0);
  return sums.map((sum) => (sum * channels) / pixels.length);
}

function medianLevel(counts: readonly number[], total: number): number {
  let seen = 0;
  for (const [level, count] of counts.entries()) {
    seen += count;
    if (seen * 2 >= total) return level;
  }
  return 255;
}

/** Most pixels of a picture that is opened at all; design: 200 million. */
export const MOST_PIXELS = 200_000_000;

// Two hundred pictures in a row must not keep what they decoded, nor each take every core's buffers.
sharp.cache(false);
sharp.concurrency(1);

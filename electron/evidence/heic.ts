import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import { DossierError } from '../../shared/errors.ts';
import { stopIfCancelled, withFileErrors } from '../package/file-errors.ts';

/** What is used of libheif-js, whose own types leave it out. */
interface HeifImage {
  is_primary(): boolean;
  get_width(): number;
  get_height(): number;
  display(target: HeifPixels, done: (pixels: HeifPixels | null) => void): void;
  free(): void;
}
interface HeifPixels {
  data: Uint8Array;
  width: number;
  height: number;
}
interface LibHeif {
  HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[] };
}

/** Of the largest phone cameras; decoding takes about 10 bytes a pixel. */
const MOST_PIXELS = 64_000_000;
const LARGEST_PHOTO = 60_000_000;
const JPEG_QUALITY = 90;
const REMEDY = '请在手机“设置—相机—格式”选“兼容性最佳”重拍，或用看图软件另存为 JPG 后再添加';

/**
 * Writes a HEIC photo as a JPEG: upright, on white, without position and camera data.
 *
 * libheif-js is LGPL-3.0: it is loaded from its own files, so that anyone may put another build in
 * their place.
 *
 * @param target a new file
 * @param name for messages
 * @throws DossierError fileRefused for a photo that is broken or too large, notAllowed, diskFull,
 *   deviceFailed, cancelled
 */
export async function convertHeic(
  source: string,
  target: string,
  name: string,
  signal?: AbortSignal,
): Promise<void> {
  const { data, width, height } = await decode(source, name);
  stopIfCancelled(signal);
  await withFileErrors(target, async () => {
    await sharp(data, { raw: { width, height, channels: 4 } })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: JPEG_QUALITY })
      .toFile(target);
  });
}

async function decode(source: string, name: string): Promise<HeifPixels> {
  const refused = (reason: string) => new DossierError('fileRefused', { name, reason, remedy: REMEDY });
  const bytes = await withFileErrors(source, async () => {
    if ((await stat(source)).size > LARGEST_PHOTO) throw refused('过大');
    return readFile(source);
  });
  // One that has decoded a photo keeps its memory for good: each photo gets its own.
  const image = primaryImage(await loadLibHeif(), bytes);
  if (image === undefined) throw refused('不完整或已损坏');
  const width = image.get_width();
  const height = image.get_height();
  if (width * height > MOST_PIXELS) throw refused(`为 ${width}×${height} 像素，过大`);
  if (width < 1 || height < 1) throw refused('不完整或已损坏');
  const pixels = { data: new Uint8Array(width * height * 4), width, height };
  const decoded = await new Promise<HeifPixels | null>((resolve) => image.display(pixels, resolve));
  if (decoded === null) throw refused('不完整或已损坏');
  return decoded;
}

/** The photo itself, not what a file holds besides; undefined where the library finds none or breaks on it. */
function primaryImage(library: LibHeif, bytes: Uint8Array): HeifImage | undefined {
  try {
    const images = new library.HeifDecoder().decode(bytes);
    return images.find((each) => each.is_primary()) ?? images[0];
  } catch {
    return undefined;
  }
}

async function loadLibHeif(): Promise<LibHeif> {
  const require = createRequire(import.meta.url);
  const wasmBinary = await readFile(require.resolve('libheif-js/libheif-wasm/libheif.wasm'));
  // A CommonJS module without usable types; `LibHeif` is what its readme says of it.
  const factory = require('libheif-js/libheif-wasm/libheif.js') as (options: {
    wasmBinary: Uint8Array;
  }) => LibHeif;
  return factory({ wasmBinary });
}

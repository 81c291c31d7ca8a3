import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { type IconPicture, icnsOf, icoOf } from './containers.ts';

/** Up to this many pixels a side the drawing for small sizes is taken. */
const LARGEST_SMALL = 32;
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];
const ICNS_SIZES = [16, 32, 64, 128, 256, 512, 1024];
const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512];

/** @param name `app`, or `draft` for the file's own icon */
export async function drawIcon(name: 'app' | 'draft', size: number): Promise<IconPicture> {
  const drawing = path.join(import.meta.dirname, `${name}${size <= LARGEST_SMALL ? '-small' : ''}.svg`);
  const png = await sharp(drawing, { density: 300 }).resize(size, size, { fit: 'fill' }).png().toBuffer();
  return { size, png };
}

const drawAll = (name: 'app' | 'draft', sizes: readonly number[]) =>
  Promise.all(sizes.map((size) => drawIcon(name, size)));

/** Draws the icons that the installers need into `folder`: `app.ico`, `app.icns`, `draft.…`, `linux/…`. */
export async function makeIcons(folder: string): Promise<void> {
  mkdirSync(path.join(folder, 'linux'), { recursive: true });
  for (const name of ['app', 'draft'] as const) {
    writeFileSync(path.join(folder, `${name}.ico`), icoOf(await drawAll(name, ICO_SIZES)));
    writeFileSync(path.join(folder, `${name}.icns`), icnsOf(await drawAll(name, ICNS_SIZES)));
  }
  for (const { size, png } of await drawAll('app', LINUX_SIZES))
    writeFileSync(path.join(folder, 'linux', `${size}x${size}.png`), png);
}

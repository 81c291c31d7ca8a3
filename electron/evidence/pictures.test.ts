import { rm } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PreparedPicture } from '../book/book.ts';
import { preparePicture, unreadablePicture } from './pictures.ts';
import { markedPicture, temporaryFolder, writeSample } from './sample-evidence.ts';

let folder = '';
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => rm(folder, { recursive: true }));

const BOX = { width: 360, height: 360 };

async function prepare(name: string, bytes: Uint8Array, box = BOX): Promise<PreparedPicture> {
  return preparePicture(await writeSample(folder, name, bytes), box);
}

/** Colour in the middle of the upper left mark. */
async function upperLeft({ bytes, widthPx, heightPx }: PreparedPicture): Promise<number[]> {
  const region = { left: Math.floor(widthPx / 20), top: Math.floor(heightPx / 20), width: 2, height: 2 };
  const { data } = await sharp(bytes).extract(region).raw().toBuffer({ resolveWithObject: true });
  return [...data.subarray(0, 3)];
}

function noise(width: number, height: number): Promise<Buffer> {
  return sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .png()
    .toBuffer();
}

test('a large photo is scaled to what its box needs and becomes a JPEG', async () => {
  const picture = await prepare('photo.png', await noise(2400, 1200));
  expect(picture).toMatchObject({ format: 'jpeg', widthPx: 1000, heightPx: 500 });
  expect(await sharp(picture.bytes).metadata()).toMatchObject({ format: 'jpeg', space: 'srgb', channels: 3 });
});

test('a small one is not blown up; a drawing stays sharp as PNG', async () => {
  const picture = await prepare('drawing.jpg', await markedPicture(300, 200).png().toBuffer());
  expect(picture).toMatchObject({ format: 'png', widthPx: 300, heightPx: 200 });
});

test('every EXIF orientation comes out upright', async () => {
  const upright = await markedPicture(300, 200).png().toBuffer();
  const turns: Record<number, (picture: Sharp) => Sharp> = {
    1: (picture) => picture,
    2: (picture) => picture.flop(),
    3: (picture) => picture.rotate(180),
    4: (picture) => picture.flip(),
    6: (picture) => picture.rotate(270),
    8: (picture) => picture.rotate(90),
  };
  for (const [orientation, turn] of Object.entries(turns)) {
    const stored = await turn(sharp(upright))
      .withMetadata({ orientation: Number(orientation) })
      .jpeg({ quality: 95 })
      .toBuffer();
    const picture = await prepare(`exif${orientation}.jpg`, stored);
    const [red = 0, green = 255, blue = 255] = await upperLeft(picture);
    expect([orientation, picture.widthPx, red > 200, green < 60, blue < 60]).toEqual([
      orientation,
      300,
      true,
      true,
      true,
    ]);
  }
});

test('transparency becomes white paper, CMYK and 16 bits become plain sRGB', async () => {
  const glass = await prepare(
    'glass.png',
    await sharp({ create: { width: 80, height: 80, channels: 4, background: '#ff000000' } })
      .png()
      .toBuffer(),
  );
  expect(await upperLeft(glass)).toEqual([255, 255, 255]);
  const cmyk = await prepare(
    'cmyk.jpg',
    await sharp(await noise(200, 200))
      .toColourspace('cmyk')
      .jpeg()
      .toBuffer(),
  );
  expect(await sharp(cmyk.bytes).metadata()).toMatchObject({ space: 'srgb', channels: 3 });
  const deep = await prepare('deep.png', await markedPicture(90, 90).toColourspace('rgb16').png().toBuffer());
  expect(await sharp(deep.bytes).metadata()).toMatchObject({ depth: 'uchar', space: 'srgb' });
  const [red = 0] = await upperLeft(deep);
  expect(red).toBeGreaterThan(240);
});

test('grey stays readable, an animation gives its first frame', async () => {
  const grey = await prepare('grey.png', await markedPicture(120, 80).greyscale().png().toBuffer());
  expect(grey).toMatchObject({ widthPx: 120, heightPx: 80 });
  const frames = await Promise.all([
    markedPicture(60, 80).png().toBuffer(),
    markedPicture(60, 80).negate().png().toBuffer(),
  ]);
  const gif = await prepare(
    'two.gif',
    await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer(),
  );
  expect(gif).toMatchObject({ widthPx: 60, heightPx: 80 });
  const [red = 0, green = 255] = await upperLeft(gif);
  expect([red > 200, green < 60]).toEqual([true, true]);
});

test('what cannot be decoded is an error that names the file; a placeholder has the size of the box', async () => {
  const photo = await markedPicture(800, 600).jpeg().toBuffer();
  await expect(prepare('cut.jpg', photo.subarray(0, photo.length / 2))).rejects.toMatchObject({
    code: 'deviceFailed',
  });
  expect(await unreadablePicture({ width: 200, height: 100 })).toMatchObject({
    format: 'png',
    widthPx: 200,
    heightPx: 100,
  });
});

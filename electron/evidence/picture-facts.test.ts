import { rm } from 'node:fs/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FileFacts } from '../../shared/form/evidence-facts.ts';
import { inspectFile } from './inspect.ts';
import { markedPicture, temporaryFolder, writeSample } from './sample-evidence.ts';

let folder = '';
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => rm(folder, { recursive: true }));

async function inspect(name: string, bytes: Uint8Array | string): Promise<FileFacts> {
  return inspectFile(await writeSample(folder, name, bytes), `evidence/${name}`);
}

test('turned by EXIF, CMYK, 16 bits, transparency', async () => {
  const turned = await markedPicture(300, 200).rotate(270).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  expect(await inspect('turned.jpg', turned)).toMatchObject({
    pixels: { width: 300, height: 200 },
    remarks: ['exifRotated'],
  });
  const cmyk = await inspect(
    'cmyk.jpg',
    await markedPicture(300, 200).toColourspace('cmyk').jpeg().toBuffer(),
  );
  expect(cmyk).toMatchObject({ remarks: ['cmyk'] });
  expect(cmyk.problem).toBeUndefined();
  const deep = await inspect(
    'deep.png',
    await markedPicture(300, 200).toColourspace('rgb16').png().toBuffer(),
  );
  expect(deep.pages).toHaveLength(1);
  const empty = await inspect(
    'alpha.png',
    await sharp({ create: { width: 50, height: 50, channels: 4, background: '#0000' } })
      .png()
      .toBuffer(),
  );
  expect(empty.pages[0]?.blank).toBe(true);
});

test('a page of a licence at A4 has its dots per inch; a sheet with one line is not blank', async () => {
  const facts = await inspect('licence.jpg', await markedPicture(1654, 2339).jpeg().toBuffer());
  expect(facts.pages[0]?.dpi).toBeGreaterThan(200);
  const line = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="1654" height="2339"><rect width="100%" height="100%" fill="white"/><text x="700" y="900" font-size="40">None 2024</text></svg>',
  );
  expect((await inspect('line.png', await sharp(line).png().toBuffer())).pages[0]?.blank).toBe(false);
});

test('every page of a TIFF, the first frame of an animation', async () => {
  const frames = await Promise.all([
    markedPicture(60, 80).png().toBuffer(),
    markedPicture(60, 80).negate().png().toBuffer(),
  ]);
  const tiff = await sharp(frames, { join: { animated: true } })
    .tiff()
    .toBuffer();
  expect((await inspect('two.tif', tiff)).pages).toHaveLength(2);
  const gif = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer();
  expect((await inspect('two.gif', gif)).pages).toHaveLength(1);
});

test('a long screenshot fills several pages', async () => {
  const { pages } = await inspect('long.png', await markedPicture(600, 4000).png().toBuffer());
  expect(pages.length).toBeGreaterThan(3);
});

test('12,000 × 9,000 pixels are read; a cut file is damaged; too many pixels are refused', async () => {
  const large = await sharp({ create: { width: 12000, height: 9000, channels: 3, background: '#8ac' } })
    .jpeg()
    .toBuffer();
  expect((await inspect('large.jpg', large)).pixels).toEqual({ width: 12000, height: 9000 });
  const photo = await markedPicture(800, 600).jpeg().toBuffer();
  expect((await inspect('cut.jpg', photo.subarray(0, photo.length / 2))).problem?.code).toBe('damaged');
  const drawing = await markedPicture(800, 600).png().toBuffer();
  expect((await inspect('cut.png', drawing.subarray(0, drawing.length / 2))).problem?.code).toBe('damaged');
  const header = Buffer.from(drawing);
  header.writeUInt32BE(60_000, 16);
  header.writeUInt32BE(60_000, 20);
  expect((await inspect('bomb.png', header)).problem?.code).toMatch(/unsupported|damaged/);
});

test.each([
  ['#ffffff', true],
  ['#c8c8c8', true],
  ['#f5efdc', true],
  ['#336699', false],
  ['#ff0000', false],
  ['#ffee00', false],
  ['#00ff80', false],
  ['#555555', false],
  ['#000000', false],
])('a picture all of %s is blank paper: %s', async (background, blank) => {
  const picture = sharp({ create: { width: 600, height: 800, channels: 3, background } });
  const name = `${background.slice(1)}.jpg`;
  expect((await inspect(name, await picture.jpeg().toBuffer())).pages[0]?.blank).toBe(blank);
});

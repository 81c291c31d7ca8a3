import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { jpegPixels } from './jpeg-size.ts';

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#808080' } });

test('the size is what the JPEG says, plain or progressive, with a preview in its EXIF, and of a piece of a buffer', async () => {
  expect(jpegPixels(await plain(640, 480).jpeg().toBuffer())).toBe(640 * 480);
  const progressive = await plain(301, 77)
    .jpeg({ progressive: true })
    .withExif({ IFD0: { Artist: 'x' } });
  const bytes = await progressive.toBuffer();
  expect(jpegPixels(bytes)).toBe(301 * 77);
  const within = Buffer.concat([Buffer.from([1, 2, 3]), bytes, Buffer.from([4])]);
  expect(jpegPixels(within.subarray(3, 3 + bytes.length))).toBe(301 * 77);
});

test('of two frames the larger one counts, and what lies behind the points does not', () => {
  const frame = (height: number, width: number) => [
    0xff,
    0xc0,
    0,
    8,
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    1,
  ];
  const scan = [0xff, 0xda, 0, 2];
  const jpeg = [0xff, 0xd8, 0xff, ...frame(2, 3), ...frame(500, 400), ...scan, ...frame(9_000, 9_000)];
  expect(jpegPixels(Uint8Array.from(jpeg))).toBe(200_000);
});

test('whatever the bytes are, there is an end and a number', () => {
  const bytes = fc.array(
    fc.oneof(fc.constantFrom(0xff, 0xc0, 0xd8, 0xe1, 0, 2), fc.integer({ min: 0, max: 255 })),
  );
  fc.assert(
    fc.property(bytes, (given) => {
      expect(jpegPixels(Uint8Array.from(given))).toBeGreaterThanOrEqual(0);
    }),
  );
});

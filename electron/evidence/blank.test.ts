import sharp from 'sharp';
import { expect, test } from 'vitest';
import { isBlankPicture } from './blank.ts';

function page(background: string) {
  return sharp({ create: { width: 1240, height: 1754, channels: 3, background } });
}

test.each(['#ffffff', '#f3f1ea', '#dedede'])('an empty sheet of %s is blank', async (colour) => {
  expect(await isBlankPicture(sharp(await page(colour).png().toBuffer()))).toBe(true);
});

test.each(['#336699', '#ff0000', '#ffee00', '#808080', '#000000'])(
  'a picture all %s is a picture',
  async (colour) => {
    expect(await isBlankPicture(sharp(await page(colour).jpeg().toBuffer()))).toBe(false);
  },
);

test('one line of writing is not blank', async () => {
  const line = await sharp({ create: { width: 400, height: 12, channels: 3, background: '#222222' } })
    .png()
    .toBuffer();
  const written = await page('#f8f8f6')
    .composite([{ input: line, left: 300, top: 500 }])
    .png()
    .toBuffer();
  expect(await isBlankPicture(sharp(written))).toBe(false);
});

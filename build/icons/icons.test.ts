import sharp from 'sharp';
import { expect, test } from 'vitest';
import { icnsOf, icoOf } from './containers.ts';
import { drawIcon } from './make-icons.ts';

test.each(['app', 'draft'] as const)('%s is drawn at every size, with clear corners', async (name) => {
  for (const size of [16, 32, 48, 256, 1024]) {
    const { png } = await drawIcon(name, size);
    const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([size, size]);
    expect(data[3], `corner at ${size}`).toBeLessThan(128);
    expect(data[(info.width * Math.floor(size * 0.8) + Math.floor(size / 2)) * 4 + 3]).toBe(255);
  }
});

test('an ICO lists its pictures, and they are where it says', async () => {
  const pictures = [await drawIcon('app', 16), await drawIcon('app', 256)];
  const ico = icoOf(pictures);
  expect([ico.readUInt16LE(0), ico.readUInt16LE(2), ico.readUInt16LE(4)]).toEqual([0, 1, 2]);
  expect([ico[6], ico[22]]).toEqual([16, 0]);
  pictures.forEach(({ png }, place) => {
    const entry = 6 + 16 * place;
    const start = ico.readUInt32LE(entry + 12);
    expect(ico.subarray(start, start + ico.readUInt32LE(entry + 8)).equals(png)).toBe(true);
  });
  expect(() => icoOf([{ size: 512, png: Buffer.alloc(1) }])).toThrow('512');
});

test('an ICNS says its length and that of every picture', async () => {
  const icns = icnsOf([await drawIcon('app', 128), await drawIcon('app', 1024)]);
  expect(icns.toString('latin1', 0, 4)).toBe('icns');
  expect(icns.readUInt32BE(4)).toBe(icns.length);
  const types: string[] = [];
  for (let place = 8; place < icns.length; place += icns.readUInt32BE(place + 4)) {
    types.push(icns.toString('latin1', place, place + 4));
    expect(icns.toString('latin1', place + 9, place + 12)).toBe('PNG');
  }
  expect(types).toEqual(['ic07', 'ic10']);
});

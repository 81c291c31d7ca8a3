import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hasCode } from '../../shared/errors.ts';
import { convertHeic } from './heic.ts';
import { inspectFile } from './inspect.ts';
import { writeSample } from './sample-evidence.ts';

/** A photo with four marks, 320 × 240, lying on its side and turned upright by its `irot`, as phones write it. */
const PHOTO = join(import.meta.dirname, 'testing', 'phone-photo.heic');

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dossier-heic-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function refusal(source: string): Promise<{ reason: string; remedy: string }> {
  const target = join(folder, 'never.jpg');
  const error = await convertHeic(source, target, 'IMG_0001.HEIC').then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!hasCode(error, 'fileRefused')) throw error;
  await expect(readFile(target)).rejects.toThrow('ENOENT');
  return error.data;
}

test('a phone’s photo becomes an upright JPEG that the book can print', async () => {
  const target = join(folder, 'photo.jpg');
  await convertHeic(PHOTO, target, 'IMG_0001.HEIC');
  expect(await inspectFile(target, 'a.jpg')).toMatchObject({
    kind: 'jpeg',
    pixels: { width: 240, height: 320 },
    remarks: [],
  });
  // The red mark was at the upper left; a quarter to the right brings it to the upper right.
  const { data, info } = await sharp(target).raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => [
    ...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3),
  ];
  const [red = 0, green = 255] = at(info.width - 15, 15);
  expect([red > 200, green < 60]).toEqual([true, true]);
});

test('a cut photo is refused with a word on what to do, and leaves nothing', async () => {
  const whole = await readFile(PHOTO);
  for (const length of [100, 300, 500, 800]) {
    const cut = await writeSample(folder, `cut-${length}.heic`, whole.subarray(0, length));
    const { reason, remedy } = await refusal(cut);
    expect(reason).toContain('损坏');
    expect(remedy).toMatch(/兼容性最佳.*另存为 JPG/);
  }
});

test('a photo of more pixels than fit into memory is refused before it is decoded', async () => {
  const bytes = await readFile(PHOTO);
  // ISO/IEC 23008-12, 6.5.3: the size of the image stands in its `ispe`.
  const place = bytes.indexOf('ispe');
  bytes.writeUInt32BE(20_000, place + 8);
  bytes.writeUInt32BE(20_000, place + 12);
  const huge = await writeSample(folder, 'huge.heic', bytes);
  expect((await refusal(huge)).reason).toMatch(/过大|损坏/);
});

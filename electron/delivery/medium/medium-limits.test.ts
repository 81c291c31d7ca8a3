import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFat, LARGEST_ON_FAT, refuseBeyondLimits, roomFor } from './medium-limits.ts';

const place = { shown: 'E:\\', belowRoot: '', isFat: true };
const refusal = (code: string) => expect.objectContaining({ code });

test('FAT is told from exFAT under every name that systems give it', () => {
  for (const name of ['vfat', 'msdos', 'FAT32', 'FAT', 'MS-DOS FAT32', 'MS-DOS FAT16'])
    expect([name, isFat(name)]).toEqual([name, true]);
  for (const name of ['exfat', 'ExFAT', 'exFAT', 'NTFS', 'ext4', 'APFS', ''])
    expect([name, isFat(name)]).toEqual([name, false]);
});

test('a file of 4 GB is refused on FAT alone', () => {
  const files = [{ path: '03.pdf', bytes: LARGEST_ON_FAT + 1 }];
  expect(() => refuseBeyondLimits('包', files, place)).toThrow(refusal('mediumFileTooLarge'));
  refuseBeyondLimits('包', files, { ...place, isFat: false });
  refuseBeyondLimits('包', [{ path: '03.pdf', bytes: LARGEST_ON_FAT }], place);
});

test('paths that Windows could not open are refused, to the character', () => {
  const files = [{ path: `04/${'长'.repeat(97)}`, bytes: 1 }];
  // E:\ + below + \ + name + \ + 100
  const below = (units: number) => ({ ...place, belowRoot: '深'.repeat(units) });
  refuseBeyondLimits('名'.repeat(80), files, below(259 - 3 - 1 - 80 - 1 - 100));
  expect(() => refuseBeyondLimits('名'.repeat(80), files, below(259 - 3 - 80 - 1 - 100))).toThrow(
    refusal('mediumPathTooLong'),
  );
});

test('the room that is asked for is never less than the files, and whole clusters', () => {
  const file = fc.record({ path: fc.constantFrom('a', 'b/c', 'b/d/e'), bytes: fc.nat(1 << 24) });
  fc.assert(
    fc.property(fc.array(file), fc.constantFrom(512, 4096, 32768), (files, cluster) => {
      const room = roomFor(files, cluster);
      expect(room).toBeGreaterThanOrEqual(files.reduce((sum, { bytes }) => sum + bytes, 0));
      expect(room % cluster).toBe(0);
    }),
  );
});

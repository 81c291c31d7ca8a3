import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packageName } from '../../package/names.ts';
import { messageBytes, zipCapacity } from './mail-limits.ts';
import { distributeFiles, mailFolderName, partName } from './mail-parts.ts';

const limit = fc.integer({ min: 1, max: 100 });
const files = fc
  .array(fc.nat(60_000_000), { maxLength: 60 })
  .map((sizes) => sizes.map((bytes, index) => ({ path: `04-佐证材料/${index}.pdf`, bytes })));

test('each file goes into one part or is told as too large; order is kept in each; none is empty', () => {
  fc.assert(
    fc.property(files, limit, (all, megabytes) => {
      const { parts, tooLarge } = distributeFiles('包', all, megabytes);
      const placed = [...parts.flat(), ...tooLarge];
      expect(placed).toHaveLength(all.length);
      expect(new Set(placed)).toEqual(new Set(all));
      for (const part of parts) {
        expect(part.length).toBeGreaterThan(0);
        const positions = part.map((file) => all.indexOf(file));
        expect(positions).toEqual(positions.toSorted((left, right) => left - right));
      }
      // What stands first in the package stands first in the first mail.
      const first = all.find((file) => !tooLarge.includes(file));
      expect(parts[0]?.[0]).toBe(first);
    }),
  );
});

test('no mail is over the limit, and what is told as too large would be', () => {
  fc.assert(
    fc.property(files, limit, (all, megabytes) => {
      const { parts, tooLarge } = distributeFiles('包', all, megabytes);
      const sum = (part: { bytes: number }[]) => part.reduce((bytes, file) => bytes + file.bytes, 0);
      for (const part of parts) expect(messageBytes(sum(part))).toBeLessThanOrEqual(megabytes * 1e6);
      for (const { bytes } of tooLarge) expect(messageBytes(bytes) * 1.001).toBeGreaterThan(megabytes * 1e6);
      // Few parts: no two that would go into one.
      for (const [index, part] of parts.entries()) {
        const next = parts[index + 1];
        if (next !== undefined) expect(sum(part) + sum(next)).toBeGreaterThan(zipCapacity(megabytes) * 0.99);
      }
    }),
  );
});

test('the names of parts are names on FAT32, however long the applicant is', () => {
  const name = packageName({
    ...{ applicant: '很长的企业名称'.repeat(20), programmeName: '“小快轻准”数字化产品和解决方案申报' },
    ...{ date: '2025-10-15', twinCode: '7K3M-9QXT' },
  });
  for (const part of [
    `${partName(name, 12, 34)}.zip`,
    `${partName(name, 12, 34)}.eml`,
    mailFolderName(name),
  ]) {
    expect(part.length).toBeLessThanOrEqual(100);
    expect(Buffer.byteLength(part)).toBeLessThanOrEqual(255);
    expect(part).not.toMatch(/[\\/:*?"<>|]|[. ]$/);
  }
});

import fc from 'fast-check';
import { HOSTILE_TEXTS } from '../../electron/book/fixtures/hostile-texts.ts';
import { type RawEntry, rawZip } from '../../electron/package/testing/raw-zip.ts';
import { mutations } from './mutations.ts';

/** Mutated zips: checksums and sizes are true again, or no reader would come as far as what is inside. */

const HOSTILE_NAMES = [
  ...Object.values(HOSTILE_TEXTS),
  '../../outside.txt',
  '/tmp/outside.txt',
  'C:\\outside.txt',
  'evidence/../../../outside.txt',
  'draft.json',
  'DRAFT.JSON',
  'evidence/',
  'evidence/a.pdf/b',
];

type Change = (entries: RawEntry[]) => RawEntry[];

const at = fc.double({ min: 0, max: 0.999_999, noNaN: true });
const changed = (place: number, entries: RawEntry[], more: (entry: RawEntry) => RawEntry[]) => {
  const index = Math.floor(place * entries.length);
  return entries.flatMap((entry, position) => (position === index ? more(entry) : [entry]));
};

const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.tuple(at, mutations).map(
      ([place, mutate]): Change =>
        (entries) =>
          changed(place, entries, (entry) => [{ ...entry, data: mutate(Buffer.from(entry.data ?? '')) }]),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(at, fc.constantFrom(...HOSTILE_NAMES), fc.boolean()).map(
      ([place, name, twice]): Change =>
        (entries) =>
          changed(place, entries, (entry) => [...(twice ? [entry] : []), { ...entry, name }]),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        at,
        fc.constantFrom(0o120777, 0o040755, 0o020666, 0o104755),
        fc.constantFrom(0x800, 0x801, 0x808),
      )
      .map(
        ([place, mode, flags]): Change =>
          (entries) =>
            changed(place, entries, (entry) => [{ ...entry, mode, flags }]),
      ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(at, fc.nat(), fc.nat()).map(
      ([place, bytes, crc]): Change =>
        (entries) =>
          changed(place, entries, (entry) => [{ ...entry, says: { bytes: bytes >>> 0, crc: crc >>> 0 } }]),
    ),
  },
  {
    weight: 1,
    arbitrary: at.map(
      (place): Change =>
        (entries) =>
          changed(place, entries, () => []),
    ),
  },
);

/** Entries of a zip as a zip with one to four things wrong, and sometimes the bytes of that, too. */
export const zipMutations: fc.Arbitrary<(entries: readonly RawEntry[]) => Buffer> = fc
  .tuple(fc.array(change, { minLength: 1, maxLength: 4 }), fc.option(mutations, { freq: 3 }))
  .map(([changes, mutate]) => (entries) => {
    const bytes = Buffer.from(rawZip(changes.reduce((all, each) => each(all), [...entries])));
    return mutate === null ? bytes : mutate(bytes);
  });

import type { Programme } from '../form/definition.ts';
import { checkCreditCode, normaliseCreditCode } from '../reference/credit-code.ts';
import { findDistrict } from '../reference/districts.ts';
import type { Batch } from './batch.ts';
import type { Entry, EntryMark } from './entry.ts';

/** What the marks of an entry are told from. */
export interface MarkedFacts {
  entryId: string;
  programme: Programme | null;
  /** Id of the package's notice; empty where unknown (typed by hand, unreadable). */
  notice: string;
  /** 报送区县 of the package, else the district in the table; empty where unknown. */
  district: string;
  receivedOn: string;
  creditCode: string;
  applicantName: string;
  productName: string;
}

/**
 * The facts of an entry, with what its package says that the entry does not carry.
 *
 * @param district 报送区县 of the package, empty where it has none
 */
export function markedFactsOf(
  entry: Pick<Entry, 'entryId' | 'programme' | 'receivedOn' | 'creditCode' | 'values'>,
  notice: string,
  district: string,
): MarkedFacts {
  const { entryId, programme, receivedOn, creditCode, values } = entry;
  return {
    ...{ entryId, programme, notice, receivedOn, creditCode },
    district: district === '' ? (values.district ?? '') : district,
    applicantName: values.applicantName ?? '',
    productName: values.productName ?? '',
  };
}

/** A text as it is compared: full width and half width, spaces and case make no other applicant. */
function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s/gu, '').toUpperCase();
}

interface Kept {
  entryId: string;
  creditCode: string;
  /** By its check character: one that was mistyped is nobody else's. */
  isSound: boolean;
  name: string;
  product: string;
}

/** By credit code; the name decides only where one of the two has none, or one that cannot be right. */
function isSameApplicant(one: Kept, other: Kept): boolean {
  if (one.creditCode !== '' && one.creditCode === other.creditCode) return true;
  if (one.isSound && other.isSound) return false;
  return one.name !== '' && one.name === other.name;
}

function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    if (key === '') continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}

/** The others of the same applicant and programme, by entry. */
function companionsOf(entries: readonly MarkedFacts[]): (entryId: string) => Kept[] {
  const found = new Map<string, Kept[]>();
  for (const programme of ['benchmark', 'product'] as const) {
    const kept = entries
      .filter((entry) => entry.programme === programme)
      .map((entry) => ({
        entryId: entry.entryId,
        creditCode: normaliseCreditCode(entry.creditCode),
        isSound: checkCreditCode(entry.creditCode).valid,
        name: plain(entry.applicantName),
        product: plain(entry.productName),
      }));
    const byCode = groupBy(kept, ({ creditCode }) => creditCode);
    const byName = groupBy(kept, ({ name }) => name);
    for (const each of kept) {
      const near = new Set([...(byCode.get(each.creditCode) ?? []), ...(byName.get(each.name) ?? [])]);
      near.delete(each);
      found.set(
        each.entryId,
        [...near].filter((other) => isSameApplicant(each, other)),
      );
    }
  }
  return (entryId) => found.get(entryId) ?? [];
}

function districtName(name: string): string {
  return findDistrict(name)?.name ?? plain(name);
}

/**
 * What is odd about each entry beside the others and the notice. Told of all entries of a batch at once,
 * so that one that comes, goes or changes changes its companions too. Entries in the bin are left out by
 * the caller.
 *
 * @param lastDay of 通知四（一）, inclusive; undefined for a notice that this version does not know
 * @returns by entry id, each list in the order of `entryMark`
 */
export function marksOf(
  batch: Pick<Batch, 'notice' | 'programmes' | 'district'>,
  lastDay: string | undefined,
  entries: readonly MarkedFacts[],
): Map<string, EntryMark[]> {
  const companions = companionsOf(entries);
  const ownDistrict = districtName(batch.district);
  // Where either is not said, nothing is odd.
  const isElsewhere = (district: string) =>
    ownDistrict !== '' && district.trim() !== '' && districtName(district) !== ownDistrict;
  return new Map(
    entries.map((entry) => {
      const product = plain(entry.productName);
      const others = companions(entry.entryId);
      // Another version of one product, or a second product: where either name is missing, the officer is told the former.
      const isOther = (name: string) =>
        entry.programme === 'product' && name !== '' && product !== '' && name !== product;
      const marks: [EntryMark, boolean][] = [
        ['duplicateApplicant', others.some((other) => !isOther(other.product))],
        ['secondProduct', others.some((other) => isOther(other.product))],
        ['otherDistrict', isElsewhere(entry.district)],
        ['late', lastDay !== undefined && entry.receivedOn > lastDay],
        ['otherProgramme', entry.programme !== null && !batch.programmes.includes(entry.programme)],
        ['otherNotice', entry.notice !== '' && entry.notice !== batch.notice],
      ];
      return [entry.entryId, marks.flatMap(([mark, holds]) => (holds ? [mark] : []))];
    }),
  );
}

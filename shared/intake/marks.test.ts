import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type MarkedFacts, marksOf } from './marks.ts';

const BATCH = {
  notice: 'cq-2025-40',
  programmes: ['benchmark' as const, 'product' as const],
  district: '渝北区',
};
const LAST_DAY = '2025-10-22';
const CODE = '91350100M000100Y43';
const OTHER_CODE = '91000000000000019G';

let number = 0;
function facts(more: Partial<MarkedFacts> = {}): MarkedFacts {
  number += 1;
  return {
    entryId: `n${number}`,
    programme: 'product',
    notice: 'cq-2025-40',
    district: '渝北区',
    receivedOn: '2025-10-20',
    creditCode: CODE,
    applicantName: '重庆示例软件有限公司',
    productName: '云工 MES',
    ...more,
  };
}
const marked = (entries: readonly MarkedFacts[], batch: Parameters<typeof marksOf>[0] = BATCH) => {
  const marks = marksOf(batch, LAST_DAY, entries);
  return entries.map(({ entryId }) => marks.get(entryId));
};

test.each([
  ['nothing odd', {}, []],
  ['the last day', { receivedOn: '2025-10-22' }, []],
  ['the day after', { receivedOn: '2025-10-23' }, ['late']],
  ['another district', { district: '江北区' }, ['otherDistrict']],
  ['the same district in other words', { district: '重庆市渝北' }, []],
  ['a district that nobody knows', { district: '某区' }, ['otherDistrict']],
  ['no district', { district: ' ' }, []],
  ['another notice', { notice: 'cq-2024-1' }, ['otherNotice']],
  ['no notice', { notice: '' }, []],
  ['no programme', { programme: null }, []],
])('%s', (_what, more, expected) => {
  expect(marked([facts(more)])).toEqual([expected]);
});

test('a programme that is not collected, and a notice whose last day nobody knows', () => {
  expect(marked([facts()], { ...BATCH, programmes: ['benchmark'] })).toEqual([['otherProgramme']]);
  const late = facts({ receivedOn: '2026-01-01' });
  expect(marksOf(BATCH, undefined, [late]).get(late.entryId)).toEqual([]);
});

test.each([
  ['the same code', {}, {}, ['duplicateApplicant']],
  ['the same code written otherwise', { creditCode: ` ${CODE.toLowerCase()}` }, {}, ['duplicateApplicant']],
  ['another code, though the name is one', { creditCode: OTHER_CODE }, {}, []],
  ['a mistyped code, the same name', { creditCode: `${CODE.slice(0, -1)}X` }, {}, ['duplicateApplicant']],
  ['a mistyped code, another name', { creditCode: 'x', applicantName: '别的公司' }, {}, []],
  ['no code, the same name', { creditCode: '' }, {}, ['duplicateApplicant']],
  ['no code, another name', { creditCode: '', applicantName: '别的公司' }, {}, []],
  ['neither code nor name', { creditCode: '', applicantName: '' }, { creditCode: '', applicantName: '' }, []],
  ['another product', { productName: '云工 WMS' }, {}, ['secondProduct']],
  ['the same product spelt otherwise', { productName: '云工ＭＥＳ' }, {}, ['duplicateApplicant']],
  ['a product without a name', { productName: '' }, {}, ['duplicateApplicant']],
  ['the other programme', { programme: 'benchmark' as const }, {}, []],
  [
    'both 标杆',
    { programme: 'benchmark' as const },
    { programme: 'benchmark' as const },
    ['duplicateApplicant'],
  ],
])('two applications with %s', (_what, one, other, expected) => {
  expect(marked([facts(one), facts(other)])).toEqual([expected, expected]);
});

test('marks depend on who is there alone: not on the order, and both of two that are alike have them', () => {
  const few = <T>(...values: T[]) => fc.constantFrom(...values);
  const entry = fc.record({
    programme: few('benchmark' as const, 'product' as const, null),
    creditCode: few('', 'A', 'B', 'C'),
    applicantName: few('', '甲', '乙'),
    productName: few('', 'x', 'y'),
    district: few('', '渝北区', '江北区'),
    receivedOn: few('2025-10-20', '2025-10-30'),
  });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 12 }), (drawn) => {
      const entries = drawn.map((each) => facts(each));
      const marks = marksOf(BATCH, LAST_DAY, entries);
      expect(marksOf(BATCH, LAST_DAY, entries.toReversed())).toEqual(marks);
      const alike = entries.filter(({ entryId }) => marks.get(entryId)?.includes('duplicateApplicant'));
      expect(alike.length).not.toBe(1);
      const products = entries.filter(({ entryId }) => marks.get(entryId)?.includes('secondProduct'));
      expect(products.length).not.toBe(1);
      expect(products.every(({ programme }) => programme === 'product')).toBe(true);
      for (const { entryId } of entries) {
        const alone = entries.filter((each) => each.entryId === entryId);
        const rest = (marksOf(BATCH, LAST_DAY, alone).get(entryId) ?? []).filter(Boolean);
        expect(marks.get(entryId)).toEqual(expect.arrayContaining(rest));
      }
    }),
  );
});

import { expect, test } from 'vitest';
import type { Entry } from '../../../../shared/intake/entry.ts';
import { countVerdicts, viewEntries, WHOLE_SHELF } from './entry-view.ts';

function entry(position: number, part: Partial<Entry> = {}): Entry {
  return {
    entryId: `entry-${position}`,
    batchId: 'batch-0001',
    position,
    programme: 'benchmark',
    state: 'intact',
    marks: [],
    cameAs: `包${position}.zip`,
    receivedOn: '2025-10-20',
    values: { applicantName: `企业${position}` },
    creditCode: '',
    twinCode: '',
    createdOn: null,
    pages: 0,
    sealed: false,
    files: 0,
    bytes: 0,
    problems: [],
    findings: { block: 0, warn: 0 },
    verdict: null,
    documentCheck: null,
    reasons: '',
    ...part,
  };
}
const positions = (entries: Entry[]) => entries.map(({ position }) => position);

test('each programme has its own list, and what cannot be told stands apart', () => {
  const all = [entry(1), entry(2, { programme: 'product' }), entry(3, { programme: null })];
  expect(positions(viewEntries(all, 'benchmark', WHOLE_SHELF))).toEqual([1]);
  expect(positions(viewEntries(all, 'product', WHOLE_SHELF))).toEqual([2]);
  expect(positions(viewEntries(all, 'unknown', WHOLE_SHELF))).toEqual([3]);
});

test('the search finds words in any order, full width or half, by name, code and file', () => {
  const all = [
    entry(1, { values: { applicantName: '重庆甲软件有限公司', productName: '排程 系统' } }),
    entry(2, { creditCode: '91500000MA5U1234AB', cameAs: '乙公司.zip' }),
  ];
  const found = (search: string) => positions(viewEntries(all, 'benchmark', { ...WHOLE_SHELF, search }));
  expect(found('排程系统 甲软件')).toEqual([1]);
  expect(found('ma5u１２３４')).toEqual([2]);
  expect(found('乙公司')).toEqual([2]);
  expect(found('没有的')).toEqual([]);
});

test('what is odd: files, marks, findings that block; nothing that was typed or is good', () => {
  const all = [
    entry(1),
    entry(2, { state: 'byHand' }),
    entry(3, { state: 'changed' }),
    entry(4, { marks: ['late'] }),
    entry(5, { findings: { block: 1, warn: 0 } }),
    entry(6, { findings: { block: 0, warn: 4 } }),
  ];
  expect(positions(viewEntries(all, 'benchmark', { ...WHOLE_SHELF, state: 'odd' }))).toEqual([3, 4, 5]);
});

test('the undecided come first by verdict, and equal ones stay in the order of the table', () => {
  const all = [entry(3, { verdict: 'recommended' }), entry(2), entry(4, { verdict: 'returned' }), entry(1)];
  const sorted = (down: boolean) =>
    positions(viewEntries(all, 'benchmark', { ...WHOLE_SHELF, order: { column: 'verdict', down } }));
  expect(sorted(false)).toEqual([1, 2, 4, 3]);
  expect(sorted(true)).toEqual([3, 4, 1, 2]);
  expect(countVerdicts(all)).toEqual({ all: 4, open: 2, recommended: 1, returned: 1, rejected: 0 });
});

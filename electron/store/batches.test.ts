import { afterEach, beforeEach, expect, test } from 'vitest';
import type { NewEntry } from './batch-entries.ts';
import { DAYS_IN_BIN } from './bin.ts';
import { DAY } from './clock.ts';
import type { Store } from './store.ts';
import { NEW_BATCH, newEntry } from './testing/new-entry.ts';
import { TemporaryStore } from './testing/temporary-store.ts';

let temporary: TemporaryStore;
let store: Store;
let batchId: string;
beforeEach(async () => {
  temporary = new TemporaryStore();
  store = await temporary.store();
  ({ batchId } = store.batches.create(NEW_BATCH));
});
afterEach(() => temporary.remove());

const add = (entry: NewEntry) => {
  store.entries.add(batchId, entry, []);
  return store.entries.get(entry.entryId);
};
const marks = () => store.entries.list(batchId).map((entry) => entry.marks);
const product = (productName: string) =>
  newEntry({ programme: 'product', values: { applicantName: '重庆示例机械有限公司', productName } });

test('a batch keeps what was typed of it, changes in part, and goes to the bin and back with its entries', () => {
  expect(store.batches.get(batchId)).toMatchObject({ ...NEW_BATCH, batchId });
  store.batches.save(batchId, { contactName: '刘科长', programmes: ['product'] });
  const { entryId } = add(newEntry());
  store.entries.setVerdict([entryId], 'recommended');
  const changed = { ...NEW_BATCH, contactName: '刘科长', programmes: ['product'] };
  expect(store.batches.list()).toMatchObject([{ ...changed, entries: 1, recommended: 1, returned: 0 }]);
  store.batches.setBinned(batchId, true);
  expect(store.batches.list()).toEqual([]);
  expect(store.batches.list('binned')).toMatchObject([{ batchId, binnedAt: temporary.now.toISOString() }]);
  store.batches.setBinned(batchId, false);
  expect(store.batches.list()).toMatchObject([{ batchId, entries: 1, binnedAt: null }]);
  expect(() => store.batches.get('x')).toThrow('这个批次已经不在了');
});

test('marks are of the whole batch: they come and go with every entry that comes, goes or changes', () => {
  const first = add(newEntry());
  expect(first.marks).toEqual([]);
  const second = add(newEntry({ destinationDistrict: '江北区' }));
  expect(marks()).toEqual([['duplicateApplicant'], ['duplicateApplicant', 'otherDistrict']]);
  store.entries.setBinned([second.entryId], true);
  expect(marks()).toEqual([[]]);
  expect(store.entries.binned(batchId)).toMatchObject([{ entryId: second.entryId, marks: [] }]);
  store.entries.setBinned([second.entryId], false);
  expect(marks()[0]).toEqual(['duplicateApplicant']);
  store.entries.change(second.entryId, { creditCode: '915000000000000005' });
  expect(marks()).toEqual([[], ['otherDistrict']]);
  store.entries.setReceivedOn([first.entryId], '2025-10-23');
  expect(marks()[0]).toEqual(['late']);
  store.entries.setReceivedOn([first.entryId], '2025-10-22');
  store.batches.save(batchId, { district: '重庆市江北区', programmes: ['product'] });
  expect(marks()).toEqual([['otherDistrict', 'otherProgramme'], ['otherProgramme']]);
});

test('of an application that came in several versions one is taken, and the others can be had back', () => {
  const old = add(product('云工 MES'));
  const fresh = add(product('云工MES'));
  const other = add(product('云工 WMS'));
  expect(marks()).toEqual([
    ['duplicateApplicant', 'secondProduct'],
    ['duplicateApplicant', 'secondProduct'],
    ['secondProduct'],
  ]);
  const gone = store.entries.prefer(fresh.entryId);
  expect(gone).toEqual([old.entryId]);
  expect(store.entries.list(batchId).map(({ entryId }) => entryId)).toEqual([fresh.entryId, other.entryId]);
  store.entries.setBinned(gone, false);
  expect(store.entries.list(batchId)).toHaveLength(3);
});

test('the officer’s list and word stay with the entry', () => {
  const item = {
    text: '营业执照',
    clause: '附件1 六（一）',
    page: 41,
    findings: [],
    ticked: false,
    remark: '',
  };
  const findings = [{ level: 'warn' as const, message: '名称不一致', remedy: '请核对' }];
  const entry = newEntry();
  const { entryId } = entry;
  store.entries.add(batchId, entry, [
    { ...item, itemId: 'b' },
    { ...item, itemId: 'a', page: null, findings },
  ]);
  store.entries.saveItem(entryId, { itemId: 'a', ticked: true, remark: '已看原件' });
  expect(store.entries.items(entryId)).toEqual([
    { ...item, itemId: 'b' },
    { ...item, itemId: 'a', page: null, findings, ticked: true, remark: '已看原件' },
  ]);
  expect(() => store.entries.saveItem(entryId, { itemId: 'c', ticked: true, remark: '' })).toThrow(
    '已经不在了',
  );
  store.entries.setVerdict([entryId], 'returned', '缺审计报告');
  store.entries.setVerdict([entryId], 'rejected');
  expect(store.entries.get(entryId)).toMatchObject({ verdict: 'rejected', reasons: '缺审计报告' });
  store.entries.setVerdict([entryId], null, '');
  expect(store.entries.get(entryId)).toMatchObject({ verdict: null, reasons: '' });
});

test('the order of the tables is the officer’s', () => {
  const ids = [1, 2, 3].map(() => add(newEntry()).entryId);
  const [one = '', two = '', three = ''] = ids;
  store.entries.setOrder(batchId, [three, one]);
  expect(store.entries.list(batchId).map(({ entryId }) => entryId)).toEqual([three, one, two]);
  expect(store.entries.list(batchId).map(({ position }) => position)).toEqual([1, 2, 3]);
});

test('the same package is known again while it is there; a change of several entries is one or none', () => {
  const { entryId } = add(newEntry({ fingerprint: 'f' }));
  expect(store.entries.fingerprints(batchId)).toEqual({ listed: ['f'], binned: [] });
  expect(() => store.entries.setBinned([entryId, 'x'], true)).toThrow('这份申报已经不在了');
  expect(store.entries.list(batchId)).toHaveLength(1);
  store.entries.setBinned([entryId], true);
  expect(store.entries.fingerprints(batchId)).toEqual({ listed: [], binned: ['f'] });
});

test('after 30 days the bin is emptied; the rest stays', () => {
  const [first, second] = [newEntry(), newEntry()].map(add);
  store.entries.setBinned([first?.entryId ?? ''], true);
  const { batchId: other } = store.batches.create(NEW_BATCH);
  store.entries.add(other, newEntry(), []);
  store.batches.setBinned(other, true);
  temporary.wait(DAYS_IN_BIN * DAY - 1);
  expect(store.batches.purge()).toBe(0);
  temporary.wait(1);
  expect(store.batches.purge()).toBe(2);
  expect(store.entries.list(batchId).map(({ entryId }) => entryId)).toEqual([second?.entryId]);
  expect(store.entries.binned(batchId)).toEqual([]);
  expect(store.batches.list('binned')).toEqual([]);
});

test('an entry whose files are gone says so and may come again, until they are back', () => {
  const { entryId } = add(newEntry({ hasFiles: true, problems: ['x'], fingerprint: 'f' }));
  add(newEntry());
  expect(store.entries.withFiles()).toEqual([{ batchId, entryId }]);
  store.entries.setFilesMissing(new Set([entryId]));
  expect(store.entries.get(entryId).problems).toEqual([
    expect.stringMatching(/^本机存放的材料：已经不在了/),
    'x',
  ]);
  expect(store.entries.fingerprints(batchId)).toEqual({ listed: [], binned: [] });
  expect(store.entries.withoutFiles(batchId, 'f')).toBe(entryId);
  store.entries.setFilesFound(entryId);
  expect(store.entries.get(entryId).problems).toEqual(['x']);
  expect(store.entries.withoutFiles(batchId, 'f')).toBeUndefined();
  store.entries.setFilesMissing(new Set([entryId]));
  store.entries.setFilesMissing(new Set());
  expect(store.entries.get(entryId).problems).toEqual(['x']);
});

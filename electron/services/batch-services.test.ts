import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CALLS } from '../../shared/contract.ts';
import type { Entry } from '../../shared/intake/entry.ts';
import { newEntry } from '../store/testing/new-entry.ts';
import { PLACES_FILE, RunningServices } from './testing/running-services.ts';

let running: RunningServices;
let batchId = '';
beforeEach(async () => {
  running = await RunningServices.start();
  ({ batchId } = running.call.createBatch({
    name: '2025 年推荐',
    notice: 'cq-2025-40',
    programmes: ['benchmark', 'product'],
    district: '渝北区',
    recommender: '重庆市渝北区经济和信息化委员会',
    contactName: '王科',
    contactPhone: '023-67800000',
  }).batch);
});
afterEach(() => running.stop());

const add = (programme: 'benchmark' | 'product', applicantName: string, creditCode = '') =>
  running.call.addEntry({
    batchId,
    programme,
    values: { applicantName: ` ${applicantName} `, contactName: '=1+1' },
    creditCode,
    receivedOn: '2025-10-20',
  }).entries;
const names = (entries: readonly Entry[]) => entries.map(({ values }) => values.applicantName);
const opened = () => CALLS.openBatch.output.parse(running.call.openBatch({ batchId }));

test('what an officer typed is kept as text, trimmed, and comes into the list with its count', () => {
  const [entry] = add('benchmark', '重庆甲公司', ' 91350100m000100y43 ');
  expect(entry).toMatchObject({
    state: 'byHand',
    creditCode: '91350100M000100Y43',
    values: { applicantName: '重庆甲公司', contactName: '=1+1' },
  });
  const { batches } = CALLS.listBatches.output.parse(running.call.listBatches({ bin: false }));
  expect(batches).toMatchObject([{ entries: 1, recommended: 0, batch: { district: '渝北区' } }]);
});

test('what an officer pastes turns no line of the lists around', () => {
  const [entry] = add('benchmark', '重庆\u202e甲\u0007公司', '');
  expect(entry?.values.applicantName).toBe('重庆甲公司');
  const head = {
    ...{ name: '第\u202e一批', programmes: ['benchmark' as const], district: '渝北区' },
    ...{ recommender: ' 渝北区\u2066经信委\u0000 ', contactName: '李\u200f明', contactPhone: '' },
  };
  const { batch } = running.call.createBatch({ ...head, notice: 'cq-2025-40' });
  expect(batch).toMatchObject({ name: '第一批', recommender: '渝北区经信委', contactName: '李明' });
});

test('a row moves within its programme, past those of the other, and stays at the ends', () => {
  add('benchmark', '甲');
  add('product', '子');
  add('benchmark', '乙');
  const [, , second] = add('product', '丑');
  const entryId = second?.entryId ?? '';
  const moved = running.call.moveEntry({ batchId, entryId, by: -1 }).entries;
  expect(names(moved)).toEqual(['乙', '子', '甲', '丑']);
  expect(names(running.call.moveEntry({ batchId, entryId, by: -1 }).entries)).toEqual(names(moved));
  expect(names(running.call.moveEntry({ batchId, entryId, by: 1 }).entries)).toEqual([
    '甲',
    '子',
    '乙',
    '丑',
  ]);
});

test('of a package only the day can be changed: what it says stays what it says', () => {
  running.data.store.entries.add(batchId, newEntry(), []);
  const [entry] = opened().entries;
  const [changed] = running.call.saveEntry({
    batchId,
    entryId: entry?.entryId ?? '',
    programme: 'product',
    values: { applicantName: '别的公司' },
    creditCode: '',
    receivedOn: '2025-10-23',
  }).entries;
  expect(changed).toEqual({ ...entry, receivedOn: '2025-10-23', marks: ['late'] });
});

test('taking out and putting back changes the marks of the others; 以这份为准 says who went', () => {
  add('benchmark', '甲', '91350100M000100Y43');
  const [first, second] = add('benchmark', '甲', '91350100M000100Y43');
  expect(first?.marks).toEqual(['duplicateApplicant']);
  const kept = second?.entryId ?? '';
  const preferred = running.call.preferEntry({ batchId, entryId: kept });
  expect(preferred.binnedIds).toEqual([first?.entryId]);
  expect(preferred.entries.map(({ entryId, marks }) => [entryId, marks])).toEqual([[kept, []]]);
  expect(opened().binned.map(({ entryId }) => entryId)).toEqual(preferred.binnedIds);
  const back = running.call.returnEntries({ batchId, entryIds: preferred.binnedIds });
  expect(back.entries[0]?.marks).toEqual(['duplicateApplicant']);
});

test('a verdict for several keeps the reasons that are there, and is counted', () => {
  const [one] = add('benchmark', '甲');
  const [, two] = add('benchmark', '乙');
  const entryIds = [one?.entryId ?? '', two?.entryId ?? ''];
  running.call.saveVerdict({
    batchId,
    entryIds: entryIds.slice(0, 1),
    verdict: 'returned',
    reasons: '缺审计报告',
  });
  const { entries } = running.call.saveVerdict({ batchId, entryIds, verdict: 'rejected', reasons: null });
  expect(entries.map(({ verdict, reasons }) => [verdict, reasons])).toEqual([
    ['rejected', '缺审计报告'],
    ['rejected', ''],
  ]);
  expect(running.call.listBatches({ bin: false }).batches[0]?.rejected).toBe(2);
});

test('the papers say what is missing before they are sent, and take only what is recommended', () => {
  const [one] = add('benchmark', '重庆甲公司');
  add('benchmark', '重庆乙公司');
  const entryIds = [one?.entryId ?? ''];
  running.call.saveVerdict({ batchId, entryIds, verdict: 'recommended', reasons: null });
  running.now = new Date('2025-10-31T08:00:00.000Z');
  const papers = CALLS.readPapers.output.parse(running.call.readPapers({ batchId }));
  expect(papers.tables.map(({ annex, rows }) => [annex, rows.map(({ cells }) => cells)])).toEqual([
    ['附件2', [['1', '', '重庆甲公司', '=1+1', '']]],
    ['附件4', []],
  ]);
  expect(papers.tables[0]?.headLine).toContain('推荐单位（盖章）：重庆市渝北区经济和信息化委员会');
  expect(papers.filled.join('\n')).toContain('重庆甲公司');
  expect(papers.warnings.join('\n')).toMatch(/汇总表有空格：重庆甲公司[\s\S]*没有电子件[\s\S]*已过报送市级/);
});

test('a batch goes into the bin whole and comes back whole', () => {
  add('benchmark', '甲');
  running.call.binBatch({ batchId });
  expect(running.call.listBatches({ bin: false }).batches).toEqual([]);
  expect(running.call.listBatches({ bin: true }).batches[0]?.binnedAt).not.toBeNull();
  running.call.returnBatch({ batchId });
  expect(names(opened().entries)).toEqual(['甲']);
});

test('tables and 退回单 are written into a folder of their own, which is the one that is noted meanwhile', async () => {
  const [entry] = add('benchmark', '重庆甲公司');
  const blocked = join(running.folder, '不是文件夹');
  writeFileSync(blocked, '');
  const noted = async (write: () => unknown) => {
    running.answers.push([blocked]);
    await expect(write()).rejects.toThrow();
    return readFileSync(join(running.folder, PLACES_FILE), 'utf8');
  };
  expect(await noted(() => running.call.writeTables({ batchId }))).toContain('不是文件夹/汇总表-');
  add('benchmark', '重庆乙公司');
  const entryIds = opened().entries.map(({ entryId }) => entryId);
  expect(entryIds).toContain(entry?.entryId);
  expect(await noted(() => running.call.writeReturnSlips({ batchId, entryIds }))).toContain(
    '不是文件夹/退回单-',
  );
});

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dataFolder } from './data-folder.ts';
import { openStore } from './open-store.ts';
import type { Store } from './store.ts';

let root = '';
let open: Store | undefined;
let now = new Date('2025-10-10T08:00:00.000Z');

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dossier-store-'));
  now = new Date('2025-10-10T08:00:00.000Z');
});
afterEach(() => {
  open?.close();
  open = undefined;
  rmSync(root, { recursive: true, force: true });
});

async function start(): Promise<Store> {
  open?.close();
  const outcome = await openStore(root, () => now, { createFolder: true });
  if (outcome.outcome !== 'opened') throw new Error(outcome.error.message);
  open = outcome.store;
  return outcome.store;
}
const answer = (key: string, value: unknown) => ({ part: 'answers' as const, key, value });

test('what was saved is there after a restart, with its revision', async () => {
  const store = await start();
  const draft = store.drafts.create('cq-2025-40', 'benchmark');
  const saved = store.drafts.save(draft.id, draft.revision, [answer('applicantName', '重庆示例公司')]);
  const again = (await start()).drafts.get(draft.id);
  expect(again.draft.answers.applicantName).toBe('重庆示例公司');
  expect(again.revision).toBe(saved.revision);
  expect(again.revision).toBeGreaterThan(draft.revision);
});

test('a stale save is refused and overwrites nothing', async () => {
  const store = await start();
  const draft = store.drafts.create('cq-2025-40', 'product');
  store.drafts.save(draft.id, draft.revision, [answer('applicantName', '先到')]);
  expect(() => store.drafts.save(draft.id, draft.revision, [answer('applicantName', '后到')])).toThrow(
    '没有覆盖',
  );
  expect(store.drafts.get(draft.id).draft.answers.applicantName).toBe('先到');
});

test('an unknown field and a wrong kind of answer are refused', async () => {
  const store = await start();
  const draft = store.drafts.create('cq-2025-40', 'product');
  expect(() => store.drafts.save(draft.id, draft.revision, [answer('aplicantName', '甲')])).toThrow(
    '没有这个填报项',
  );
  expect(() => store.drafts.save(draft.id, draft.revision, [answer('price', '四万')])).toThrow('应为数字');
  expect(store.drafts.get(draft.id).revision).toBe(draft.revision);
});

test('a field goes back step by step and forth again; a whole draft goes back to a revision', async () => {
  const store = await start();
  const draft = store.drafts.create('cq-2025-40', 'benchmark');
  const place = { part: 'answers' as const, key: 'address' };
  const first = store.drafts.save(draft.id, draft.revision, [answer('address', '一号')]);
  now = new Date(now.getTime() + 60_000);
  const second = store.drafts.save(draft.id, first.revision, [answer('address', '二号')]);
  const undone = store.history.undo(draft.id, second.revision, place);
  expect(store.drafts.get(draft.id).draft.answers.address).toBe('一号');
  const redone = store.history.redo(draft.id, undone.revision, place);
  expect(store.drafts.get(draft.id).draft.answers.address).toBe('二号');
  store.history.restore(draft.id, redone.revision, first.revision);
  expect(store.drafts.get(draft.id).draft.answers.address).toBe('一号');
});

test('a draft in the bin cannot be changed, comes back whole, and goes after 30 days', async () => {
  const store = await start();
  const draft = store.drafts.create('cq-2025-40', 'benchmark', [answer('applicantName', '甲公司')]);
  store.bin.put(draft.id);
  expect(store.drafts.list()).toEqual([]);
  expect(() => store.drafts.save(draft.id, draft.revision, [answer('applicantName', '乙')])).toThrow(
    '回收站',
  );
  store.bin.takeBack(draft.id);
  expect(store.drafts.get(draft.id).draft.answers.applicantName).toBe('甲公司');
  store.bin.put(draft.id);
  now = new Date(now.getTime() + 29 * 86_400_000);
  expect(store.bin.purge()).toBe(0);
  now = new Date(now.getTime() + 2 * 86_400_000);
  expect(store.bin.purge()).toBe(1);
  expect(store.bin.list()).toEqual([]);
});

test('a database of a newer program is told and not touched; a broken one is told and kept', async () => {
  await start();
  open?.close();
  open = undefined;
  const { database } = dataFolder(root);
  const raw = new DatabaseSync(database);
  raw.exec('PRAGMA user_version = 999');
  raw.close();
  const newer = await openStore(root, () => now);
  expect(newer.outcome).toBe('newer');
  writeFileSync(database, 'this is no database, and long enough to be looked at'.repeat(100));
  const corrupt = await openStore(root, () => now);
  expect(corrupt.outcome).toBe('corrupt');
  expect(readdirSync(join(database, '..')).length).toBeGreaterThan(0);
});

test('a backup is made, verified and listed', async () => {
  const store = await start();
  store.drafts.create('cq-2025-40', 'benchmark', [answer('applicantName', '甲公司')]);
  await store.backups.make('close');
  const backups = await store.backups.list();
  expect(backups).toHaveLength(1);
  expect(JSON.stringify(backups[0])).toContain('close');
});

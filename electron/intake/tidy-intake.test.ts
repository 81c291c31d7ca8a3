import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAYS_IN_BIN } from '../store/bin.ts';
import { DAY } from '../store/clock.ts';
import type { Store } from '../store/store.ts';
import { NEW_BATCH, newEntry } from '../store/testing/new-entry.ts';
import { TemporaryStore } from '../store/testing/temporary-store.ts';
import { tidyIntake } from './tidy-intake.ts';

let temporary: TemporaryStore;
let store: Store;
let batchId: string;
let folder: string;
beforeEach(async () => {
  temporary = new TemporaryStore();
  store = await temporary.store();
  ({ batchId } = store.batches.create(NEW_BATCH));
  folder = join(store.context.folder.intake, batchId);
});
afterEach(() => temporary.remove());

function put(name: string): string {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'manifest.json'), '{}');
  utimesSync(join(folder, name), temporary.now, temporary.now);
  return name;
}

test('a start without anything taken in finds nothing to do', () => {
  expect(tidyIntake(store)).toEqual({ cleared: 0, missing: 0 });
});

test('after a crash: what was half or never got into the store goes, what did gets its name', () => {
  const entry = newEntry({ hasFiles: true });
  const settled = newEntry({ hasFiles: true });
  for (const each of [entry, settled]) store.entries.add(batchId, each, []);
  put(`${entry.entryId}.ready`);
  put(settled.entryId);
  put('11111111-1111-4111-8111-111111111111.part');
  put('22222222-2222-4222-8222-222222222222.ready');
  expect(tidyIntake(store)).toEqual({ cleared: 2, missing: 0 });
  expect(readdirSync(folder).sort()).toEqual([entry.entryId, settled.entryId].sort());
  expect(existsSync(join(folder, entry.entryId, 'manifest.json'))).toBe(true);
});

test('an entry whose files were taken away says so, until they are back', () => {
  const entry = newEntry({ hasFiles: true });
  store.entries.add(batchId, entry, []);
  expect(tidyIntake(store)).toEqual({ cleared: 0, missing: 1 });
  expect(store.entries.get(entry.entryId).problems).toEqual([expect.stringMatching(/重新收取/)]);
  put(entry.entryId);
  expect(tidyIntake(store)).toEqual({ cleared: 0, missing: 0 });
  expect(store.entries.get(entry.entryId).problems).toEqual([]);
});

test('a package that no row names is kept as long as one in the bin: a restored backup may name it', () => {
  const entry = newEntry({ hasFiles: true });
  store.entries.add(batchId, entry, []);
  put(entry.entryId);
  put('lost');
  store.entries.setBinned([entry.entryId], true);
  temporary.wait(DAYS_IN_BIN * DAY - 1);
  store.batches.purge();
  expect(tidyIntake(store)).toEqual({ cleared: 0, missing: 0 });
  temporary.wait(1);
  store.batches.purge();
  expect(tidyIntake(store)).toEqual({ cleared: 2, missing: 0 });
  expect(readdirSync(folder)).toEqual([]);
});

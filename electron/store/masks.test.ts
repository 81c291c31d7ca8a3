import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Store } from './store.ts';
import { TemporaryStore } from './testing/temporary-store.ts';

let temporary: TemporaryStore;
let store: Store;
beforeEach(async () => {
  temporary = new TemporaryStore();
  store = await temporary.store();
});
afterEach(() => temporary.remove());

test('marks belong to the content: they stay with it, give way to new ones, and go with their file', async () => {
  const source = join(temporary.root, 'a.pdf');
  writeFileSync(source, 'a licence');
  const { sha256 } = await store.files.takeIn(source);
  const mask = { page: 2, x: 0.1, y: 0.2, width: 0.3, height: 0.05 };
  expect(store.masks.of(sha256)).toEqual([]);
  store.masks.save(sha256, [mask]);
  store.masks.save(sha256, [mask, { ...mask, page: 1 }]);
  expect(store.masks.of(sha256)).toEqual([mask, { ...mask, page: 1 }]);
  store.masks.save(sha256, []);
  expect(store.masks.of(sha256)).toEqual([]);
  expect(() => store.masks.save('0'.repeat(64), [mask])).toThrow(/已经不在了/);
  store.masks.save(sha256, [mask]);
  temporary.wait(40 * 86_400_000);
  expect(await store.backups.clearUnusedFiles()).toMatchObject({ count: 1 });
  expect(store.masks.of(sha256)).toEqual([]);
});

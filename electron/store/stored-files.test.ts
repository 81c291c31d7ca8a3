import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dataFolder } from './data-folder.ts';
import type { Store } from './store.ts';
import { TemporaryStore } from './testing/temporary-store.ts';

let temporary: TemporaryStore;
let store: Store;
beforeEach(async () => {
  temporary = new TemporaryStore();
  store = await temporary.store();
});
afterEach(() => temporary.remove());

const DAY = 86_400_000;
const incoming = () => {
  const folder = dataFolder(temporary.root).incoming;
  return existsSync(folder) ? readdirSync(folder) : [];
};
function source(name: string, content: string): string {
  const path = join(temporary.root, name);
  writeFileSync(path, content);
  return path;
}
/** Lets a draft name a file as its business licence. */
function name(draft: string, sha256: string | null): void {
  const { revision } = store.drafts.get(draft);
  const value = sha256 === null ? null : { files: [{ path: 'evidence/businessLicence/a.pdf', sha256 }] };
  store.drafts.save(draft, revision, [{ part: 'evidence', key: 'businessLicence', value }]);
}
const newDraft = () => store.drafts.create('cq-2025-40', 'benchmark').id;

test('a file lies under its hash with its own name remembered; the same content is kept once', async () => {
  const one = await store.files.takeIn(source('执照.pdf', 'content'));
  const two = await store.files.takeIn(source('副本.pdf', 'content'));
  expect(two.sha256).toBe(one.sha256);
  expect(store.files.path(one.sha256)).toMatch(new RegExp(`${one.sha256.slice(0, 2)}.${one.sha256}$`));
  expect(readFileSync(store.files.path(one.sha256), 'utf8')).toBe('content');
  expect(store.files.get(one.sha256)).toMatchObject({ bytes: 7, originalName: '执照.pdf' });
  expect(incoming()).toEqual([]);
});

test('pieces make the whole; one too many is refused, and nothing of it is kept', async () => {
  const file = await store.files.begin('a.bin', 10);
  await file.write(Buffer.from('01234'));
  await file.write(Buffer.from('56789'));
  const kept = await store.files.keep(file);
  expect(readFileSync(store.files.path(kept.sha256), 'utf8')).toBe('0123456789');
  const large = await store.files.begin('b.bin', 4);
  await expect(large.write(Buffer.from('01234'))).rejects.toMatchObject({ code: 'fileTooLarge' });
  await large.discard();
  expect(incoming()).toEqual([]);
});

test('a copy that was damaged on the disk is replaced by the good one', async () => {
  const path = source('a.pdf', 'content');
  const { sha256 } = await store.files.takeIn(path);
  writeFileSync(store.files.path(sha256), 'conten');
  await store.files.takeIn(path);
  expect(readFileSync(store.files.path(sha256), 'utf8')).toBe('content');
});

test('what was being taken in when the program was cut off is swept at the next start', async () => {
  const folder = dataFolder(temporary.root).incoming;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'half'), 'half');
  temporary.close();
  store = await temporary.store();
  expect(incoming()).toEqual([]);
});

test('a draft cannot name a file that was never taken in', () => {
  const draft = newDraft();
  expect(() => name(draft, 'b'.repeat(64))).toThrow(expect.objectContaining({ code: 'fileNotTaken' }));
  expect(store.drafts.get(draft).draft.evidence).toEqual({});
});

test('cleared away is what no draft, bin, history or backup names, a day after it came', async () => {
  const draft = newDraft();
  const [used, past, stray, fresh] = await Promise.all(
    ['used', 'past', 'stray', 'fresh'].map((content) => store.files.takeIn(source(content, content))),
  );
  if (used === undefined || past === undefined || stray === undefined || fresh === undefined)
    throw new Error();
  name(draft, past.sha256);
  name(draft, used.sha256);
  expect(await store.backups.clearUnusedFiles()).toEqual({ count: 0, bytes: 0 });
  temporary.wait(DAY + 1);
  await store.files.takeIn(join(temporary.root, 'fresh'));
  expect(await store.backups.clearUnusedFiles()).toEqual({ count: 1, bytes: 5 });
  const isThere = (each: { sha256: string }) => existsSync(store.files.path(each.sha256));
  // In the history of the draft, `past` can still be had back.
  expect([used, past, stray, fresh].map(isThere)).toEqual([true, true, false, true]);
  store.bin.put(draft);
  expect((await store.backups.clearUnusedFiles()).count).toBe(0);
});

test('what a backup names stays until the backup goes, and nothing is cleared while a backup cannot be read', async () => {
  const draft = newDraft();
  const { sha256 } = await store.files.takeIn(source('a.pdf', 'content'));
  name(draft, sha256);
  const backup = await store.backups.make('person');
  store.bin.put(draft);
  store.bin.delete(draft);
  temporary.wait(2 * DAY);
  expect((await store.backups.clearUnusedFiles()).count).toBe(0);
  const path = join(dataFolder(temporary.root).backups, `${backup.id}.sqlite3`);
  writeFileSync(path, 'broken');
  expect((await store.backups.clearUnusedFiles()).count).toBe(0);
  rmSync(path);
  expect((await store.backups.clearUnusedFiles()).count).toBe(1);
  expect(existsSync(store.files.path(sha256))).toBe(false);
});

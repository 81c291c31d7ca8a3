import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backupsIn } from './backup-file.ts';
import { dataFolder } from './data-folder.ts';
import { recoverStore } from './recover-store.ts';
import { copyBackup, prepareSecondCopy } from './second-copy.ts';
import type { Store } from './store.ts';
import { placeOfFile } from './stored-files.ts';
import { answer, TemporaryStore } from './testing/temporary-store.ts';

let temporary: TemporaryStore;
let store: Store;
let target = '';
beforeEach(async () => {
  temporary = new TemporaryStore();
  store = await temporary.store();
  target = join(temporary.root, 'stick', '申报匣备份');
  await prepareSecondCopy(target);
});
afterEach(() => temporary.remove());

/** A draft with a file, in the store and in a new backup. @returns the backup's id, and the file's hash */
async function backedUp(applicant: string): Promise<{ id: string; sha256: string }> {
  temporary.wait(3_600_000);
  const source = join(temporary.root, 'a.pdf');
  writeFileSync(source, `licence of ${applicant}`);
  const { sha256 } = await store.files.takeIn(source);
  const files = [{ path: 'evidence/a.pdf', sha256 }];
  const { id, revision } = store.drafts.create('cq-2025-40', 'product', [answer('applicantName', applicant)]);
  store.drafts.save(id, revision, [{ part: 'evidence', key: 'businessLicence', value: { files } }]);
  return { id: (await store.backups.make('person')).id, sha256 };
}

function copy(id: string, signal?: AbortSignal) {
  const { backups, files } = dataFolder(temporary.root);
  return copyBackup({ target, backups, id, files }, undefined, signal);
}
const copiedFile = (sha256: string) => placeOfFile(join(target, 'files'), sha256);

test('the copy has the backup and every file that it names; the next one brings only what is new', async () => {
  const first = await backedUp('甲');
  expect(await copy(first.id)).toMatchObject({ files: 1 });
  expect(readFileSync(copiedFile(first.sha256), 'utf8')).toBe('licence of 甲');
  const second = await backedUp('乙');
  expect(await copy(second.id)).toMatchObject({ files: 1 });
  expect((await backupsIn(join(target, 'backups'))).map(({ id }) => id)).toEqual([second.id, first.id]);
  expect(readFileSync(join(target, '说明.txt'), 'utf8')).toContain('恢复办法');
});

test('on a new computer the copy is a data folder to recover from', async () => {
  const { id, sha256 } = await backedUp('甲');
  await copy(id);
  const fresh = join(temporary.root, 'new computer');
  mkdirSync(fresh);
  for (const name of ['backups', 'files']) cpSync(join(target, name), join(fresh, name), { recursive: true });
  const { opened } = await recoverStore(fresh, temporary.clock, id);
  if (opened.outcome !== 'opened') throw opened.error;
  try {
    expect(opened.store.drafts.list().map(({ applicant }) => applicant)).toEqual(['甲']);
    expect(readFileSync(opened.store.files.path(sha256), 'utf8')).toBe('licence of 甲');
  } finally {
    opened.store.close();
  }
});

test('a stick that is not there is told, and nothing is written where it was', async () => {
  const { id } = await backedUp('甲');
  const stick = join(temporary.root, 'stick');
  renameSync(stick, `${stick} pulled`);
  await expect(copy(id)).rejects.toMatchObject({ code: 'secondCopyGone' });
  // The mount point stays, as an empty folder of the system's disk.
  mkdirSync(stick);
  await expect(copy(id)).rejects.toMatchObject({ code: 'secondCopyGone' });
  expect(readdirSync(stick)).toEqual([]);
});

test('what is cut off in the middle leaves nothing that looks whole, and the next copy ends it', async () => {
  const { id, sha256 } = await backedUp('甲');
  const stop = new AbortController();
  stop.abort();
  await expect(copy(id, stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
  mkdirSync(join(target, 'files', sha256.slice(0, 2)), { recursive: true });
  // As a pulled stick leaves it.
  const incoming = join(target, 'files', 'incoming');
  mkdirSync(incoming);
  for (const name of [sha256, 'a backup of then']) writeFileSync(join(incoming, name), 'licen');
  writeFileSync(copiedFile(sha256), 'licen');
  await copy(id);
  expect(readFileSync(copiedFile(sha256), 'utf8')).toBe('licence of 甲');
  expect(readdirSync(join(target, 'files', sha256.slice(0, 2)))).toEqual([sha256]);
  expect(existsSync(incoming)).toBe(false);
});

test('a backup or a file that is damaged here does not pass for good there', async () => {
  const { id, sha256 } = await backedUp('甲');
  const path = placeOfFile(dataFolder(temporary.root).files, sha256);
  writeFileSync(path, 'licence of 丙');
  await expect(copy(id)).rejects.toMatchObject({ code: 'mediumDiffers' });
  rmSync(path);
  const backup = join(dataFolder(temporary.root).backups, `${id}.sqlite3`);
  const bytes = readFileSync(backup);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  writeFileSync(backup, bytes);
  await expect(copy(id)).rejects.toMatchObject({ code: 'backupUnusable' });
  expect(readdirSync(join(target, 'backups'))).toEqual([]);
});

test('of many copies as many stay as of the backups themselves', async () => {
  for (let number = 0; number < 7; number += 1) await copy((await backedUp(`甲${number}`)).id);
  expect(readdirSync(join(target, 'backups'))).toHaveLength(5);
});

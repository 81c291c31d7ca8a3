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
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type CopyKey, makeCopyKey } from '../password/copy-key.ts';
import { backupsIn } from './backup-file.ts';
import { dataFolder } from './data-folder.ts';
import { recoverStore } from './recover-store.ts';
import { copyBackup, placeInCopy, prepareSecondCopy } from './second-copy.ts';
import type { Store } from './store.ts';
import { placeOfFile } from './stored-files.ts';
import { findCopy, takeBack } from './take-back.ts';
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
  return copyBackup({ target, backups, id, files, recipient: null }, undefined, signal);
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

describe('with a password', () => {
  const PASSWORD = '渝中区 2025';
  let key: CopyKey;
  beforeAll(async () => {
    key = await makeCopyKey(PASSWORD, 10);
  });
  const locked = (id: string) => {
    const { backups, files } = dataFolder(temporary.root);
    return copyBackup({ target, backups, id, files, recipient: key.recipient });
  };
  const names = (folder: string) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));

  test('nothing of the data can be read or recognised in the copy; on a new computer the password opens all of it', async () => {
    await prepareSecondCopy(target, key);
    const first = await backedUp('甲');
    expect(await locked(first.id)).toMatchObject({ files: 1 });
    const second = await backedUp('乙');
    expect(await locked(second.id)).toMatchObject({ files: 1 });
    const there = names(target);
    expect(there.filter((name) => name.includes(first.sha256) || name.endsWith('.part'))).toEqual([]);
    for (const name of there.filter((each) => !each.endsWith('说明.txt')))
      expect(readFileSync(name, 'latin1'), name).toMatch(/^age-encryption\.org\/v1\n/);
    expect(there.some((name) => readFileSync(name).includes('licence of'))).toBe(false);
    // What opens it is not where the copies are made from.
    expect(JSON.stringify(key)).not.toContain(PASSWORD);
    expect(Buffer.from(key.sealed, 'base64').toString('latin1')).not.toContain('AGE-SECRET-KEY');

    const data = join(temporary.root, 'new computer');
    mkdirSync(data);
    // People choose the stick.
    const copy = await findCopy(join(target, '..'));
    expect(copy).toMatchObject({ folder: target, protected: true, backups: 2 });
    await expect(takeBack({ copy: target, data, password: '渝中区 2026' })).rejects.toMatchObject({
      code: 'wrongPassword',
    });
    expect(existsSync(join(data, 'backups'))).toBe(false);
    expect(await takeBack({ copy: target, data, password: PASSWORD })).toEqual({
      ...{ backups: 2, files: 2, missing: 0 },
    });
    const { opened } = await recoverStore(data, temporary.clock, second.id);
    if (opened.outcome !== 'opened') throw opened.error;
    try {
      expect(opened.store.drafts.list().map(({ applicant }) => applicant)).toEqual(['乙', '甲']);
      expect(readFileSync(opened.store.files.path(first.sha256), 'utf8')).toBe('licence of 甲');
    } finally {
      opened.store.close();
    }
  });

  test('a file that was exchanged for another one of the same copy is noticed', async () => {
    await prepareSecondCopy(target, key);
    const first = await backedUp('甲');
    const second = await backedUp('乙');
    await locked(second.id);
    const [one, other] = [first, second].map(({ sha256 }) =>
      placeInCopy(join(target, 'files'), sha256, key.recipient),
    );
    cpSync(one ?? '', other ?? '');
    const data = join(temporary.root, 'new computer');
    await expect(takeBack({ copy: target, data, password: PASSWORD })).rejects.toMatchObject({
      code: 'mediumDiffers',
    });
    expect(names(join(data, 'backups'))).toEqual([]);
    expect(names(join(data, 'files', 'incoming'))).toEqual([]);
  });
});

test('a copy without a password is taken back, too, and what is here already is left alone', async () => {
  const { id, sha256 } = await backedUp('甲');
  await copy(id);
  const data = join(temporary.root, 'new computer');
  expect(await takeBack({ copy: target, data, password: null })).toMatchObject({ backups: 1, files: 1 });
  rmSync(copiedFile(sha256));
  expect(await takeBack({ copy: target, data, password: null })).toMatchObject({ files: 0, missing: 0 });
  expect(await findCopy(join(target, 'files'))).toBeUndefined();
  const file = join(target, '说明.txt');
  await expect(findCopy(file)).rejects.toMatchObject({ code: 'targetNotFolder', data: { path: file } });
});

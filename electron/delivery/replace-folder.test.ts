import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { placeToGiveWay } from '../package/exchange.ts';
import { makeTemporaryFolder, removeOpenTemporaryFolders } from '../package/temporary-folder.ts';
import { putInOrder, replaceFolder } from './replace-folder.ts';

let stick: string;
beforeEach(() => {
  stick = mkdtempSync(join(tmpdir(), 'dossier-replace-'));
});
afterEach(() => rmSync(stick, { recursive: true, force: true }));

function put(folder: string, content: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'content'), content);
}
const contentOf = (name: string) => readFileSync(join(stick, name, 'content'), 'utf8');

test('the new takes the place of the old, and nothing else stays', async () => {
  put(join(stick, '申报包'), 'old');
  await replaceFolder(stick, '申报包', async (folder) => put(folder, 'new'), { replace: true });
  expect(contentOf('申报包')).toBe('new');
  expect(readdirSync(stick)).toEqual(['申报包']);
});

test('broken off after the old gave way, before the new had the name: the old is there again', async () => {
  const temporary = await makeTemporaryFolder(stick);
  put(join(temporary, '申报包'), 'new');
  put(await placeToGiveWay(temporary, '申报包'), 'old');
  // The end of the program, too, must not take both.
  removeOpenTemporaryFolders();
  await putInOrder(stick);
  expect(contentOf('申报包')).toBe('old');
  expect(readdirSync(stick)).toEqual(['申报包']);
});

test('of several that are exchanged, one has its name already: the others follow, new and old are not mixed', async () => {
  const temporary = await makeTemporaryFolder(stick);
  for (const name of ['包', '包-邮件']) {
    put(join(temporary, name), 'new');
    put(await placeToGiveWay(temporary, name), 'old');
  }
  renameSync(join(temporary, '包'), join(stick, '包'));
  await putInOrder(stick);
  expect([contentOf('包'), contentOf('包-邮件')]).toEqual(['new', 'new']);
  expect(readdirSync(stick).sort()).toEqual(['包', '包-邮件']);
});

test('of several that are exchanged, one has its name and one is not made again: that one does not come back', async () => {
  const temporary = await makeTemporaryFolder(stick);
  put(join(temporary, '包'), 'new');
  for (const name of ['包', '包.zip']) put(await placeToGiveWay(temporary, name), 'old');
  renameSync(join(temporary, '包'), join(stick, '包'));
  await putInOrder(stick);
  expect(readdirSync(stick)).toEqual(['包']);
});

test('what somebody put there meanwhile is not touched', async () => {
  const temporary = await makeTemporaryFolder(stick);
  put(join(temporary, '申报包'), 'new');
  put(await placeToGiveWay(temporary, '申报包'), 'old');
  put(join(stick, '申报包'), 'theirs');
  await putInOrder(stick);
  expect(contentOf('申报包')).toBe('theirs');
  expect(existsSync(temporary)).toBe(false);
});

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { exchange, GIVEN_WAY, GIVING_WAY } from '../package/exchange.ts';
import {
  makeTemporaryFolder,
  removeOpenTemporaryFolders,
  sweepTemporaryFolders,
} from '../package/temporary-folder.ts';
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

/** An exchange of a run that was broken off: what it had moved in, and `old` that lies aside. */
async function brokenOff(way: string, fresh: readonly string[], old: readonly string[]): Promise<string> {
  const temporary = await makeTemporaryFolder(stick);
  mkdirSync(join(temporary, way));
  for (const name of fresh) put(join(temporary, name), 'new');
  for (const name of old) put(join(temporary, way, name), 'old');
  return temporary;
}

test('broken off while the old gives way: it is there again', async () => {
  await brokenOff(GIVING_WAY, ['包', '包-邮件'], ['包']);
  put(join(stick, '包-邮件'), 'old');
  // The end of the program, too, must not take both.
  removeOpenTemporaryFolders();
  await putInOrder(stick);
  expect([contentOf('包'), contentOf('包-邮件')]).toEqual(['old', 'old']);
  expect(readdirSync(stick).sort()).toEqual(['包', '包-邮件']);
});

test('broken off once the old gave way: all the new is there, new and old are not mixed', async () => {
  await brokenOff(GIVEN_WAY, ['包-邮件'], ['包', '包-邮件', '包.zip']);
  put(join(stick, '包'), 'new');
  removeOpenTemporaryFolders();
  await putInOrder(stick);
  expect([contentOf('包'), contentOf('包-邮件')]).toEqual(['new', 'new']);
  expect(readdirSync(stick).sort()).toEqual(['包', '包-邮件']);
});

test('what cannot be moved in leaves all as it was; what only gave way does not come back', async () => {
  const temporary = await makeTemporaryFolder(stick);
  for (const name of ['包', '包-邮件']) put(join(temporary, name), 'new');
  for (const name of ['包', '包-邮件', '包.zip']) put(join(stick, name), 'old');
  // Somebody else's lies at a name that was free.
  await expect(exchange(temporary, ['包', '包-邮件'], ['包'])).rejects.toThrow();
  expect([contentOf('包'), contentOf('包-邮件'), contentOf('包.zip')]).toEqual(['old', 'old', 'old']);
  await exchange(temporary, ['包', '包-邮件'], ['包', '包-邮件', '包.zip']);
  await putInOrder(stick);
  expect(readdirSync(stick).sort()).toEqual(['包', '包-邮件']);
});

test('what somebody put there meanwhile is not touched', async () => {
  const temporary = await brokenOff(GIVING_WAY, ['申报包'], ['申报包']);
  put(join(stick, '申报包'), 'theirs');
  await putInOrder(stick);
  expect(contentOf('申报包')).toBe('theirs');
  expect(existsSync(temporary)).toBe(false);
});

test('after a power cut the run is over, whoever has its number now; one that runs keeps its folder', async () => {
  const ofEarlier = await makeTemporaryFolder(stick);
  utimesSync(ofEarlier, 0, 0);
  const running = await makeTemporaryFolder(stick);
  await sweepTemporaryFolders(stick);
  expect(readdirSync(stick)).toEqual([basename(running)]);
});

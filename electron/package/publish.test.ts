import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { prepareTargetFolder, publish } from './publish.ts';
import { makeTemporaryFolder, removeTemporaryFolder } from './temporary-folder.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dossier-publish-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const writing = (names: string[]) => async (temporary: string) => {
  for (const name of names) {
    await mkdir(join(temporary, name));
    await writeFile(join(temporary, name, 'a.txt'), name);
  }
  return { names, result: names.length };
};

test('what is published is there whole, and nothing else is', async () => {
  expect(await publish(folder, writing(['申报包', '另一个']))).toBe(2);
  expect((await readdir(folder)).sort()).toEqual(['另一个', '申报包'].sort());
  expect(await readFile(join(folder, '申报包/a.txt'), 'utf8')).toBe('申报包');
});

test('a failure leaves nothing, and tells what the system told', async () => {
  const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
  const fails = async (temporary: string) => {
    await writing(['申报包'])(temporary);
    throw full;
  };
  await expect(publish(folder, fails)).rejects.toMatchObject({ code: 'diskFull' });
  expect(await readdir(folder)).toEqual([]);
});

test('a target that is there is not touched, whether file, folder or empty folder', async () => {
  await mkdir(join(folder, '申报包'));
  await writeFile(join(folder, '申报包.zip'), 'mine');
  for (const names of [['申报包'], ['另一个', '申报包.zip']]) {
    await expect(publish(folder, writing(names))).rejects.toMatchObject({ code: 'targetExists' });
  }
  expect((await readdir(folder)).sort()).toEqual(['申报包', '申报包.zip'].sort());
  expect(await readdir(join(folder, '申报包'))).toEqual([]);
  expect(await readFile(join(folder, '申报包.zip'), 'utf8')).toBe('mine');
});

test('what was moved already is taken back when the rest cannot be moved', async () => {
  const half = async (temporary: string) => {
    await writing(['申报包'])(temporary);
    return { names: ['申报包', '没有写出来.zip'], result: undefined };
  };
  await expect(publish(folder, half)).rejects.toMatchObject({ name: 'DossierError' });
  expect(await readdir(folder)).toEqual([]);
});

test('a cancelled work leaves nothing', async () => {
  const stop = new AbortController();
  const cancelling = async (temporary: string) => {
    stop.abort();
    return writing(['申报包'])(temporary);
  };
  await expect(publish(folder, cancelling, stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
  expect(await readdir(folder)).toEqual([]);
});

test('leftovers of a run that died are swept, those of a living one are not', async () => {
  const living = await makeTemporaryFolder(folder);
  const machine = basename(living).split('-')[2];
  // No process has this number: Linux and Windows end below it.
  await mkdir(join(folder, `.dossier-partial-${machine}-1073741824-0123456789ab`));
  await mkdir(join(folder, '.dossier-partial-ffffffff-1073741824-0123456789ab'));
  await publish(folder, writing(['申报包']));
  const left = (await readdir(folder)).sort();
  expect(left).toEqual(
    [basename(living), '.dossier-partial-ffffffff-1073741824-0123456789ab', '申报包'].sort(),
  );
  await removeTemporaryFolder(living);
});

test('folders made for results that did not come are removed; what holds something stays', async () => {
  const target = await prepareTargetFolder(join(folder, 'a/b/c'));
  await target.discard();
  expect(await readdir(folder)).toEqual([]);
  const kept = await prepareTargetFolder(join(folder, 'd/e'));
  await writeFile(join(folder, 'd', 'other.txt'), '');
  await kept.discard();
  expect(await readdir(join(folder, 'd'))).toEqual(['other.txt']);
  const there = await prepareTargetFolder(join(folder, 'd'));
  await there.discard();
  expect(await readdir(folder)).toEqual(['d']);
});

test('a target that is a file, or lies in one, is no folder', async () => {
  await writeFile(join(folder, 'file'), '');
  for (const path of ['file', 'file/inside']) {
    await expect(prepareTargetFolder(join(folder, path))).rejects.toMatchObject({ code: 'targetNotFolder' });
  }
});

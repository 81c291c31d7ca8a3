import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeTemporaryFolder } from '../package/temporary-folder.ts';
import { PlacesInWork } from './places-in-work.ts';

let place: string;
const said: unknown[] = [];
const log = (...words: unknown[]) => void said.push(words);
const places = () => new PlacesInWork(join(place, 'places.json'), log);
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'dossier-places-'));
  said.length = 0;
  for (const name of ['U 盘', '文稿']) mkdirSync(join(place, name));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

/** What a run leaves that was killed: the name of a process that is not there any more. */
async function leftover(folder: string): Promise<void> {
  const made = await makeTemporaryFolder(folder);
  renameSync(made, join(folder, basename(made).replace(`-${process.pid}-`, '-999999999-')));
}

test('what a killed run left where it was writing goes with the next start', async () => {
  const stick = join(place, 'U 盘');
  const ended = places();
  void ended.during([stick, join(place, '已拔出')], () => new Promise(() => {}));
  await leftover(stick);
  await leftover(join(place, '文稿'));
  // Killed while it noted the next place.
  writeFileSync(join(place, 'places.json.new'), '["');
  await places().sweep();
  expect(readdirSync(stick)).toEqual([]);
  // Not noted: nothing is looked at that nothing was written to.
  expect(readdirSync(join(place, '文稿'))).toHaveLength(1);
  expect(said).toEqual([]);
  // Tried again without it, by the next run.
  const next = places();
  await expect(
    next.during([join(place, '已拔出')], () => Promise.reject(new Error('gone'))),
  ).rejects.toThrow();
  // The stick that was pulled is plugged in again.
  mkdirSync(join(place, '已拔出'));
  await leftover(join(place, '已拔出'));
  await places().sweep();
  expect(readdirSync(join(place, '已拔出'))).toEqual([]);
  expect(readdirSync(place).sort()).toEqual(['U 盘', '已拔出', '文稿']);
});

test('work that ends, well or not, leaves no note; work beside it keeps its own', async () => {
  const noted = places();
  const stick = join(place, 'U 盘');
  let end = () => {};
  const long = noted.during([stick], () => new Promise<void>((resolve) => (end = resolve)));
  await expect(noted.during([stick], () => Promise.reject(new Error('full')))).rejects.toThrow('full');
  expect(existsSync(join(place, 'places.json'))).toBe(true);
  end();
  await long;
  expect(existsSync(join(place, 'places.json'))).toBe(false);
  expect(said).toEqual([]);
});

import { copyFileSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readBackup } from './backup-file.ts';
import { BACKUP_REASONS, backupIsDue, backupsToKeep, type DatedBackup } from './backup-rotation.ts';
import { listBackups } from './backups.ts';
import { dataFolder } from './data-folder.ts';
import { restoreBackup } from './recover-store.ts';
import type { Store } from './store.ts';
import { answer, TemporaryStore } from './testing/temporary-store.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Noon where the tests run: a day is the person's day. */
const NOON = new Date(2025, 9, 20, 12).getTime();

const backup = (age: number, reason: DatedBackup['reason'] = 'daily'): DatedBackup => ({
  id: `${reason}-${age}`,
  madeAt: new Date(NOON - age),
  reason,
});
const kept = (backups: DatedBackup[]) => [...backupsToKeep(backups, new Date(NOON))];

test('of today three stay, of each of the seven days before one, of the four weeks before those one', () => {
  const hourly = Array.from({ length: 60 * 24 }, (_each, hour) => backup(hour * HOUR + 1));
  const ages = kept(hourly)
    .map((id) => Number(id.split('-')[1]))
    .sort((a, b) => a - b);
  expect(ages).toHaveLength(3 + 7 + 4);
  expect(ages.slice(0, 3)).toEqual([1, HOUR + 1, 2 * HOUR + 1]);
  // The last of each day: between noon and midnight before.
  expect(ages.slice(3, 10).map((age) => Math.floor((age + 12 * HOUR) / DAY))).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(ages.at(-1)).toBeLessThan(36 * DAY);
});

test('copies made for safety or by wish are not pushed out by the hourly ones', () => {
  const special = (['migration', 'restore', 'person'] as const).map((reason) => backup(90 * DAY, reason));
  const hourly = Array.from({ length: 100 }, (_each, hour) => backup(hour * HOUR + 1));
  expect(kept([...hourly, ...special])).toEqual(expect.arrayContaining(special.map(({ id }) => id)));
});

test('the latest always stays, also one of a clock that was wrong; nothing is kept twice or invented', () => {
  const any = fc.record({
    age: fc.integer({ min: -400 * DAY, max: 400 * DAY }),
    reason: fc.constantFrom(...BACKUP_REASONS),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(any, { maxLength: 60, selector: ({ age, reason }) => `${reason}-${age}` }),
      (made) => {
        const backups = made.map(({ age, reason }) => backup(age, reason));
        const stay = kept(backups);
        expect(new Set(stay).size).toBe(stay.length);
        for (const id of stay) expect(backups.map((each) => each.id)).toContain(id);
        const latest = Math.max(...backups.map(({ madeAt }) => madeAt.getTime()));
        if (backups.length > 0)
          expect(backups.some(({ id, madeAt }) => madeAt.getTime() === latest && stay.includes(id))).toBe(
            true,
          );
        // What the rotation kept once, it keeps when asked again.
        expect(kept(backups.filter(({ id }) => stay.includes(id))).sort()).toEqual(stay.sort());
      },
    ),
  );
});

test.each([
  ['nothing was ever changed', [], null, false],
  ['there is none yet', [], 5, true],
  ['the latest lacks nothing', [30], 40, false],
  ['the latest is half an hour old', [30], 10, false],
  ['the latest is an hour old', [60], 10, true],
  ['the latest is of yesterday', [13 * 60], 10, true],
  ['the clock went back behind the latest', [-90], -100, true],
])('a backup is due or not where %s', (_where, minutesAgo, changedMinutesAgo, due) => {
  const at = (minutes: number) => new Date(NOON - minutes * 60_000);
  const lastChange = changedMinutesAgo === null ? null : at(changedMinutesAgo).toISOString();
  expect(
    backupIsDue(
      minutesAgo.map((each) => ({ madeAt: at(each) })),
      lastChange,
      new Date(NOON),
    ),
  ).toBe(due);
});

let temporary: TemporaryStore;
let store: Store;
beforeEach(async () => {
  temporary = new TemporaryStore();
  store = await temporary.store();
});
afterEach(() => temporary.remove());

const folder = () => dataFolder(temporary.root).backups;

function put(applicant: string): void {
  temporary.wait(1_000);
  store.drafts.create('cq-2025-40', 'product', [answer('applicantName', applicant)]);
}
const applicants = (of: Store) =>
  of.drafts
    .list()
    .map((each) => each.applicant)
    .sort();

test('a backup is one whole file that any SQLite opens, with all that was saved until then', async () => {
  put('甲');
  const made = await store.backups.make('person');
  put('乙');
  expect(readdirSync(folder())).toEqual([`${made.id}.sqlite3`]);
  const copy = new Database(join(folder(), `${made.id}.sqlite3`), { readonly: true });
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(copy.prepare('SELECT count(*) FROM drafts').pluck().get()).toBe(1);
  copy.close();
});

test('saves go on while a backup is made, and several at once do not take each other’s name', async () => {
  put('甲');
  const making = [store.backups.make('person'), store.backups.make('person'), store.backups.make('close')];
  for (let number = 0; number < 20; number += 1) {
    put(`乙${number}`);
    await new Promise(setImmediate);
  }
  const made = await Promise.all(making);
  expect(new Set(made.map(({ id }) => id)).size).toBe(3);
  expect(made.every(({ problem }) => problem === null)).toBe(true);
  expect(applicants(store)).toHaveLength(21);
});

/** SQLite's own, as no migration sets another. */
const PAGE_BYTES = 4096;

test('a backup with a spoilt page is told, and others are still good', async () => {
  put('甲');
  const good = await store.backups.make('person');
  temporary.wait(HOUR);
  const bad = await store.backups.make('person');
  const path = join(folder(), `${bad.id}.sqlite3`);
  const bytes = readFileSync(path);
  // From the head of a page on: further inside, it may be room that nothing uses.
  const page = PAGE_BYTES * Math.floor(bytes.length / 2 / PAGE_BYTES);
  bytes.fill(0xff, page, page + 2_000);
  writeFileSync(path, bytes);
  const list = await listBackups(dataFolder(temporary.root), temporary.clock);
  expect(list.map(({ id, problem }) => [id, problem === null])).toEqual([
    [bad.id, false],
    [good.id, true],
  ]);
  await expect(restoreBackup(store, bad.id)).rejects.toMatchObject({ code: 'backupUnusable' });
  put('乙');
  expect(applicants(store)).toEqual(['乙', '甲'].sort());
});

test('whichever byte of a backup changed, it is told and not restored; not one is overlooked', async () => {
  put('甲');
  const made = await store.backups.make('person');
  const path = join(folder(), `${made.id}.sqlite3`);
  const bytes = readFileSync(path);
  const read = () => readBackup(path, made.id);
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: bytes.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      async (at, change) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ change;
        writeFileSync(path, changed);
        await expect(read()).rejects.toMatchObject({ code: 'backupUnusable' });
      },
    ),
    { numRuns: 200 },
  );
  // A letter of a text: to SQLite all is well.
  const inText = bytes.lastIndexOf('甲');
  writeFileSync(
    path,
    Buffer.concat([bytes.subarray(0, inText), Buffer.from('乙'), bytes.subarray(inText + 3)]),
  );
  expect(await listBackups(dataFolder(temporary.root), temporary.clock)).toMatchObject([
    { checksummed: true, problem: expect.stringContaining('内容与备份时不同') },
  ]);
  await expect(restoreBackup(store, made.id)).rejects.toMatchObject({ code: 'backupUnusable' });
  expect(readdirSync(temporary.root)).not.toContain('restoring.sqlite3');
  for (const cut of [0, 1, 4096, bytes.length - 1]) {
    writeFileSync(path, bytes.subarray(0, cut));
    await expect(read()).rejects.toMatchObject({ code: 'backupUnusable' });
  }
  writeFileSync(path, bytes);
  expect(await read()).toMatchObject({ drafts: 1 });
});

test.each(['', '-2'])(
  'a backup of an earlier version (…person%s) is taken, and said to be unchecked',
  async (end) => {
    put('甲');
    const made = await store.backups.make('person');
    const older = `${made.id.slice(0, made.id.indexOf('-person'))}-person${end}`;
    renameSync(join(folder(), `${made.id}.sqlite3`), join(folder(), `${older}.sqlite3`));
    expect(await store.backups.list()).toMatchObject([{ id: older, checksummed: false, problem: null }]);
    const { opened } = await restoreBackup(store, older);
    if (opened.outcome !== 'opened') throw opened.error;
    expect(applicants(opened.store)).toEqual(['甲']);
    opened.store.close();
  },
);

test('what lies beside the backups is none, and a file of another program under such a name is refused', async () => {
  put('甲');
  const made = await store.backups.make('person');
  writeFileSync(join(folder(), 'notes.sqlite3'), 'x');
  writeFileSync(join(folder(), 'dossier-20251010T080000000Z-other.sqlite3'), 'x');
  writeFileSync(join(folder(), `${made.id}.unfinished`), 'x');
  expect(await store.backups.list()).toHaveLength(1);
  const foreign = join(folder(), 'dossier-20251010T080000000Z-daily.sqlite3');
  const other = new Database(foreign);
  other.exec('CREATE TABLE drafts (id TEXT)');
  other.close();
  expect(await store.backups.list()).toMatchObject([
    { problem: null },
    { problem: expect.stringContaining('不是申报匣') },
  ]);
  await expect(restoreBackup(store, 'dossier-20251010T080000000Z-daily')).rejects.toMatchObject({
    code: 'backupUnusable',
  });
  await expect(restoreBackup(store, '../store/dossier')).rejects.toMatchObject({ code: 'backupUnusable' });
});

test('a restore puts the backup in place, keeps what was there, and does not use the backup up', async () => {
  put('甲');
  const made = await store.backups.make('person');
  temporary.wait(HOUR);
  put('乙');
  const { opened, safetyCopy } = await restoreBackup(store, made.id);
  if (opened.outcome !== 'opened') throw opened.error;
  expect(applicants(opened.store)).toEqual(['甲']);
  const list = await opened.store.backups.list();
  expect(list.map(({ id, reason, drafts }) => [id, reason, drafts])).toEqual([
    [safetyCopy, 'restore', 2],
    [made.id, 'person', 1],
  ]);
  opened.store.close();
  temporary.close();
  expect(applicants(await temporary.store())).toEqual(['甲']);
});

test('a backup of a newer program is not put in place', async () => {
  put('甲');
  const made = await store.backups.make('person');
  const newer = 'dossier-20251010T080000000Z-person';
  copyFileSync(join(folder(), `${made.id}.sqlite3`), join(folder(), `${newer}.sqlite3`));
  const file = new Database(join(folder(), `${newer}.sqlite3`));
  file.pragma('user_version = 99');
  file.close();
  await expect(restoreBackup(store, newer)).rejects.toThrow('更新版本');
  expect(applicants(store)).toEqual(['甲']);
});

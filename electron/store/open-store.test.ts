import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CAN_MOUNT, SmallDisk } from '../../e2e/testing/small-disk.ts';
import { assertSqliteVersion } from './connection.ts';
import { dataFolder } from './data-folder.ts';
import { MIGRATIONS } from './migrations/all-migrations.ts';
import { openStore } from './open-store.ts';
import { recoverStore } from './recover-store.ts';
import { answer, TemporaryStore } from './testing/temporary-store.ts';

let temporary: TemporaryStore;
beforeEach(() => {
  temporary = new TemporaryStore();
});
afterEach(() => temporary.remove());

const open = () => openStore(temporary.root, temporary.clock);
const databaseFile = () => dataFolder(temporary.root).database;

async function putDraft(name: string): Promise<string> {
  const store = await temporary.store();
  const { id } = store.drafts.create('cq-2025-40', 'benchmark', [answer('applicantName', name)]);
  return id;
}

test('the first start makes an empty store, the next ones find it', async () => {
  const first = await open();
  expect(first).toMatchObject({ outcome: 'opened', created: true, migratedFrom: null });
  if (first.outcome === 'opened') first.store.close();
  const second = await open();
  expect(second).toMatchObject({ outcome: 'opened', created: false });
  if (second.outcome === 'opened') second.store.close();
});

test('saves survive power loss and one process writes: the connection says so', async () => {
  const { database } = (await temporary.store()).context;
  const settings = ['journal_mode', 'synchronous', 'foreign_keys', 'locking_mode'];
  expect(settings.map((name) => database.pragma(name, { simple: true }))).toEqual(['wal', 2, 1, 'exclusive']);
});

test.each(['3.51.2', '3.7.17', '2.99.99', 'x'])('SQLite %s is refused', (version) => {
  expect(() => assertSqliteVersion(version)).toThrow(version);
});
test.each(['3.51.3', '3.54.1', '4.0.0'])('SQLite %s is trusted', (version) => {
  expect(() => assertSqliteVersion(version)).not.toThrow();
});

test('a data folder that a person chose and that is gone is not made anew', async () => {
  const gone = join(temporary.root, 'gone');
  expect(await openStore(gone, temporary.clock)).toMatchObject({
    outcome: 'folderMissing',
    error: { code: 'storeFolderMissing', data: { path: gone } },
  });
  expect(existsSync(gone)).toBe(false);
  const made = await openStore(gone, temporary.clock, { createFolder: true });
  expect(made.outcome).toBe('opened');
  if (made.outcome === 'opened') made.store.close();
});

test('a second store on the folder is told that the first has it, and works once that is closed', async () => {
  const id = await putDraft('甲');
  expect(await open()).toMatchObject({ outcome: 'locked', error: { code: 'storeLocked' } });
  const store = await temporary.store();
  store.drafts.save(id, store.drafts.get(id).revision, [answer('applicantName', '乙')]);
  temporary.close();
  const second = await open();
  if (second.outcome !== 'opened') throw second.error;
  expect(second.store.drafts.get(id).draft.answers.applicantName).toBe('乙');
  second.store.close();
});

/** Runs a module of the store in a process of its own until it says “ready”. */
function child(script: string): Promise<{ kill: () => Promise<void>; said: () => string }> {
  const process_ = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  return new Promise((resolve, reject) => {
    const ended = new Promise<void>((end) => process_.once('close', () => end()));
    process_.once('error', reject);
    void ended.then(() => reject(new Error(`the child ended: ${said}`)));
    process_.stdout.on('data', (piece: Buffer) => {
      said += piece.toString();
      if (said.includes('ready')) {
        resolve({
          said: () => said,
          kill: async () => {
            process_.kill('SIGKILL');
            await ended;
          },
        });
      }
    });
  });
}
const storeModule = (name: string) => JSON.stringify(join(import.meta.dirname, name));

test('killed in the middle of saving, the last save that was confirmed is there', async () => {
  const saving = await child(`
    import { openStore } from ${storeModule('open-store.ts')};
    import { writeSync } from 'node:fs';
    const { store } = await openStore(${JSON.stringify(temporary.root)}, () => new Date());
    const { id } = store.drafts.create('cq-2025-40', 'benchmark');
    let revision = 0;
    for (let number = 1; ; number += 1) {
      revision = store.drafts.save(id, revision, [
        { part: 'answers', key: 'applicantName', value: '公司' + number },
        { part: 'answers', key: 'profileOverview', value: '正文'.repeat(20000) + number },
      ]).revision;
      writeSync(1, id + ' ' + number + ' ' + revision + '\\n');
      if (number === 25) writeSync(1, 'ready\\n');
    }`);
  expect((await open()).outcome).toBe('locked');
  await saving.kill();
  const [id = '', number, revision] = (
    saving.said().replace('ready\n', '').trim().split('\n').at(-1) ?? ''
  ).split(' ');
  const { drafts, history } = await temporary.store();
  const after = drafts.get(id);
  // The kill may fall between the save and the word of it: one more may be there, never one less, never half of one.
  const there = Number(String(after.draft.answers.applicantName).slice(2));
  expect([Number(number), Number(number) + 1]).toContain(there);
  expect(after.revision - Number(revision)).toBe(there - Number(number));
  expect(String(after.draft.answers.profileOverview).endsWith(`文${there}`)).toBe(true);
  expect(history.list(id, { limit: 1 }).entries[0]?.revision).toBe(after.revision);
});

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Hashes of everything in the database's folder that a newer program would miss if it changed. */
function contents(): Record<string, string> {
  const folder = dataFolder(temporary.root).databaseFolder;
  return Object.fromEntries(
    readdirSync(folder)
      .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }))
      .filter(({ name, bytes }) => !name.endsWith('-shm') && bytes.length > 0)
      .map(({ name, bytes }) => [name, sha256(bytes)]),
  );
}

test('a database of a newer program is not touched, even where only its log says so', async () => {
  await putDraft('甲');
  temporary.close();
  const newer = await child(`
    import { createRequire } from 'node:module';
    const Database = createRequire(${storeModule('open-store.ts')})('better-sqlite3');
    const database = new Database(${JSON.stringify(databaseFile())});
    database.pragma('locking_mode = EXCLUSIVE');
    database.exec('CREATE TABLE of_next_year (a)');
    database.pragma('user_version = 99');
    console.log('ready');
    setInterval(() => {}, 1000);`);
  await newer.kill();
  expect(readFileSync(databaseFile()).readUInt32BE(60)).toBe(MIGRATIONS.length);
  const before = contents();
  expect(await open()).toMatchObject({
    outcome: 'newer',
    error: { code: 'storeNewer', data: { found: 99, supported: MIGRATIONS.length } },
  });
  await expect(recoverStore(temporary.root, temporary.clock, null)).rejects.toMatchObject({
    code: 'storeNewer',
  });
  expect(contents()).toEqual(before);
  expect(readdirSync(join(temporary.root, 'backups'))).toEqual([]);
});

const DAMAGE: [string, (path: string) => void][] = [
  ['no database at all', (path) => writeFileSync(path, '这不是数据库'.repeat(500))],
  ['cut off', (path) => truncateSync(path, 8192)],
  ['cut off in its header', (path) => truncateSync(path, 60)],
  [
    'pages overwritten',
    (path) => {
      const bytes = readFileSync(path);
      bytes.fill(0xaa, 4096, 4096 * 6);
      writeFileSync(path, bytes);
    },
  ],
  [
    'another program’s',
    (path) => {
      rmSync(path);
      const other = new Database(path);
      other.exec('CREATE TABLE customers (name)');
      other.pragma('user_version = 7');
      other.close();
    },
  ],
];

test.each(DAMAGE)(
  'a damaged database (%s) is told, left alone, and kept under another name',
  async (_what, damage) => {
    await putDraft('甲');
    const backup = await (await temporary.store()).backups.make('person');
    await putDraft('备份之后');
    temporary.close();
    damage(databaseFile());
    const before = contents();
    expect(await open()).toMatchObject({ outcome: 'corrupt', error: { code: 'storeCorrupt' } });
    expect(contents()).toEqual(before);

    const { opened, keptAs } = await recoverStore(temporary.root, temporary.clock, backup.id);
    if (opened.outcome !== 'opened') throw opened.error;
    expect(opened.store.drafts.list().map((draft) => draft.applicant)).toEqual(['甲']);
    opened.store.close();
    expect(sha256(readFileSync(join(keptAs ?? '', 'dossier.sqlite3')))).toBe(before['dossier.sqlite3']);
  },
);

test('starting afresh keeps the damaged file, twice in the same moment too', async () => {
  for (const text of ['坏一', '坏二']) {
    await temporary.store();
    temporary.close();
    writeFileSync(databaseFile(), text.repeat(1000));
    const { opened } = await recoverStore(temporary.root, temporary.clock, null);
    if (opened.outcome !== 'opened') throw opened.error;
    expect(opened.store.drafts.list()).toEqual([]);
    opened.store.close();
  }
  expect(readdirSync(temporary.root).filter((name) => name.startsWith('unreadable-'))).toHaveLength(2);
});

test('sound data is not recovered away', async () => {
  await putDraft('甲');
  temporary.close();
  await expect(recoverStore(temporary.root, temporary.clock, null)).rejects.toMatchObject({
    code: 'misused',
  });
  expect((await temporary.store()).drafts.list()).toHaveLength(1);
});

test('what a cut-off first start left, an empty file, is no damage', async () => {
  mkdirSync(dataFolder(temporary.root).databaseFolder);
  writeFileSync(databaseFile(), '');
  expect((await temporary.store()).drafts.list()).toEqual([]);
});

test('what no database can be is kept aside and told, not opened and not made anew', async () => {
  await putDraft('甲');
  temporary.close();
  const { databaseFolder, root } = dataFolder(temporary.root);
  const sound = join(root, 'sound');
  renameSync(databaseFolder, sound);
  const spoil: [string, (path: string) => void][] = [
    ['是文件夹', (path) => mkdirSync(path)],
    ['日志', (path) => writeFileSync(`${path}-wal`, 'what was typed last')],
    ['数据版本 0 不对', (path) => pragma(path, 'user_version = 0')],
    ['数据版本 -5 不对', (path) => pragma(path, 'user_version = -5')],
  ];
  const pragma = (path: string, words: string) => {
    cpSync(join(sound, 'dossier.sqlite3'), path);
    const database = new Database(path);
    database.pragma(words);
    database.close();
  };
  for (const [words, make] of spoil) {
    mkdirSync(databaseFolder);
    make(databaseFile());
    const there = readdirSync(databaseFolder);
    expect(await open()).toMatchObject({
      outcome: 'corrupt',
      error: { message: expect.stringContaining(words) },
    });
    const { opened, keptAs } = await recoverStore(temporary.root, temporary.clock, null);
    if (opened.outcome !== 'opened') throw opened.error;
    opened.store.close();
    expect(readdirSync(keptAs ?? '')).toEqual(expect.arrayContaining(there));
    rmSync(databaseFolder, { recursive: true });
  }
});

test('a folder of the data that leads to a disk which is not there', async () => {
  await putDraft('甲');
  temporary.close();
  const { files } = dataFolder(temporary.root);
  rmSync(files, { recursive: true });
  symlinkSync(join(temporary.root, 'gone'), files);
  expect(await open()).toMatchObject({ outcome: 'folderMissing', error: { data: { path: files } } });
});

test('a start that was cut off in its first transaction, before the log, is no reason to refuse the next one', async () => {
  const id = await putDraft('重庆示例');
  temporary.close();
  // As a restored backup is, and as every database once was: with a journal that undoes, not a log.
  const before = new Database(databaseFile());
  before.pragma('journal_mode = DELETE');
  before.pragma('cache_size = 1');
  before.exec('BEGIN');
  before.exec("UPDATE drafts SET notice = 'half'; CREATE TABLE half (text)");
  const put = before.prepare('INSERT INTO half VALUES (hex(randomblob(2000)))');
  for (let row = 0; row < 50; row += 1) put.run();
  const broken = join(temporary.root, 'broken');
  mkdirSync(broken);
  for (const part of ['', '-journal'])
    cpSync(`${databaseFile()}${part}`, join(broken, `dossier.sqlite3${part}`));
  before.close();
  rmSync(dataFolder(temporary.root).databaseFolder, { recursive: true });
  renameSync(broken, dataFolder(temporary.root).databaseFolder);
  const opened = await open();
  if (opened.outcome !== 'opened') throw opened.error;
  expect(opened.store.drafts.get(id).draft.notice).toBe('cq-2025-40');
  opened.store.close();
});

test('what a killed program left half-written goes with the next start; all else stays', async () => {
  await putDraft('重庆示例');
  temporary.close();
  const { root, backups, restoring, incoming } = dataFolder(temporary.root);
  mkdirSync(incoming);
  const half = 'dossier-20251010T080000000Z-close';
  for (const name of [`${half}.unfinished`, `${half}-2.unfinished-wal`, '我的.unfinished', `${half}.sqlite3`])
    writeFileSync(join(backups, name), '');
  for (const place of [restoring, join(incoming, 'half'), join(root, '说明.txt')]) writeFileSync(place, '');
  await temporary.store();
  temporary.close();
  expect(readdirSync(backups).sort()).toEqual([`${half}.sqlite3`, '我的.unfinished'].sort());
  expect(readdirSync(root).sort()).toEqual(['backups', 'files', 'store', '说明.txt'].sort());
});

test('a database that is taken away or exchanged while it is open takes no more saves', async () => {
  const id = await putDraft('甲');
  const store = await temporary.store();
  const save = () => store.drafts.save(id, 1, [answer('address', '一号')]);
  renameSync(databaseFile(), `${databaseFile()}.moved`);
  expect(save).toThrow(expect.objectContaining({ code: 'storeMoved' }));
  writeFileSync(databaseFile(), '');
  expect(save).toThrow(expect.objectContaining({ code: 'storeMoved' }));
  rmSync(databaseFile());
  renameSync(`${databaseFile()}.moved`, databaseFile());
  expect(save().revision).toBe(2);
});

test.runIf(CAN_MOUNT)('a full disk refuses a save and harms nothing', async () => {
  const disk = new SmallDisk(4);
  const { folder } = disk;
  try {
    const opened = await openStore(folder, temporary.clock);
    if (opened.outcome !== 'opened') throw opened.error;
    const { store } = opened;
    writeFileSync(join(folder, 'other'), new Uint8Array(1 << 20));
    const { id } = store.drafts.create('cq-2025-40', 'benchmark', [answer('applicantName', '甲')]);
    let revision = 1;
    const fill = () => {
      for (let number = 0; number < 200; number += 1)
        revision = store.drafts.save(id, revision, [
          answer('profileOverview', `${number}${'文'.repeat(20_000)}`),
        ]).revision;
    };
    expect(fill).toThrow(expect.objectContaining({ code: 'diskFull' }));
    expect(store.drafts.get(id).revision).toBe(revision);
    await expect(store.backups.make('person')).rejects.toMatchObject({ code: 'diskFull' });
    await expect(store.files.takeIn(process.execPath)).rejects.toMatchObject({ code: 'diskFull' });
    expect(readdirSync(join(folder, 'backups'))).toEqual([]);
    expect(readdirSync(join(folder, 'files'), { recursive: true })).toEqual(['incoming']);
    store.close();
    expect((await openStore(folder, temporary.clock)).outcome).toBe('diskFull');
    rmSync(join(folder, 'other'));
    const again = await openStore(folder, temporary.clock);
    if (again.outcome !== 'opened') throw again.error;
    expect(again.store.drafts.get(id).revision).toBe(revision);
    again.store.close();
  } finally {
    disk.remove();
  }
});

test.runIf(CAN_MOUNT)('a folder that cannot be written to is told before anything is typed', async () => {
  await putDraft('甲');
  temporary.close();
  const disk = new SmallDisk(4);
  const { folder } = disk;
  try {
    cpSync(temporary.root, folder, { recursive: true });
    disk.makeReadOnly();
    expect(await openStore(folder, temporary.clock)).toMatchObject({ outcome: 'readOnly' });
  } finally {
    disk.remove();
  }
});

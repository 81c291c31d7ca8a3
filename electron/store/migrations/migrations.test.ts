import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { APPLICATION_ID } from '../connection.ts';
import { dataFolder } from '../data-folder.ts';
import { openStore } from '../open-store.ts';
import { TemporaryStore } from '../testing/temporary-store.ts';
import { MIGRATIONS } from './all-migrations.ts';
import { assertInOrder, type Migration, migrate } from './migration.ts';

let temporary: TemporaryStore;
beforeEach(() => {
  temporary = new TemporaryStore();
});
afterEach(() => temporary.remove());

const FIXTURES = join(import.meta.dirname, 'fixtures');
const VERSIONS = MIGRATIONS.map(({ version }) => version);
const ONE = '11111111-1111-4111-8111-111111111111';

/** Puts a database of an earlier version, with rows, where the store will look for it. */
function writeOld(version: number): void {
  const folder = dataFolder(temporary.root);
  mkdirSync(folder.databaseFolder, { recursive: true });
  const database = new Database(folder.database);
  database.pragma(`application_id = ${APPLICATION_ID}`);
  migrate(database, MIGRATIONS.slice(0, version));
  database.exec(readFileSync(join(FIXTURES, `version-${version}.sql`), 'utf8'));
  database.close();
}

/** Every object of the database's shape, in an order of its own; SQLite's statistics are none of it. */
function shapeOf(path: string): unknown[] {
  const database = new Database(path, { readonly: true });
  try {
    return database
      .prepare(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name",
      )
      .all();
  } finally {
    database.close();
  }
}

test('the migrations stand in order, and rows of every version that was ever shipped are here to try them on', () => {
  expect(VERSIONS).toEqual(MIGRATIONS.map((_each, index) => index + 1));
  expect(readdirSync(FIXTURES).sort()).toEqual(VERSIONS.map((version) => `version-${version}.sql`).sort());
});

test.each(VERSIONS)('rows of version %i are all there after opening', async (version) => {
  writeOld(version);
  const store = await temporary.store();
  const { draft, revision, lastPlace } = store.drafts.get(ONE);
  expect(revision).toBe(3);
  expect(draft).toMatchObject({
    programme: 'benchmark',
    destinationDistrict: '璧山区',
    answers: { applicantName: '重庆示例食品有限公司', indicators: { '2024': { revenue: 1862.5 } } },
    evidence: { businessLicence: { files: [{ path: 'evidence/businessLicence/a.pdf' }] } },
    declarations: { soundFinances: 'yes' },
    confirmations: { 'R41:seal': true },
  });
  expect(lastPlace).toEqual({ section: 'applicationForm', field: 'applicantName' });
  expect(store.drafts.summary(ONE)).toMatchObject({
    applicant: '重庆示例食品有限公司',
    progress: 4,
    blocks: 61,
  });
  expect(store.bin.list()).toMatchObject([{ applicant: '重庆示例云工科技有限公司', example: true }]);
  expect(store.history.draftAt(ONE, 1).answers.applicantName).toBe('重庆示例');
  expect(store.files.get('a'.repeat(64))).toMatchObject({ bytes: 1234, originalName: 'a.pdf' });
  expect(store.settings.get('theme')).toBe('dark');
  expect(store.settings.get('scale')).toBe(120);
});

test.each(VERSIONS.filter((version) => version >= 2))(
  'exports of version %i are there, and the last complete one locks its draft',
  async (version) => {
    writeOld(version);
    const store = await temporary.store();
    expect(store.exports.list(ONE)).toMatchObject([
      { revision: 3, twinCode: '1111-BBBB', incomplete: false },
      { revision: 1, twinCode: '0000-AAAA', incomplete: true },
    ]);
    expect(store.drafts.summary(ONE).sealing).toMatchObject({ twinCode: '1111-BBBB', state: 'locked' });
  },
);

test.each(VERSIONS.filter((version) => version >= 3))('remarks of version %i are there', async (version) => {
  writeOld(version);
  expect((await temporary.store()).remarks.list(ONE)).toMatchObject([
    { text: '联系电话有误', place: 'contactPhone', state: 'explained', baseRevision: 3 },
  ]);
});

test.each(VERSIONS.filter((version) => version >= 4))(
  'a batch of version %i is there with its entries, and its marks are told anew',
  async (version) => {
    writeOld(version);
    const store = await temporary.store();
    const [batch] = store.batches.list();
    expect(batch).toMatchObject({ name: '2025年第一批', entries: 2, returned: 1, recommended: 0 });
    const [came, typed] = store.entries.list(batch?.batchId ?? '');
    expect(came).toMatchObject({
      state: 'changed',
      verdict: 'returned',
      findings: { block: 2, warn: 5 },
      marks: version >= 5 ? ['documentsDiffer'] : [],
    });
    expect(came?.documentCheck?.pageFindings.length).toBe(version >= 5 ? 1 : undefined);
    expect(typed).toMatchObject({ state: 'byHand', marks: ['late'] });
    expect(store.entries.items(came?.entryId ?? '')).toMatchObject([
      { text: '营业执照', page: 41, ticked: true, remark: '已核对原件' },
    ]);
  },
);

test.each(VERSIONS)('a database that came from version %i has the shape of a new one', async (version) => {
  writeOld(version);
  await temporary.store();
  temporary.close();
  const fresh = new TemporaryStore();
  try {
    await fresh.store();
    fresh.close();
    expect(shapeOf(dataFolder(temporary.root).database)).toEqual(shapeOf(dataFolder(fresh.root).database));
  } finally {
    fresh.remove();
  }
});

const LATEST = MIGRATIONS.length;
/** A next step that rebuilds a table that others point to. */
const REBUILD: Migration = {
  version: LATEST + 1,
  up(database) {
    database.exec(`
      CREATE TABLE drafts_new (id TEXT PRIMARY KEY, notice TEXT NOT NULL, programme TEXT NOT NULL,
        revision INTEGER NOT NULL, created_at TEXT NOT NULL, changed_at TEXT NOT NULL, binned_at TEXT,
        is_example INTEGER NOT NULL DEFAULT 0, last_place TEXT, progress REAL, blocks INTEGER,
        checked_revision INTEGER, note TEXT NOT NULL DEFAULT 'new') STRICT;
      INSERT INTO drafts_new SELECT *, 'new' FROM drafts;
      DROP TABLE drafts;
      ALTER TABLE drafts_new RENAME TO drafts;
    `);
  },
};

test('a table that others point to can be rebuilt: nothing is deleted along, and a backup was made before', async () => {
  writeOld(LATEST);
  const opened = await openStore(temporary.root, temporary.clock, { migrations: [...MIGRATIONS, REBUILD] });
  if (opened.outcome !== 'opened') throw opened.error;
  const { store, migratedFrom } = opened;
  expect(migratedFrom).toBe(LATEST);
  expect(store.drafts.get(ONE).draft.answers.applicantName).toBe('重庆示例食品有限公司');
  expect(store.context.database.pragma('foreign_keys', { simple: true })).toBe(1);
  expect(await store.backups.list()).toMatchObject([{ reason: 'migration', drafts: 1, problem: null }]);
  store.close();
});

test.each([
  [
    'fails halfway',
    (database: Database.Database) => {
      database.exec("UPDATE drafts SET notice = 'x'; CREATE TABLE half (id INTEGER);");
      throw new Error('broken step');
    },
  ],
  ['leaves rows that point to nothing', (database: Database.Database) => database.exec('DELETE FROM drafts')],
])('a step that %s leaves the database as it was', async (_how, up) => {
  writeOld(LATEST);
  const broken: Migration = { version: LATEST + 1, up: (database) => void up(database) };
  await expect(
    openStore(temporary.root, temporary.clock, { migrations: [...MIGRATIONS, broken] }),
  ).rejects.toThrow();
  const store = await temporary.store();
  expect(store.drafts.get(ONE).draft).toMatchObject({ notice: 'cq-2025-40' });
  expect(store.context.database.pragma('user_version', { simple: true })).toBe(LATEST);
});

test('a step whose backup cannot be made is not taken', async () => {
  writeOld(LATEST);
  const opened = await openStore(temporary.root, temporary.clock, {
    migrations: [...MIGRATIONS, REBUILD],
    read: () => Promise.reject(new Error('the copy reads back wrong')),
  }).catch((error: Error) => error.message);
  expect(opened).toContain('reads back wrong');
  expect((await temporary.store()).context.database.pragma('user_version', { simple: true })).toBe(LATEST);
});

test('steps that were renumbered, left out or doubled are a fault of the program', () => {
  const step = (version: number): Migration => ({ version, up: () => undefined });
  for (const wrong of [[2], [1, 3], [1, 1], [2, 1]])
    expect(() => assertInOrder(wrong.map(step))).toThrow('is expected');
  expect(() => assertInOrder([1, 2, 3].map(step))).not.toThrow();
  expect(existsSync(dataFolder(temporary.root).database)).toBe(false);
});

import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { APPLICATION_ID } from '../../../electron/store/connection.ts';
import { dataFolder } from '../../../electron/store/data-folder.ts';
import { MIGRATIONS } from '../../../electron/store/migrations/all-migrations.ts';
import { migrate } from '../../../electron/store/migrations/migration.ts';
import type { Operation } from '../operation.ts';
import { badBackups } from './backup.ts';
import { openFor, storeProblems } from './store-state.ts';

const FIXTURES = path.resolve(import.meta.dirname, '../../../electron/store/migrations/fixtures');
/** The draft of the fixtures. */
const ONE = '11111111-1111-4111-8111-111111111111';

/** The first start of this version over the data of the first version. */
export const MIGRATE: Operation = {
  name: '升级数据',
  prepare: async (folder) => {
    const { databaseFolder, database: place } = dataFolder(folder);
    mkdirSync(databaseFolder, { recursive: true });
    const database = new Database(place);
    database.pragma(`application_id = ${APPLICATION_ID}`);
    migrate(database, MIGRATIONS.slice(0, 1));
    database.exec(readFileSync(path.join(FIXTURES, 'version-1.sql'), 'utf8'));
    // Its rows name files that the fixture does not bring.
    database.exec('DELETE FROM files');
    database.close();
  },
  run: async (folder) => (await openFor(folder)).close(),
  check: (folder) =>
    storeProblems(folder, [], async (store) => {
      const { revision, draft } = store.drafts.get(ONE);
      const isWhole = revision === 3 && draft.answers.applicantName === '重庆示例食品有限公司';
      return [...(isWhole ? [] : ['the draft is not as it was']), ...(await badBackups(store))];
    }),
};

import type { Migration } from './migration.ts';

/** What 复核文档 found of an application last, with its time; null where nobody asked for it. */
export const documentChecks: Migration = {
  version: 5,
  up(database) {
    database.exec('ALTER TABLE batch_entries ADD COLUMN document_check_json TEXT');
  },
};

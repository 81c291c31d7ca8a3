import type { Migration } from './migration.ts';

/**
 * What was exported from the window, of which revision, and whether the draft is locked by it. A
 * version that an export was made of is closed: no run of typing goes on over it, so that the
 * exported revision can always be read back.
 */
export const draftExports: Migration = {
  version: 2,
  up(database) {
    database.exec(`
      CREATE TABLE draft_exports (
        id TEXT PRIMARY KEY,
        draft_id TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
        revision INTEGER NOT NULL,
        twin_code TEXT NOT NULL,
        package_name TEXT NOT NULL,
        exported_at TEXT NOT NULL,
        -- “草稿” stands across its pages; such an export is for nobody's seal and locks nothing.
        incomplete INTEGER NOT NULL,
        -- Of a draft's last complete export: null while the draft is locked by it.
        unlocked_at TEXT
      ) STRICT;
      CREATE INDEX draft_exports_of_draft ON draft_exports (draft_id, exported_at);
      CREATE INDEX draft_exports_by_code ON draft_exports (twin_code);

      ALTER TABLE draft_versions ADD COLUMN closed INTEGER NOT NULL DEFAULT 0;
    `);
  },
};

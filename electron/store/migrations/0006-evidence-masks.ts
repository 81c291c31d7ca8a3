import type { Migration } from './migration.ts';

/** What a person marked on pages of evidence, to be black in copies for others. It belongs to the content, whichever draft names it. */
export const evidenceMasks: Migration = {
  version: 6,
  up(database) {
    database.exec(`
      CREATE TABLE evidence_masks (
        sha256 TEXT PRIMARY KEY REFERENCES files (sha256) ON DELETE CASCADE,
        -- Page, place and size in shares of the page, as shared/masks/mask.ts has them.
        masks_json TEXT NOT NULL,
        changed_at TEXT NOT NULL
      ) STRICT;
    `);
  },
};

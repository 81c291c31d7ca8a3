import type { Migration } from './migration.ts';

/** What an officer sent back, remark by remark: what each speaks of, and what became of it. */
export const draftRemarks: Migration = {
  version: 3,
  up(database) {
    database.exec(`
      CREATE TABLE draft_remarks (
        id TEXT PRIMARY KEY,
        draft_id TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
        -- Their order; those of a draft have others between them once some were removed.
        position INTEGER NOT NULL,
        text TEXT NOT NULL,
        -- Field, evidence slot or destinationDistrict; null for what speaks of no place.
        place TEXT,
        state TEXT NOT NULL CHECK (state IN ('open', 'changed', 'explained')),
        answer TEXT NOT NULL,
        -- The revision that the officer had before him; null where nothing was exported as a whole.
        base_revision INTEGER,
        added_at TEXT NOT NULL,
        removed_at TEXT
      ) STRICT;
      CREATE INDEX draft_remarks_of_draft ON draft_remarks (draft_id, position);
    `);
  },
};

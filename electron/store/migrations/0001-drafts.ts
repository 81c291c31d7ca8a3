import type { Migration } from './migration.ts';

/**
 * Drafts with their answers and the journal of every change.
 *
 * An answer is a row: `part` says of what (`answers`, `evidence`, `declarations`, `confirmations`,
 * `destination`), `key` is the id of the field, slot, condition or finding. A version is what one
 * save (or a run of typing) did, a change what it did to one answer; null is “no answer”. The old
 * value of a change is always the new value of the one before it on the same answer, so the journal
 * replays from nothing to the present.
 */
export const drafts: Migration = {
  version: 1,
  up(database) {
    database.exec(`
      CREATE TABLE drafts (
        id TEXT PRIMARY KEY,
        notice TEXT NOT NULL,
        programme TEXT NOT NULL CHECK (programme IN ('benchmark', 'product')),
        revision INTEGER NOT NULL CHECK (revision >= 0),
        created_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        binned_at TEXT,
        is_example INTEGER NOT NULL DEFAULT 0,
        last_place TEXT,
        -- What the last check told, for the list; of the revision that it looked at.
        progress REAL,
        blocks INTEGER,
        checked_revision INTEGER
      ) STRICT;

      CREATE TABLE draft_answers (
        draft_id TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
        part TEXT NOT NULL,
        key TEXT NOT NULL,
        value_json TEXT NOT NULL,
        filled INTEGER NOT NULL,
        PRIMARY KEY (draft_id, part, key)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE draft_versions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        draft_id TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
        action TEXT NOT NULL CHECK (
          action IN ('create', 'edit', 'undo', 'redo', 'restore', 'import', 'duplicate')
        ),
        -- The revisions that it covers; those of a draft's versions follow each other without a gap.
        first_revision INTEGER NOT NULL,
        last_revision INTEGER NOT NULL,
        started_at TEXT NOT NULL,
        ended_at TEXT NOT NULL,
        restored_revision INTEGER
      ) STRICT;
      CREATE INDEX draft_versions_of_draft ON draft_versions (draft_id, id);

      CREATE TABLE draft_changes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        entry_id TEXT NOT NULL UNIQUE,
        version_id INTEGER NOT NULL REFERENCES draft_versions (id) ON DELETE CASCADE,
        part TEXT NOT NULL,
        key TEXT NOT NULL,
        old_json TEXT,
        new_json TEXT,
        removed INTEGER NOT NULL,
        reverts INTEGER,
        UNIQUE (version_id, part, key)
      ) STRICT;

      -- Files that a change's new value names. No foreign key: an imported draft may name what is missing.
      CREATE TABLE change_files (
        change_id INTEGER NOT NULL REFERENCES draft_changes (id) ON DELETE CASCADE,
        sha256 TEXT NOT NULL,
        PRIMARY KEY (change_id, sha256)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX change_files_by_hash ON change_files (sha256);

      CREATE TABLE files (
        sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
        bytes INTEGER NOT NULL,
        original_name TEXT NOT NULL,
        added_at TEXT NOT NULL,
        facts_json TEXT,
        facts_by TEXT
      ) STRICT;

      CREATE TABLE settings (
        key TEXT PRIMARY KEY,
        value_json TEXT NOT NULL
      ) STRICT;
    `);
  },
};

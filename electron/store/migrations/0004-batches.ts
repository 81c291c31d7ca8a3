import type { Migration } from './migration.ts';

/**
 * What a district collects: rounds, the applications that came, and the officer's list of each. What is
 * odd about an application beside the others is not in here: it is told from the rows whenever they are
 * read, so that it never lags behind them.
 */
export const batches: Migration = {
  version: 4,
  up(database) {
    database.exec(`
      CREATE TABLE batches (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        notice TEXT NOT NULL,
        programmes_json TEXT NOT NULL,
        district TEXT NOT NULL,
        recommender TEXT NOT NULL,
        contact_name TEXT NOT NULL,
        contact_phone TEXT NOT NULL,
        recommendation TEXT NOT NULL,
        created_at TEXT NOT NULL,
        binned_at TEXT
      ) STRICT;

      CREATE TABLE batch_entries (
        id TEXT PRIMARY KEY,
        batch_id TEXT NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        -- Of the package; null and empty where it cannot be told.
        programme TEXT CHECK (programme IN ('benchmark', 'product')),
        notice TEXT NOT NULL,
        destination_district TEXT NOT NULL,
        state TEXT NOT NULL CHECK (
          state IN ('intact', 'changed', 'incomplete', 'unreadable', 'refused', 'byHand')
        ),
        came_as TEXT NOT NULL,
        received_on TEXT NOT NULL,
        values_json TEXT NOT NULL,
        credit_code TEXT NOT NULL,
        twin_code TEXT NOT NULL,
        created_on TEXT,
        pages INTEGER NOT NULL,
        sealed INTEGER NOT NULL,
        files INTEGER NOT NULL,
        bytes INTEGER NOT NULL,
        problems_json TEXT NOT NULL,
        blocks INTEGER NOT NULL,
        warnings INTEGER NOT NULL,
        verdict TEXT CHECK (verdict IN ('recommended', 'returned', 'rejected')),
        reasons TEXT NOT NULL,
        -- Tells the same package from another of the same applicant; empty where there is none.
        fingerprint TEXT NOT NULL,
        -- Its files lie in the batch's folder; they were looked for at the last start, and were not there.
        has_files INTEGER NOT NULL,
        files_missing INTEGER NOT NULL DEFAULT 0,
        added_at TEXT NOT NULL,
        binned_at TEXT
      ) STRICT;
      CREATE INDEX batch_entries_in_order ON batch_entries (batch_id, position);

      CREATE TABLE entry_check_items (
        entry_id TEXT NOT NULL REFERENCES batch_entries (id) ON DELETE CASCADE,
        item_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        text TEXT NOT NULL,
        clause TEXT NOT NULL,
        page INTEGER,
        findings_json TEXT NOT NULL,
        ticked INTEGER NOT NULL,
        remark TEXT NOT NULL,
        PRIMARY KEY (entry_id, item_id)
      ) STRICT, WITHOUT ROWID;
    `);
  },
};

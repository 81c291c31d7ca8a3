import { placeOfRow } from './answer-rows.ts';
import type { VersionAction } from './journal.ts';
import type { Place } from './place.ts';
import type { StoreContext } from './store-context.ts';

/** One change of one answer, a line of the history. Null is “no answer”. */
export interface HistoryEntry extends Place {
  entryId: string;
  action: VersionAction;
  /** The draft's revision after the version that the change belongs to. */
  revision: number;
  /** A run of typing has a beginning and an end; else both are the same. */
  startedAt: string;
  endedAt: string;
  /** For `restore` of a version: the revision that was gone back to. */
  restoredRevision: number | null;
  oldValue: unknown;
  newValue: unknown;
}

/** What part of the history to give; the latest entries come first. */
export interface HistoryPage {
  /** Only changes of this answer. */
  place?: Place;
  /** The last entry of the page before. */
  before?: string;
  /** At most this many entries, 1 to 500. */
  limit: number;
}

interface EntryRow {
  entry_id: string;
  part: string;
  key: string;
  action: VersionAction;
  last_revision: number;
  started_at: string;
  ended_at: string;
  restored_revision: number | null;
  old_json: string | null;
  new_json: string | null;
}

const LARGEST_PAGE = 500;

function parsed(json: string | null): unknown {
  return json === null ? null : JSON.parse(json);
}

/** One page of a draft's history, and whether there are older entries. */
export function historyPage(
  context: StoreContext,
  draft: string,
  { place, before, limit }: HistoryPage,
): { entries: HistoryEntry[]; more: boolean } {
  const most = Math.min(Math.max(1, Math.trunc(limit)), LARGEST_PAGE);
  const rows = context.database
    .prepare<
      [{ draft: string; before: string | null; part: string | null; key: string | null; most: number }],
      EntryRow
    >(
      `SELECT c.entry_id, c.part, c.key, v.action, v.last_revision, v.started_at, v.ended_at,
         v.restored_revision, c.old_json, c.new_json
       FROM draft_changes c JOIN draft_versions v ON v.id = c.version_id
       WHERE v.draft_id = :draft
         AND (:before IS NULL OR c.id < (SELECT id FROM draft_changes WHERE entry_id = :before))
         AND (:part IS NULL OR (c.part = :part AND c.key = :key))
       ORDER BY c.id DESC LIMIT :most`,
    )
    .all({
      draft,
      before: before ?? null,
      part: place?.part ?? null,
      key: place?.key ?? null,
      most: most + 1,
    });
  const entries = rows.slice(0, most).map((row) => ({
    entryId: row.entry_id,
    ...placeOfRow(row.part, row.key),
    action: row.action,
    revision: row.last_revision,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    restoredRevision: row.restored_revision,
    oldValue: parsed(row.old_json),
    newValue: parsed(row.new_json),
  }));
  return { entries, more: rows.length > most };
}

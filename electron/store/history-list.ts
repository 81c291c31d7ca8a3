import { placeOfRow } from './answer-rows.ts';
import type { VersionAction } from './journal.ts';
import type { Place } from './place.ts';
import type { StoreContext } from './store-context.ts';

/**
 * A line of the history: one change of one answer, or everything that a version did when it was made
 * as a whole (a draft brought in, a version put back). Null is “no answer”.
 */
export interface HistoryEntry extends Place {
  entryId: string;
  /** The line stands for a whole version; place and values are those of none. */
  whole: boolean;
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
  /** Only changes of this answer, each for itself also where a whole version made them. */
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
  whole: number;
}

const LARGEST_PAGE = 500;

/** Entries that stand for a version have ids of their own: its first change is a line too, where one answer is asked for. */
const WHOLE = 'whole-';

/** The change behind an entry, and whether the entry means the whole version of it. */
export function changeOfEntry(entryId: string): { change: string; whole: boolean } {
  const whole = entryId.startsWith(WHOLE);
  return { change: whole ? entryId.slice(WHOLE.length) : entryId, whole };
}

/** SQL: a version that made or replaced the draft in one go. */
const IS_WHOLE = `(v.action IN ('create', 'import', 'duplicate') OR (v.action = 'restore'
  AND (SELECT count(*) FROM draft_changes WHERE version_id = v.id) > 1))`;

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
         v.restored_revision, c.old_json, c.new_json, :part IS NULL AND ${IS_WHOLE} AS whole
       FROM draft_changes c JOIN draft_versions v ON v.id = c.version_id
       WHERE v.draft_id = :draft
         AND (:before IS NULL OR c.id < (SELECT id FROM draft_changes WHERE entry_id = :before))
         AND (:part IS NULL OR (c.part = :part AND c.key = :key))
         AND (:part IS NOT NULL OR NOT ${IS_WHOLE}
           OR c.id = (SELECT min(id) FROM draft_changes WHERE version_id = v.id))
       ORDER BY c.id DESC LIMIT :most`,
    )
    .all({
      draft,
      before: before === undefined ? null : changeOfEntry(before).change,
      part: place?.part ?? null,
      key: place?.key ?? null,
      most: most + 1,
    });
  const entries = rows.slice(0, most).map((row) => ({
    entryId: row.whole === 1 ? `${WHOLE}${row.entry_id}` : row.entry_id,
    whole: row.whole === 1,
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

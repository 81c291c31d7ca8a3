import { randomUUID } from 'node:crypto';
import { answerAt, type DraftRow, filesNamedIn, type PlacedJson, putAnswer } from './answer-rows.ts';
import { timeStamp } from './clock.ts';
import { continueRun, LONGEST_RUN } from './merge-edits.ts';
import { type Place, placeName } from './place.ts';
import type { StoreContext } from './store-context.ts';

/** What made a version. */
export type VersionAction = 'create' | 'edit' | 'undo' | 'redo' | 'restore' | 'import' | 'duplicate';

/** The new value of one answer, and the change that it undoes or redoes. */
export interface NewAnswer extends PlacedJson {
  reverts?: number;
}

/** What a save came to. */
export interface SavedRevision {
  revision: number;
  savedAt: string;
  /** The answers that were not the same before. */
  changed: Place[];
}

interface Difference extends NewAnswer {
  oldJson: string | null;
}

interface LastChange {
  id: number;
  version_id: number;
  action: VersionAction;
  /** An export was made of it. */
  closed: number;
  started_at: string;
  part: string;
  key: string;
  old_json: string | null;
  new_json: string | null;
  removed: number;
}

function differences(context: StoreContext, draft: string, answers: readonly NewAnswer[]): Difference[] {
  const last = new Map(answers.map((answer) => [placeName(answer), answer]));
  return [...last.values()].flatMap((answer) => {
    const oldJson = answerAt(context, draft, answer);
    return oldJson === answer.json ? [] : [{ ...answer, oldJson }];
  });
}

function linkFiles(context: StoreContext, change: number, json: string | null): void {
  const link = context.database.prepare('INSERT INTO change_files (change_id, sha256) VALUES (?, ?)');
  for (const hash of filesNamedIn(json)) link.run(change, hash);
}

function isSubset(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  return [...some].every((each) => all.has(each));
}

/** Goes on with the latest version where it is a run of typing at exactly these answers. */
function extendRun(context: StoreContext, row: DraftRow, found: Difference[], now: string): boolean {
  const running = context.database
    .prepare<[string], LastChange>(
      `SELECT c.id, c.version_id, v.action, v.closed, v.started_at, c.part, c.key, c.old_json, c.new_json, c.removed
       FROM draft_changes c JOIN draft_versions v ON v.id = c.version_id
       WHERE v.id = (SELECT max(id) FROM draft_versions WHERE draft_id = ?)`,
    )
    .all(row.id);
  const [first] = running;
  if (first === undefined || first.action !== 'edit' || running.length !== found.length) return false;
  if (first.closed === 1) return false;
  const age = Date.parse(now) - Date.parse(first.started_at);
  if (age < 0 || age > LONGEST_RUN) return false;
  const pairs: { change: LastChange; json: string | null; removed: number }[] = [];
  for (const next of found) {
    const change = running.find((each) => each.part === next.part && each.key === next.key);
    // Adding, turning or replacing evidence is an act of its own, never a run.
    if (change === undefined || next.part !== 'answers') return false;
    const removed = continueRun(
      { oldJson: change.old_json, newJson: change.new_json, removed: change.removed },
      next.json,
    );
    if (removed === undefined) return false;
    if (!isSubset(filesNamedIn(change.new_json), filesNamedIn(next.json))) return false;
    pairs.push({ change, json: next.json, removed });
  }
  for (const { change, json, removed } of pairs) {
    context.database
      .prepare('UPDATE draft_changes SET new_json = ?, removed = ? WHERE id = ?')
      .run(json, removed, change.id);
    context.database.prepare('DELETE FROM change_files WHERE change_id = ?').run(change.id);
    linkFiles(context, change.id, json);
  }
  context.database
    .prepare('UPDATE draft_versions SET last_revision = ?, ended_at = ? WHERE id = ?')
    .run(row.revision + 1, now, first.version_id);
  return true;
}

function addVersion(
  context: StoreContext,
  row: DraftRow,
  found: Difference[],
  now: string,
  action: VersionAction,
  restoredRevision: number | null,
): void {
  const version = context.database
    .prepare(
      `INSERT INTO draft_versions
         (draft_id, action, first_revision, last_revision, started_at, ended_at, restored_revision)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(row.id, action, row.revision + 1, row.revision + 1, now, now, restoredRevision).lastInsertRowid;
  const insert = context.database.prepare(
    `INSERT INTO draft_changes (entry_id, version_id, part, key, old_json, new_json, removed, reverts)
     VALUES (?, ?, ?, ?, ?, ?, 0, ?)`,
  );
  for (const { part, key, oldJson, json, reverts } of found) {
    const change = insert.run(
      randomUUID(),
      version,
      part,
      key,
      oldJson,
      json,
      reverts ?? null,
    ).lastInsertRowid;
    linkFiles(context, Number(change), json);
  }
}

/**
 * Gives answers their new values: the answers, the journal and the revision in one go. Answers that
 * have the value already are left out; where all have it, nothing is written and the revision stays.
 * Runs inside a transaction, after the row was found writable.
 */
export function recordAnswers(
  context: StoreContext,
  row: DraftRow,
  answers: readonly NewAnswer[],
  action: VersionAction,
  restoredRevision: number | null = null,
): SavedRevision {
  const found = differences(context, row.id, answers);
  if (found.length === 0) return { revision: row.revision, savedAt: row.changed_at, changed: [] };
  const now = timeStamp(context.clock);
  if (action !== 'edit' || !extendRun(context, row, found, now))
    addVersion(context, row, found, now, action, restoredRevision);
  for (const answer of found) putAnswer(context, row.id, answer);
  context.database
    .prepare('UPDATE drafts SET revision = revision + 1, changed_at = ? WHERE id = ?')
    .run(now, row.id);
  return { revision: row.revision + 1, savedAt: now, changed: found.map(({ part, key }) => ({ part, key })) };
}

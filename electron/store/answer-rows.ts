import { DossierError } from '../../shared/errors.ts';
import type { Programme } from '../../shared/form/definition.ts';
import { isFilled } from '../../shared/form/filled.ts';
import { refuseLocked } from './draft-lock.ts';
import { isDraftPart, type Place, type PlacedValue } from './place.ts';
import type { StoreContext } from './store-context.ts';

/** A row of `drafts`. */
export interface DraftRow {
  id: string;
  notice: string;
  programme: Programme;
  revision: number;
  created_at: string;
  changed_at: string;
  binned_at: string | null;
  is_example: number;
  last_place: string | null;
  progress: number | null;
  blocks: number | null;
}

/** A place with its value as it is stored; null is “no answer”. */
export interface PlacedJson extends Place {
  json: string | null;
}

/** @throws draftGone */
export function draftRow(context: StoreContext, draft: string): DraftRow {
  const row = context.database.prepare<[string], DraftRow>('SELECT * FROM drafts WHERE id = ?').get(draft);
  if (row === undefined) throw new DossierError('draftGone', {});
  return row;
}

/**
 * The row of a draft that may be changed by somebody who last saw `expected`.
 *
 * @param what `ticks`: only what the person ticked for himself, which no twin code covers and no lock keeps
 * @throws draftGone, draftInBin, draftLocked, staleRevision
 */
export function writableDraftRow(
  context: StoreContext,
  draft: string,
  expected: number,
  what: 'content' | 'ticks' = 'content',
): DraftRow {
  const row = draftRow(context, draft);
  if (row.binned_at !== null) throw new DossierError('draftInBin', {});
  if (what === 'content') refuseLocked(context, draft);
  if (row.revision !== expected) throw new DossierError('staleRevision', { current: row.revision });
  return row;
}

/** @throws Error for a part that no version of the program wrote */
export function placeOfRow(part: string, key: string): Place {
  if (!isDraftPart(part)) throw new Error(`unknown part of a draft: ${part}`);
  return { part, key };
}

/** Every answer of a draft, as stored. */
export function answersOf(context: StoreContext, draft: string): PlacedJson[] {
  return context.database
    .prepare<[string], { part: string; key: string; value_json: string }>(
      'SELECT part, key, value_json FROM draft_answers WHERE draft_id = ? ORDER BY part, key',
    )
    .all(draft)
    .map((row) => ({ ...placeOfRow(row.part, row.key), json: row.value_json }));
}

export function answerAt(context: StoreContext, draft: string, { part, key }: Place): string | null {
  const json = context.database
    .prepare<[string, string, string], string>(
      'SELECT value_json FROM draft_answers WHERE draft_id = ? AND part = ? AND key = ?',
    )
    .pluck()
    .get(draft, part, key);
  return typeof json === 'string' ? json : null;
}

export function parsedValue({ part, key, json }: PlacedJson): PlacedValue {
  const value: unknown = json === null ? null : JSON.parse(json);
  return { part, key, value };
}

/** Puts an answer in its row, or takes the row away. */
export function putAnswer(context: StoreContext, draft: string, answer: PlacedJson): void {
  const { part, key, json } = answer;
  if (json === null) {
    context.database
      .prepare('DELETE FROM draft_answers WHERE draft_id = ? AND part = ? AND key = ?')
      .run(draft, part, key);
    return;
  }
  context.database
    .prepare(
      `INSERT INTO draft_answers (draft_id, part, key, value_json, filled) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET value_json = excluded.value_json, filled = excluded.filled`,
    )
    .run(draft, part, key, json, isFilled(parsedValue(answer).value) ? 1 : 0);
}

/** The hashes of the files that a stored value names. */
export function filesNamedIn(json: string | null): Set<string> {
  // Inside a text the quotes would be escaped, so this finds properties only.
  const found = (json ?? '').matchAll(/"sha256":"([0-9a-f]{64})"/g);
  return new Set([...found].flatMap(([, hash]) => (hash === undefined ? [] : [hash])));
}

import { randomUUID } from 'node:crypto';
import { DossierError } from '../../shared/errors.ts';
import { draftRow } from './answer-rows.ts';
import { timeStamp } from './clock.ts';
import { sealedExport } from './draft-lock.ts';
import type { StoreContext } from './store-context.ts';

export type RemarkState = 'open' | 'changed' | 'explained';

/** What an officer remarked on a draft, and what became of it. */
export interface Remark {
  id: string;
  text: string;
  /** Field, evidence slot or `destinationDistrict`; null for what speaks of no place. */
  place: string | null;
  state: RemarkState;
  answer: string;
  /** The revision that the officer had before him; null where nothing was exported as a whole. */
  baseRevision: number | null;
}

/** Remarks of the drafts, each draft's in the officer's order. They are no content: a locked draft has them too. */
export class Remarks {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  /** @throws draftGone */
  list(draft: string): Remark[] {
    return this.#context.read(() => {
      draftRow(this.#context, draft);
      return this.#context.database
        .prepare<[string], Remark>(
          `SELECT id, text, place, state, answer, base_revision AS baseRevision
           FROM draft_remarks WHERE draft_id = ? AND removed_at IS NULL ORDER BY position`,
        )
        .all(draft);
    });
  }

  /** Adds remarks after those that are there; what the officer saw is the last export as a whole. @throws draftGone, diskFull, storeMoved */
  add(draft: string, remarks: readonly Pick<Remark, 'text' | 'place'>[]): void {
    this.#context.write(() => {
      draftRow(this.#context, draft);
      const last = this.#context.database
        .prepare<[string], number>('SELECT coalesce(max(position), 0) FROM draft_remarks WHERE draft_id = ?')
        .pluck()
        .get(draft);
      const base = sealedExport(this.#context, draft)?.revision ?? null;
      const insert = this.#context.database.prepare(
        `INSERT INTO draft_remarks (id, draft_id, position, text, place, state, answer, base_revision, added_at)
         VALUES (?, ?, ?, ?, ?, 'open', '', ?, ?)`,
      );
      const now = timeStamp(this.#context.clock);
      for (const [index, { text, place }] of remarks.entries())
        insert.run(randomUUID(), draft, (last ?? 0) + index + 1, text, place, base, now);
    });
  }

  /** @throws draftGone, gone for a remark that is not there, diskFull, storeMoved */
  save(draft: string, { id, place, state, answer }: Pick<Remark, 'id' | 'place' | 'state' | 'answer'>): void {
    this.#context.write(() => {
      draftRow(this.#context, draft);
      const { changes } = this.#context.database
        .prepare(
          `UPDATE draft_remarks SET place = ?, state = ?, answer = ?
           WHERE id = ? AND draft_id = ? AND removed_at IS NULL`,
        )
        .run(place, state, answer, id, draft);
      if (changes === 0) throw new DossierError('gone', { what: '这条意见' });
    });
  }

  /** Takes a remark off the list, or puts a removed one back in its place. @throws draftGone, gone, diskFull, storeMoved */
  setRemoved(draft: string, id: string, removed: boolean): void {
    this.#context.write(() => {
      draftRow(this.#context, draft);
      const { changes } = this.#context.database
        .prepare('UPDATE draft_remarks SET removed_at = ? WHERE id = ? AND draft_id = ?')
        .run(removed ? timeStamp(this.#context.clock) : null, id, draft);
      if (changes === 0) throw new DossierError('gone', { what: '这条意见' });
    });
  }
}

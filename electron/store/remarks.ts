import { randomUUID } from 'node:crypto';
import { DossierError } from '../../shared/errors.ts';
import type { DraftRemark } from '../../shared/form/draft.ts';
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
      this.#insert(draft, remarks, sealedExport(this.#context, draft)?.revision ?? null);
    });
  }

  /** @returns their ids */
  #insert(draft: string, remarks: readonly Pick<Remark, 'text' | 'place'>[], base: number | null): string[] {
    const last = this.#context.database
      .prepare<[string], number>('SELECT coalesce(max(position), 0) FROM draft_remarks WHERE draft_id = ?')
      .pluck()
      .get(draft);
    const insert = this.#context.database.prepare(
      `INSERT INTO draft_remarks (id, draft_id, position, text, place, state, answer, base_revision, added_at)
         VALUES (?, ?, ?, ?, ?, 'open', '', ?, ?)`,
    );
    const now = timeStamp(this.#context.clock);
    return remarks.map(({ text, place }, index) => {
      const id = randomUUID();
      insert.run(id, draft, (last ?? 0) + index + 1, text, place, base, now);
      return id;
    });
  }

  /** The remarks as a draft file carries them; a revision means nothing elsewhere, its twin code does. @throws draftGone */
  toTravel(draft: string): DraftRemark[] {
    const codes = new Map(this.#exportsOf(draft).map(({ revision, twinCode }) => [revision, twinCode]));
    return this.list(draft).map(({ text, place, state, answer, baseRevision }) => {
      const twinCode = codes.get(baseRevision ?? -1);
      return { text, place, state, answer, ...(twinCode === undefined ? {} : { twinCode }) };
    });
  }

  /**
   * Takes in what a draft file carries. Nothing that is here goes: a remark with the same words takes the
   * file's state, place and answer where it has them, others are added after those that are here.
   *
   * @throws draftGone, diskFull, storeMoved
   */
  takeIn(draft: string, remarks: readonly DraftRemark[]): void {
    this.#context.write(() => {
      const here = this.list(draft);
      const revisions = new Map(this.#exportsOf(draft).map(({ revision, twinCode }) => [twinCode, revision]));
      for (const { text, place, state, answer, twinCode } of remarks) {
        const at = here.findIndex((each) => each.text === text);
        const [same] = at < 0 ? [] : here.splice(at, 1);
        const id =
          same?.id ??
          this.#insert(draft, [{ text, place: place ?? null }], revisions.get(twinCode ?? '') ?? null)[0] ??
          '';
        this.save(draft, {
          id,
          place: place ?? same?.place ?? null,
          state: state === 'open' ? (same?.state ?? state) : state,
          answer: answer || (same?.answer ?? ''),
        });
      }
    });
  }

  #exportsOf(draft: string): { revision: number; twinCode: string }[] {
    return this.#context.database
      .prepare<[string], { revision: number; twinCode: string }>(
        'SELECT revision, twin_code AS twinCode FROM draft_exports WHERE draft_id = ? AND incomplete = 0',
      )
      .all(draft);
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

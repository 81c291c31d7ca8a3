import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { DossierError } from '../../shared/errors.ts';
import type { Programme } from '../../shared/form/definition.ts';
import type { Draft } from '../../shared/form/draft.ts';
import { checkedDraft } from './answer-check.ts';
import {
  answerAt,
  answersOf,
  draftRow,
  filesNamedIn,
  type PlacedJson,
  parsedValue,
  writableDraftRow,
} from './answer-rows.ts';
import { timeStamp } from './clock.ts';
import { type DraftSummary, summaries, summaryOf } from './draft-summary.ts';
import { recordAnswers, type SavedRevision, type VersionAction } from './journal.ts';
import { type PlacedValue, placeName } from './place.ts';
import { stableJson } from './stable-json.ts';
import type { StoreContext } from './store-context.ts';

/** Where somebody was in a draft, to be led back there. */
export const lastPlaceSchema = z.strictObject({
  section: z.string().max(200),
  field: z.string().max(200).nullable(),
});
export type LastPlace = z.infer<typeof lastPlaceSchema>;

/** A draft as the store holds it. */
export interface StoredDraft {
  id: string;
  revision: number;
  changedAt: string;
  /** Set while the draft lies in the bin. */
  binnedAt: string | null;
  draft: Draft;
  lastPlace: LastPlace | null;
}

/** How a draft came to be. */
export interface DraftOrigin {
  action: VersionAction;
  /** The id that its file brought along; it must be free. */
  id?: string;
  example?: boolean;
}

function placedJson({ part, key, value }: PlacedValue): PlacedJson {
  return { part, key, json: stableJson(value) };
}

function readLastPlace(text: string | null): LastPlace | null {
  if (text === null) return null;
  // A place of an older version that is no place any more only costs the way back to it.
  const place = lastPlaceSchema.safeParse(JSON.parse(text));
  return place.success ? place.data : null;
}

/** The drafts of the store: made, read, saved. */
export class Drafts {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  /** Every draft that is not in the bin, last changed first. */
  list(): DraftSummary[] {
    return this.#context.read(() => summaries(this.#context, 'kept'));
  }

  /** The line of one draft, also of one in the bin. @throws draftGone */
  summary(id: string): DraftSummary {
    return this.#context.read(() => summaryOf(this.#context, id));
  }

  /**
   * @param id a draft, also one in the bin
   * @throws draftGone, draftUnknownNotice, draftInvalid
   */
  get(id: string): StoredDraft {
    return this.#context.read(() => {
      const row = draftRow(this.#context, id);
      const values = answersOf(this.#context, id).map(parsedValue);
      return {
        id,
        revision: row.revision,
        changedAt: row.changed_at,
        binnedAt: row.binned_at,
        draft: checkedDraft(row.notice, row.programme, values),
        lastPlace: readLastPlace(row.last_place),
      };
    });
  }

  /** @throws draftGone */
  revision(id: string): number {
    return this.#context.read(() => draftRow(this.#context, id).revision);
  }

  /**
   * Makes a new draft.
   *
   * @param values what is known already: the answers of the self-check, say
   * @throws draftInvalid, draftUnknownNotice
   */
  create(
    noticeId: string,
    programme: Programme,
    values: readonly PlacedValue[] = [],
    origin: DraftOrigin = { action: 'create' },
  ): StoredDraft {
    checkedDraft(noticeId, programme, values);
    const id = origin.id ?? randomUUID();
    this.#context.write(() => {
      const now = timeStamp(this.#context.clock);
      this.#context.database
        .prepare(
          `INSERT INTO drafts (id, notice, programme, revision, created_at, changed_at, is_example)
           VALUES (?, ?, ?, 0, ?, ?, ?)`,
        )
        .run(id, noticeId, programme, now, now, origin.example === true ? 1 : 0);
      const answers = values.map(placedJson);
      recordAnswers(this.#context, draftRow(this.#context, id), answers, origin.action);
    });
    return this.get(id);
  }

  /** A new draft with the same answers, evidence and figures. @throws draftGone */
  duplicate(id: string): StoredDraft {
    const { draft } = this.get(id);
    const values = this.#context.read(() => answersOf(this.#context, id).map(parsedValue));
    return this.create(draft.notice, draft.programme, values, { action: 'duplicate' });
  }

  /**
   * Saves answers: all of them, the journal and the revision in one transaction, on the disk when
   * this comes back. Answers that are not named stay as they are.
   *
   * @param expectedRevision the revision that the caller's answers are based on
   * @param action `import` where a file's answers take the place of a draft's
   * @throws staleRevision, draftGone, draftInBin, draftInvalid, fileNotTaken, diskFull, storeMoved
   */
  save(
    id: string,
    expectedRevision: number,
    values: readonly PlacedValue[],
    action: 'edit' | 'import' = 'edit',
  ): SavedRevision {
    return this.#context.write(() => {
      const isTicks = action === 'edit' && values.every(({ part }) => part === 'confirmations');
      const row = writableDraftRow(this.#context, id, expectedRevision, isTicks ? 'ticks' : 'content');
      checkedDraft(row.notice, row.programme, values);
      const answers = values.map(placedJson);
      if (action === 'edit') for (const answer of answers) this.#refuseUnknownFiles(id, answer);
      return recordAnswers(this.#context, row, answers, action);
    });
  }

  /**
   * Keeps what a check told, for the list. What came too late for the present revision is kept no
   * less: the list shows the last that is known.
   *
   * @param progress per cent of what the form requires
   * @param blocks findings that block
   * @throws draftGone
   */
  rememberCheck(id: string, revision: number, progress: number, blocks: number): void {
    const known = this.#context.read(() => draftRow(this.#context, id));
    // A save is followed by a check: what is the same need not go to the disk a second time.
    if (known.progress === progress && known.blocks === blocks) return;
    this.#context.write(() => {
      this.#context.database
        .prepare(
          `UPDATE drafts SET progress = ?, blocks = ?, checked_revision = ?
           WHERE id = ? AND coalesce(checked_revision, 0) <= ?`,
        )
        .run(progress, blocks, revision, id, revision);
    });
  }

  /** Remembers where the person is; no change of the draft, so revision and last change stay. @throws draftGone */
  rememberPlace(id: string, place: LastPlace): void {
    this.#context.write(() => {
      draftRow(this.#context, id);
      this.#context.database
        .prepare('UPDATE drafts SET last_place = ? WHERE id = ?')
        .run(JSON.stringify(lastPlaceSchema.parse(place)), id);
    });
  }

  /** A file must lie in the store before an answer names it; one that an import found missing may stay named. */
  #refuseUnknownFiles(id: string, answer: PlacedJson): void {
    const before = filesNamedIn(answerAt(this.#context, id, answer));
    const isTaken = this.#context.database.prepare('SELECT 1 FROM files WHERE sha256 = ?');
    for (const sha256 of filesNamedIn(answer.json)) {
      if (!before.has(sha256) && isTaken.get(sha256) === undefined)
        throw new DossierError('fileNotTaken', { file: placeName(answer) });
    }
  }
}

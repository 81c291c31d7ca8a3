import { DossierError } from '../../shared/errors.ts';
import type { Draft } from '../../shared/form/draft.ts';
import { checkedDraft } from './answer-check.ts';
import {
  answersOf,
  draftRow,
  type PlacedJson,
  parsedValue,
  placeOfRow,
  writableDraftRow,
} from './answer-rows.ts';
import { changeOfEntry, type HistoryEntry, type HistoryPage, historyPage } from './history-list.ts';
import { recordAnswers, type SavedRevision, type VersionAction } from './journal.ts';
import { type Place, placeName } from './place.ts';
import type { StoreContext } from './store-context.ts';
import { type UndoableChange, undoStack } from './undo-stack.ts';

interface ChangeRow {
  id: number;
  action: VersionAction;
  reverts: number | null;
  was_empty: number;
}

/** Versions that make a draft what it is at first. */
const MAKING: ReadonlySet<VersionAction> = new Set(['create', 'import', 'duplicate']);

/** The journal of the drafts: what was, and the way back to it. Every way back is journaled itself. */
export class History {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  /** A page of the changes of a draft, or of one answer, latest first. @throws draftGone */
  list(draft: string, page: HistoryPage): { entries: HistoryEntry[]; more: boolean } {
    return this.#context.read(() => {
      draftRow(this.#context, draft);
      return historyPage(this.#context, draft, page);
    });
  }

  /**
   * The draft as it was at a revision, to be looked at. Revisions within a run of typing are not
   * told apart: they give the run's end.
   *
   * @throws draftGone, versionGone, draftInvalid
   */
  draftAt(draft: string, revision: number): Draft {
    return this.#context.read(() => {
      const row = draftRow(this.#context, draft);
      const values = new Map(answersOf(this.#context, draft).map((each) => [placeName(each), each]));
      for (const each of this.#differencesTo(draft, revision)) values.set(placeName(each), each);
      return checkedDraft(row.notice, row.programme, [...values.values()].map(parsedValue));
    });
  }

  /** Whether `undo` and `redo` would do something to an answer. @throws draftGone */
  canUndo(draft: string, place: Place): { undo: boolean; redo: boolean } {
    return this.#context.read(() => {
      draftRow(this.#context, draft);
      const { undo, redo } = undoStack(this.#changesAt(draft, place));
      return { undo: undo !== undefined, redo: redo !== undefined };
    });
  }

  /**
   * Takes back the latest change of one answer that is still in effect; where there is none, nothing changes.
   *
   * @throws staleRevision, draftGone, draftInBin, diskFull, storeMoved
   */
  undo(draft: string, expectedRevision: number, place: Place): SavedRevision {
    return this.#revert(draft, expectedRevision, place, 'undo');
  }

  /** Puts back what `undo` took away last, unless the answer was changed since. @throws as `undo` */
  redo(draft: string, expectedRevision: number, place: Place): SavedRevision {
    return this.#revert(draft, expectedRevision, place, 'redo');
  }

  /**
   * 恢复到此版本: gives the whole draft, or one answer of it, the values that it had at a revision.
   *
   * @throws versionGone, staleRevision, draftGone, draftInBin, diskFull, storeMoved
   */
  restore(draft: string, expectedRevision: number, revision: number, place?: Place): SavedRevision {
    return this.#context.write(() => {
      const row = writableDraftRow(this.#context, draft, expectedRevision);
      const wanted = this.#differencesTo(draft, revision);
      const answers =
        place === undefined ? wanted : wanted.filter((each) => placeName(each) === placeName(place));
      return recordAnswers(this.#context, row, answers, 'restore', revision);
    });
  }

  /**
   * Takes one line of the history back: gives the answer the value that it had before the change, or
   * the whole draft those that it had before a version that was made as a whole.
   *
   * @param entryId of a line of the history
   * @throws versionGone, staleRevision, draftGone, draftInBin, diskFull, storeMoved
   */
  restoreBefore(draft: string, expectedRevision: number, entryId: string): SavedRevision {
    return this.#context.write(() => {
      const row = writableDraftRow(this.#context, draft, expectedRevision);
      const { change, whole } = changeOfEntry(entryId);
      const entry = this.#context.database
        .prepare<[string, string], { part: string; key: string; old_json: string | null; first: number }>(
          `SELECT c.part, c.key, c.old_json, v.first_revision AS first FROM draft_changes c JOIN draft_versions v ON v.id = c.version_id
           WHERE c.entry_id = ? AND v.draft_id = ?`,
        )
        .get(change, draft);
      if (entry === undefined) throw new DossierError('versionGone', {});
      if (whole) {
        const before = this.#differencesTo(draft, entry.first - 1);
        return recordAnswers(this.#context, row, before, 'restore', entry.first - 1);
      }
      const answer = { ...placeOfRow(entry.part, entry.key), json: entry.old_json };
      return recordAnswers(this.#context, row, [answer], 'restore');
    });
  }

  #revert(draft: string, expectedRevision: number, place: Place, action: 'undo' | 'redo'): SavedRevision {
    return this.#context.write(() => {
      const row = writableDraftRow(this.#context, draft, expectedRevision);
      const target = undoStack(this.#changesAt(draft, place))[action];
      if (target === undefined) return { revision: row.revision, savedAt: row.changed_at, changed: [] };
      const json = this.#context.database
        .prepare<[number], string | null>(
          `SELECT ${action === 'undo' ? 'old_json' : 'new_json'} FROM draft_changes WHERE id = ?`,
        )
        .pluck()
        .get(target);
      const { part, key } = place;
      return recordAnswers(this.#context, row, [{ part, key, json: json ?? null, reverts: target }], action);
    });
  }

  #changesAt(draft: string, { part, key }: Place): UndoableChange[] {
    return this.#context.database
      .prepare<[string, string, string], ChangeRow>(
        `SELECT c.id, v.action, c.reverts, c.old_json IS NULL AS was_empty
         FROM draft_changes c JOIN draft_versions v ON v.id = c.version_id
         WHERE v.draft_id = ? AND c.part = ? AND c.key = ? ORDER BY c.id`,
      )
      .all(draft, part, key)
      .map(({ id, action, reverts, was_empty }) => ({
        id,
        action,
        reverts,
        isFirst: was_empty === 1 && MAKING.has(action),
      }));
  }

  /** The answers that changed since a revision, with the values that they had at it. */
  #differencesTo(draft: string, revision: number): PlacedJson[] {
    const version = this.#context.database
      .prepare<[string, number], number>(
        'SELECT id FROM draft_versions WHERE draft_id = ? AND ? BETWEEN first_revision AND last_revision',
      )
      .pluck()
      .get(draft, revision);
    // Revision 0 is the draft before its first answer, which no version made.
    if (version === undefined && revision !== 0) throw new DossierError('versionGone', {});
    // With min(), SQLite takes the other columns from the row that holds it.
    return this.#context.database
      .prepare<[string, number], { part: string; key: string; old_json: string | null }>(
        `SELECT c.part, c.key, c.old_json, min(c.id)
         FROM draft_changes c JOIN draft_versions v ON v.id = c.version_id
         WHERE v.draft_id = ? AND v.id > ? GROUP BY c.part, c.key`,
      )
      .all(draft, version ?? 0)
      .map((row) => ({ ...placeOfRow(row.part, row.key), json: row.old_json }));
  }
}

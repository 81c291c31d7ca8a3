import type { StoredDraft } from '../store/drafts.ts';
import type { SavedRevision } from '../store/journal.ts';
import type { PlacedValue } from '../store/place.ts';
import type { ProgramData } from './program-data.ts';

/**
 * The one way by which services change drafts: every change is one transaction, in the order in
 * which they were asked for, and the window learns that the findings may be others now.
 */
export class DraftChanges {
  readonly #data: ProgramData;
  readonly #changed: (draftId: string, revision: number) => void;

  /** @param changed told after each change that is on the disk */
  constructor(data: ProgramData, changed: (draftId: string, revision: number) => void) {
    this.#data = data;
    this.#changed = changed;
  }

  /**
   * Saves values that were made of a revision.
   *
   * @throws staleRevision when the draft is at another one, draftGone, draftInBin, draftInvalid, fileNotTaken, diskFull, storeMoved
   */
  save(draftId: string, revision: number, values: readonly PlacedValue[]): SavedRevision {
    return this.#told(draftId, this.#data.store.drafts.save(draftId, revision, values));
  }

  /**
   * Changes a draft by what it holds at this moment: reading, deciding and saving are one step, with
   * nothing in between.
   *
   * @param decide the values that are to be others; must not wait for anything
   * @throws draftGone, draftInBin, draftInvalid, fileNotTaken, diskFull, storeMoved
   */
  change(draftId: string, decide: (present: StoredDraft) => readonly PlacedValue[]): SavedRevision {
    const { drafts } = this.#data.store;
    const present = drafts.get(draftId);
    return this.#told(draftId, drafts.save(draftId, present.revision, decide(present)));
  }

  /** A change that the store's history made: an entry or a version put back. */
  took(draftId: string, saved: SavedRevision): SavedRevision {
    return this.#told(draftId, saved);
  }

  #told(draftId: string, saved: SavedRevision): SavedRevision {
    if (saved.changed.length > 0) this.#changed(draftId, saved.revision);
    return saved;
  }
}

import { DossierError } from '../../shared/errors.ts';
import { draftRow } from './answer-rows.ts';
import { DAY, timeStamp } from './clock.ts';
import { type DraftSummary, summaries } from './draft-summary.ts';
import type { StoreContext } from './store-context.ts';

/** How long a draft lies in the bin. */
export const DAYS_IN_BIN = 30;

/** Which drafts of the bin have lain there for their 30 days; a time that cannot be read never runs out. */
export function overdueInBin(
  binned: readonly { id: string; binnedAt: string | null }[],
  now: Date,
): string[] {
  return binned
    .filter(({ binnedAt }) => binnedAt !== null && now.getTime() - Date.parse(binnedAt) >= DAYS_IN_BIN * DAY)
    .map(({ id }) => id);
}

/** Drafts that were thrown away and can be had back. */
export class Bin {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  /** The drafts in the bin, last thrown away first. */
  list(): DraftSummary[] {
    return this.#context.read(() => summaries(this.#context, 'binned'));
  }

  /** Puts a draft into the bin; one that lies there keeps its time. @throws draftGone */
  put(draft: string): void {
    this.#setBinned(draft, timeStamp(this.#context.clock));
  }

  /** Takes a draft out of the bin, as it was. @throws draftGone */
  takeBack(draft: string): void {
    this.#setBinned(draft, null);
  }

  /** Deletes what has lain in the bin for 30 days, with its history; backups still hold it. Gives back how many. */
  purge(): number {
    return this.#context.write(() => {
      const overdue = overdueInBin(summaries(this.#context, 'binned'), this.#context.clock());
      const remove = this.#context.database.prepare('DELETE FROM drafts WHERE id = ?');
      for (const id of overdue) remove.run(id);
      return overdue.length;
    });
  }

  /** Deletes one draft of the bin for good, with its history. @throws draftGone, misused for one that is not in the bin */
  delete(draft: string): void {
    this.#context.write(() => {
      if (draftRow(this.#context, draft).binned_at === null)
        throw new DossierError('misused', { detail: '只能彻底删除回收站中的草稿。请先移入回收站。' });
      this.#context.database.prepare('DELETE FROM drafts WHERE id = ?').run(draft);
    });
  }

  #setBinned(draft: string, at: string | null): void {
    this.#context.write(() => {
      const { binned_at } = draftRow(this.#context, draft);
      if ((binned_at === null) === (at === null)) return;
      this.#context.database.prepare('UPDATE drafts SET binned_at = ? WHERE id = ?').run(at, draft);
    });
  }
}

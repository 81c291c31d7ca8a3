import { z } from 'zod';
import { DossierError } from '../../shared/errors.ts';
import { type Mask, MOST_MASKS, maskSchema } from '../../shared/masks/mask.ts';
import { timeStamp } from './clock.ts';
import type { StoreContext } from './store-context.ts';

const masksSchema = z.array(maskSchema).max(MOST_MASKS);

/** Regions marked on evidence, by its content. They are no part of a draft: a locked one can be marked too. */
export class Masks {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  /** @returns none for a file that nobody marked */
  of(sha256: string): Mask[] {
    const text = this.#context.read(() =>
      this.#context.database
        .prepare<[string], string>('SELECT masks_json FROM evidence_masks WHERE sha256 = ?')
        .pluck()
        .get(sha256),
    );
    return text === undefined ? [] : masksSchema.parse(JSON.parse(text));
  }

  /** Takes the place of what was marked before. @throws gone for a file that is not in the store, diskFull, storeMoved */
  save(sha256: string, masks: readonly Mask[]): void {
    this.#context.write(() => {
      const { database, clock } = this.#context;
      const isThere = database.prepare('SELECT 1 FROM files WHERE sha256 = ?').get(sha256) !== undefined;
      if (!isThere) throw new DossierError('gone', { what: '这份材料' });
      if (masks.length === 0) database.prepare('DELETE FROM evidence_masks WHERE sha256 = ?').run(sha256);
      else
        database
          .prepare(
            `INSERT INTO evidence_masks (sha256, masks_json, changed_at) VALUES (?, ?, ?)
             ON CONFLICT (sha256) DO UPDATE SET masks_json = excluded.masks_json, changed_at = excluded.changed_at`,
          )
          .run(sha256, JSON.stringify(masks), timeStamp(clock));
    });
  }
}

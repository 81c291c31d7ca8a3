import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DAYS_IN_BIN } from '../store/bin.ts';
import { DAY } from '../store/clock.ts';
import { namesIn } from '../store/names-in.ts';
import type { Store } from '../store/store.ts';
import { entryPlace, READY, UNFINISHED } from './intake-places.ts';

/** What tidying came to: folders that were cleared away, and entries whose files are not there. */
export interface TidiedIntake {
  cleared: number;
  missing: number;
}

function remove(place: string): number {
  rmSync(place, { recursive: true, force: true });
  return 1;
}

/**
 * Brings folders and store together after whatever happened between them. To be called before anything is
 * taken in.
 *
 * What was left half, or whole but never got into the store, is cleared away. A package that was in the
 * store once stays for as long as one lies in the bin: a backup that is restored may still name it.
 * Entries whose files are gone are told so from then on.
 *
 * @throws diskFull, storeMoved, and what the file system says
 */
export function tidyIntake(store: Store): TidiedIntake {
  const { root, intake } = store.context.folder;
  const now = store.context.clock().getTime();
  const entries = store.entries.withFiles();
  const known = new Set(entries.map(({ batchId, entryId }) => entryPlace(root, batchId, entryId)));
  let cleared = 0;
  for (const batchId of namesIn(intake)) {
    const folder = join(intake, batchId);
    for (const name of namesIn(folder)) {
      const place = join(folder, name);
      if (name.endsWith(UNFINISHED)) cleared += remove(place);
      else if (name.endsWith(READY)) {
        const settled = place.slice(0, -READY.length);
        if (known.has(settled) && !existsSync(settled)) renameSync(place, settled);
        else cleared += remove(place);
      } else if (!known.has(place) && now - statSync(place).mtimeMs >= DAYS_IN_BIN * DAY)
        cleared += remove(place);
    }
  }
  const missing = entries.filter(({ batchId, entryId }) => !existsSync(entryPlace(root, batchId, entryId)));
  store.entries.setFilesMissing(new Set(missing.map(({ entryId }) => entryId)));
  return { cleared, missing: missing.length };
}

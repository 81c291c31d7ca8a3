import { DossierError } from '../../shared/errors.ts';
import type { StoreContext } from './store-context.ts';

/** The export for sealing that a draft's paper copies come from: its last complete one. */
export interface SealedExport {
  exportId: string;
  revision: number;
  twinCode: string;
  exportedAt: string;
  /** Since when the draft may be changed again; null while it is locked. */
  unlockedAt: string | null;
}

/** @returns undefined for a draft that was never exported as a whole */
export function sealedExport(context: StoreContext, draft: string): SealedExport | undefined {
  return context.database
    .prepare<[string], SealedExport>(
      `SELECT id AS exportId, revision, twin_code AS twinCode, exported_at AS exportedAt,
         unlocked_at AS unlockedAt
       FROM draft_exports WHERE draft_id = ? AND incomplete = 0
       ORDER BY exported_at DESC, rowid DESC LIMIT 1`,
    )
    .get(draft);
}

/** @throws draftLocked while the draft is locked by its last export for sealing */
export function refuseLocked(context: StoreContext, draft: string): void {
  const sealed = sealedExport(context, draft);
  if (sealed !== undefined && sealed.unlockedAt === null)
    throw new DossierError('draftLocked', { twinCode: sealed.twinCode });
}

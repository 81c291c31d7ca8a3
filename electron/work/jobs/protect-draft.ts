import { statSync } from 'node:fs';
import { Transform } from 'node:stream';
import { type DescribedDraft, openDescribed } from '../../package/described-draft.ts';
import { writeWholeDraft } from '../../package/write-whole-draft.ts';
import { openProtected } from '../../password/open-protected.ts';
import { writeProtected } from '../../password/protect-file.ts';
import type { DoneOfTotal, Job } from '../job.ts';

export interface ProtectDraftInput {
  draft: DescribedDraft;
  /** Absolute. */
  target: string;
  password: string;
}

function bytesOf(place: string): number {
  return statSync(place, { throwIfNoEntry: false })?.size ?? 0;
}

/** A `.dossier` that opens with the password only, whole or not at all. @returns its size in bytes @throws what `writeWholeDraft` and `writeProtected` throw */
export const protectDraft: Job<ProtectDraftInput, { bytes: number }, DoneOfTotal> = async (
  { draft, target, password },
  { signal, progress },
) => {
  const total = Object.values(draft.places).reduce((sum, place) => sum + bytesOf(place), 1);
  let done = 0;
  const counted = () =>
    new Transform({
      transform(piece: Uint8Array, _encoding, next) {
        done += piece.length;
        progress({ done: Math.min(done, total), total });
        next(null, piece);
      },
    });
  progress({ done, total });
  await writeWholeDraft(openDescribed(draft), target, signal, (place, bytes, stop) =>
    writeProtected(place, bytes.pipe(counted()), { password }, stop),
  );
  return { bytes: bytesOf(target) };
};

export interface OpenProtectedInput {
  source: string;
  /** New, in a private folder of the caller's. */
  target: string;
  password: string;
}

/** Writes what a protected file holds. @throws what `openProtected` throws */
export const unprotectFile: Job<OpenProtectedInput, null, DoneOfTotal> = async (
  { source, target, password },
  { signal, progress },
) => {
  await openProtected(source, target, { password }, (done, total) => progress({ done, total }), signal);
  return null;
};

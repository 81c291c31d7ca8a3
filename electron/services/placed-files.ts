import { createHash } from 'node:crypto';
import { evidenceSectionOf, type Form } from '../../shared/form/definition.ts';
import type { Draft, EvidenceFile } from '../../shared/form/draft.ts';

/** A file of a draft under the id by which the window knows it. */
export interface PlacedFile {
  fileId: string;
  slot: string;
  /** Counted from 0 within the slot. */
  position: number;
  file: EvidenceFile;
}

/** Ids of the slots of a form, in its order. */
export function slotsOf(form: Form): string[] {
  return evidenceSectionOf(form).items.flatMap((item) => item.slots.map(({ id }) => id));
}

/**
 * The same file of the same draft has the same id in every run of the program: the id is a digest of
 * both, so nothing has to be kept.
 *
 * @param turn counts from 0 how often the path stood in the draft before: nothing forbids naming it twice
 */
export function fileIdOf(draftId: string, path: string, turn: number): string {
  return createHash('sha256').update(`${draftId}\n${turn}\n${path}`).digest('base64url').slice(0, 32);
}

/** Every evidence file of a draft with its id. @param slots of the form, in its order */
export function placedFiles(
  draftId: string,
  evidence: Draft['evidence'],
  slots: readonly string[],
): PlacedFile[] {
  const turns = new Map<string, number>();
  return slots.flatMap((slot) =>
    (evidence[slot]?.files ?? []).map((file, position): PlacedFile => {
      const turn = turns.get(file.path) ?? 0;
      turns.set(file.path, turn + 1);
      return { fileId: fileIdOf(draftId, file.path, turn), slot, position, file };
    }),
  );
}

import { type DescribedDraft, describeDraft } from '../../package/described-draft.ts';
import { openDraft } from '../../package/draft-file.ts';
import type { Job } from '../job.ts';

export interface OpenDraftInput {
  /** Absolute; whatever a person picked, dropped or was sent. */
  path: string;
  /** Empty and private; it stays for as long as the caller wants to read the draft's files. */
  folder: string;
}

/** Opens a draft from outside, unpacked into the caller's folder. @throws what `openDraft` throws */
export const openForeignDraft: Job<OpenDraftInput, DescribedDraft, never> = async (
  { path, folder },
  { signal },
) => describeDraft(await openDraft(path, signal, folder));

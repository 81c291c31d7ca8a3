import type { FileFacts } from '../../../shared/form/evidence-facts.ts';
import { inspectFile } from '../../evidence/inspect.ts';
import { stopIfCancelled } from '../../package/file-errors.ts';
import type { DoneOfTotal, Job } from '../job.ts';

export interface FileToInspect {
  /** Its path inside the draft, kept in the facts. */
  path: string;
  /** Where it lies. */
  place: string;
  /** What the draft says it hashes to. */
  sha256?: string;
}

/** Facts of files from outside, in their order. A bad file is a fact, never an error. */
export const inspectFiles: Job<{ files: readonly FileToInspect[] }, FileFacts[], DoneOfTotal> = async (
  { files },
  { signal, progress },
) => {
  const facts: FileFacts[] = [];
  for (const { path, place, sha256 } of files) {
    stopIfCancelled(signal);
    facts.push(await inspectFile(place, path, sha256, signal));
    progress({ done: facts.length, total: files.length });
  }
  return facts;
};

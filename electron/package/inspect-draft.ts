import type { DraftFacts } from '../../shared/form/evidence-facts.ts';
import type { Progress } from '../book/book.ts';
import { inspectFile } from '../evidence/inspect.ts';
import type { OpenDraft } from './draft-file.ts';
import { namedFiles } from './draft-files.ts';
import { stopIfCancelled } from './file-errors.ts';

/** Reads every file that a draft names, each once. Bad files are facts, not errors. */
export async function inspectDraft(
  opened: OpenDraft,
  progress?: Progress,
  signal?: AbortSignal,
): Promise<DraftFacts> {
  const expected = new Map<string, string | undefined>();
  for (const { path, sha256 } of namedFiles(opened.form, opened.draft)) {
    expected.set(path, expected.get(path) ?? sha256);
  }
  const facts: DraftFacts = {};
  let done = 0;
  for (const [path, sha256] of expected) {
    stopIfCancelled(signal);
    facts[path] = await inspectFile(opened.filePath(path), path, sha256, signal);
    done += 1;
    progress?.(done, expected.size);
  }
  return facts;
}

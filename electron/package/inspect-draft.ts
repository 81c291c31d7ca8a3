import type { DraftFacts } from '../../shared/form/evidence-facts.ts';
import type { Progress } from '../book/book.ts';
import { inspectFile } from '../evidence/inspect.ts';
import type { OpenDraft } from './draft-file.ts';
import { namedFiles } from './draft-files.ts';
import { stopIfCancelled } from './file-errors.ts';
import type { FileHashes } from './twin-code.ts';

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

/** The hashes among the facts; a file that is missing has none. */
export function hashesOf(facts: DraftFacts): FileHashes {
  return new Map(
    Object.values(facts).flatMap((file) => (file.sha256 === '' ? [] : [[file.path, file.sha256] as const])),
  );
}

/**
 * A file that is not the one that the draft recorded is not handed in: in a copy marked 草稿 it counts as
 * missing, for the package's draft could not name it by its hash.
 */
export function withoutChangedFiles(facts: DraftFacts): DraftFacts {
  return Object.fromEntries(
    Object.entries(facts).map(([path, file]) =>
      file.problem?.code === 'changed'
        ? [path, { ...file, sha256: '', bytes: 0, pages: [], problem: { code: 'missing' as const } }]
        : [path, file],
    ),
  );
}

import type { DraftFacts } from '../../shared/form/evidence-facts.ts';
import type { FileHashes } from './twin-code.ts';

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

import { type EvidenceFile, evidenceAnswerSchema } from '../../shared/form/draft.ts';
import type { HistoryEntry } from '../store/history-list.ts';
import type { Store } from '../store/store.ts';
import { fileIdOf } from './placed-files.ts';

/** A file that was taken out of a draft, and the files between which it stood. */
export interface RemovedFile {
  slot: string;
  file: EvidenceFile;
  /** Paths of those that stood before it, the nearest first. */
  before: string[];
  /** Paths of those that stood behind it, the nearest first. */
  behind: string[];
}

const PAGE = 200;
/** A path that a draft names more often than this in one slot is no file that the window shows. */
const MOST_TURNS = 10;

function filesIn(value: unknown): EvidenceFile[] {
  const answer = evidenceAnswerSchema.safeParse(value);
  return answer.success ? (answer.data.files ?? []) : [];
}

/** Where in a list the file with an id stands, or -1. */
function positionOf(draftId: string, files: readonly EvidenceFile[], fileId: string): number {
  return files.findIndex(({ path }) =>
    Array.from({ length: MOST_TURNS }, (_, turn) => fileIdOf(draftId, path, turn)).includes(fileId),
  );
}

function removalOf(draftId: string, entry: HistoryEntry, fileId: string): RemovedFile | undefined {
  const old = filesIn(entry.oldValue);
  const position = positionOf(draftId, old, fileId);
  const file = old[position];
  if (file === undefined || positionOf(draftId, filesIn(entry.newValue), fileId) >= 0) return undefined;
  const paths = old.map(({ path }) => path);
  return {
    slot: entry.key,
    file,
    before: paths.slice(0, position).reverse(),
    behind: paths.slice(position + 1),
  };
}

/**
 * Finds in the journal how a file left a draft, the last time that it did; so a removal can be undone
 * at any time later, after a restart too.
 */
export function removedFile(
  store: Store,
  draftId: string,
  slots: readonly string[],
  fileId: string,
): RemovedFile | undefined {
  const removals = slots.flatMap((slot) => {
    for (const entry of historyOf(store, draftId, slot)) {
      const removed = removalOf(draftId, entry, fileId);
      if (removed !== undefined) return [{ revision: entry.revision, removed }];
    }
    return [];
  });
  return removals.toSorted((left, right) => right.revision - left.revision)[0]?.removed;
}

/** Every change of a slot, latest first. */
function* historyOf(store: Store, draftId: string, slot: string): Generator<HistoryEntry> {
  const place = { part: 'evidence', key: slot } as const;
  let page = store.history.list(draftId, { place, limit: PAGE });
  for (;;) {
    yield* page.entries;
    const before = page.entries.at(-1)?.entryId;
    if (!page.more || before === undefined) return;
    page = store.history.list(draftId, { place, limit: PAGE, before });
  }
}

/** Where a file goes back to among those that are there now: beside the nearest of its old neighbours. */
export function returnPosition(files: readonly EvidenceFile[], { before, behind }: RemovedFile): number {
  const positions = (paths: readonly string[]) =>
    paths.map((path) => files.findIndex((file) => file.path === path)).filter((position) => position >= 0);
  const [nearestBefore] = positions(before);
  if (nearestBefore !== undefined) return nearestBefore + 1;
  const [nearestBehind] = positions(behind);
  return nearestBehind ?? files.length;
}

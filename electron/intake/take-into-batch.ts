import { withFileErrors } from '../package/file-errors.ts';
import { renamePatiently } from '../store/rename-patiently.ts';
import type { Store } from '../store/store.ts';
import type { IntakeSource } from './find-packages.ts';
import { batchPlace, entryPlace, READY } from './intake-places.ts';
import type { JudgedPackage } from './judge-package.ts';
import type { TakeInInput, TakeInReport, TakeInResult } from './take-packages-in.ts';

/** `takePackagesIn`, here or in the work process. */
export type TakeIn = (
  input: TakeInInput,
  report: (report: TakeInReport) => void,
  signal: AbortSignal,
) => Promise<TakeInResult>;

export interface IntoBatch {
  batchId: string;
  sources: readonly IntakeSource[];
  /** Local day on which the district got them. */
  receivedOn: string;
}

export interface TakenIntoBatch extends TakeInResult {
  /** Of what came in now, in order. */
  entryIds: string[];
}

/**
 * In the store first, then under its name: `tidyIntake` goes on where this was broken off. Where a row waits for these very
 * files, which were lost here, they are put back to it, with all that the officer said of it.
 *
 * @returns the id of the row
 */
async function keep(store: Store, batchId: string, { entry, items }: JudgedPackage): Promise<string> {
  const placeOf = (entryId: string) => entryPlace(store.context.folder.root, batchId, entryId);
  const ready = `${placeOf(entry.entryId)}${READY}`;
  const waiting = entry.hasFiles ? store.entries.withoutFiles(batchId, entry.fingerprint) : undefined;
  const entryId = waiting ?? entry.entryId;
  if (waiting === undefined) store.entries.add(batchId, entry, items);
  if (entry.hasFiles) await withFileErrors(placeOf(entryId), () => renamePatiently(ready, placeOf(entryId)));
  if (waiting !== undefined) store.entries.setFilesFound(waiting);
  return entryId;
}

/**
 * Takes packages into a batch of the store, each as soon as it is whole. What was taken stays, whatever
 * happens to those after it.
 *
 * @param report told of everything that goes on, `taken` after it is in the store
 * @throws gone, what the store says (then nothing more is taken), and what `takePackagesIn` throws
 */
export async function takeIntoBatch(
  store: Store,
  { batchId, sources, receivedOn }: IntoBatch,
  takeIn: TakeIn,
  report: (report: TakeInReport) => void,
  signal: AbortSignal,
): Promise<TakenIntoBatch> {
  const known = store.entries.fingerprints(batchId);
  const stop = new AbortController();
  const entryIds: string[] = [];
  let failure: { error: unknown } | undefined;
  let keeping: Promise<void> = Promise.resolve();
  const keepNext = (judged: JudgedPackage) => {
    keeping = keeping.then(async () => {
      if (failure !== undefined) return;
      try {
        entryIds.push(await keep(store, batchId, judged));
        report({ kind: 'taken', package: judged });
      } catch (error) {
        failure = { error };
        stop.abort();
      }
    });
  };
  const folder = batchPlace(store.context.folder.root, batchId);
  const result = await takeIn(
    {
      ...{ sources, folder, receivedOn },
      ...{ knownFingerprints: known.listed, binnedFingerprints: known.binned },
    },
    (each) => (each.kind === 'taken' ? keepNext(each.package) : report(each)),
    AbortSignal.any([signal, stop.signal]),
  ).finally(() => keeping);
  if (failure !== undefined) throw failure.error;
  return { ...result, taken: entryIds.length, entryIds };
}

import { randomUUID } from 'node:crypto';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DossierError, describeError } from '../../shared/errors.ts';
import { asDossierError, stopIfCancelled, systemErrorCode } from '../package/file-errors.ts';
import { flush } from '../package/publish.ts';
import { copyBuffers, SourceFailed } from './copy-hashed.ts';
import { type Candidate, findPackages, type IntakeSource, placesOf } from './find-packages.ts';
import { hopelessFingerprint } from './hopeless-fingerprint.ts';
import { READY, UNFINISHED } from './intake-places.ts';
import { hopelessEntry, type JudgedPackage, judgePackage } from './judge-package.ts';
import {
  isNotLaid,
  type LaidFromArchive,
  type LayIn,
  layInArchives,
  layInFolder,
  type NotLaid,
  stopsEverything,
} from './lay-in.ts';
import { whyRefused, whyUnreadable } from './problem-words.ts';
import { readLaid } from './read-package.ts';

export interface TakeInInput {
  sources: readonly IntakeSource[];
  /** Folder of the batch; made if it is not there. */
  folder: string;
  /** Local day on which the district got them. */
  receivedOn: string;
  /** Of the packages that the batch has. */
  knownFingerprints: readonly string[];
  /** Of those that the officer moved out of it: they do not come back by themselves. */
  binnedFingerprints?: readonly string[];
  /** The files are not kept: each package is gone from `folder` once it was judged. */
  judgeOnly?: boolean;
}

/** What is said while it goes on. */
export type TakeInReport =
  /** Still looking for packages. */
  | { kind: 'searching' }
  /** `number` of `total` things that were found, 1-based; bytes of all that was read. */
  | { kind: 'reading'; number: number; total: number; name: string; bytes: number }
  /** One is whole in its place (`<entryId>.ready` until it is in the store), or is known to be none. */
  | { kind: 'taken'; package: JudgedPackage };

export interface TakeInResult {
  /** The person stopped it; what was taken before is whole. */
  stopped: boolean;
  taken: number;
  /** Names of those that the batch has, byte for byte. */
  already: string[];
  /** What is no package, with what to do. */
  told: { name: string; reason: string }[];
}

const MOVED_OUT = '收过，后来移出了，没有再收。还要用它的，请点“移出的材料”放回。';

class TakingIn {
  readonly #input: TakeInInput;
  readonly #report: (report: TakeInReport) => void;
  readonly #signal: AbortSignal | undefined;
  readonly #known: Set<string>;
  readonly #binned: ReadonlySet<string>;
  readonly result: TakeInResult = { stopped: false, taken: 0, already: [], told: [] };
  readonly #buffers = copyBuffers();
  #bytes = 0;

  constructor(input: TakeInInput, report: (report: TakeInReport) => void, signal: AbortSignal | undefined) {
    this.#input = input;
    this.#report = report;
    this.#signal = signal;
    this.#known = new Set(input.knownFingerprints);
    this.#binned = new Set(input.binnedFingerprints);
  }

  async run(): Promise<void> {
    await mkdir(this.#input.folder, { recursive: true, mode: 0o700 });
    this.#report({ kind: 'searching' });
    const { candidates, told } = await findPackages(this.#input.sources, this.#signal);
    this.result.told.push(...told);
    for (const [index, candidate] of candidates.entries()) {
      stopIfCancelled(this.#signal);
      const report = () =>
        this.#report({
          kind: 'reading',
          number: index + 1,
          total: candidates.length,
          name: candidate.name,
          bytes: this.#bytes,
        });
      report();
      const count = (bytes: number) => {
        this.#bytes += bytes;
        report();
      };
      await this.#take(candidate, {
        ...{ buffers: this.#buffers, count, signal: this.#signal },
        isKept: this.#input.judgeOnly !== true,
      });
    }
  }

  async #take(candidate: Candidate, layIn: LayIn): Promise<void> {
    if (candidate.kind === 'hopeless') return this.#giveUp(candidate, candidate.name, candidate);
    const places: string[] = [];
    const targetOf = () => {
      const place = join(this.#input.folder, `${randomUUID()}${UNFINISHED}`);
      places.push(place);
      return place;
    };
    try {
      for (const { cameAs, laid } of await this.#lay(candidate, targetOf, layIn))
        await this.#judge(candidate, cameAs, laid);
    } catch (error) {
      if (stopsEverything(error)) throw error;
      await this.#giveUp(candidate, candidate.name, await this.#whyNot(error, candidate));
    } finally {
      // Those that were taken have another name by now.
      for (const place of places) await removeFolder(place);
    }
  }

  async #lay(
    candidate: Exclude<Candidate, { kind: 'hopeless' }>,
    targetOf: () => string,
    layIn: LayIn,
  ): Promise<LaidFromArchive[]> {
    if (candidate.kind === 'folder')
      return [{ cameAs: candidate.name, laid: await layInFolder(candidate, targetOf(), layIn) }];
    return layInArchives(candidate.group, targetOf(), targetOf, layIn);
  }

  async #judge(candidate: Candidate, cameAs: string, laid: LaidFromArchive['laid']): Promise<void> {
    const arrival = this.#arrival(cameAs);
    if (isNotLaid(laid)) return this.#giveUp(candidate, cameAs, laid);
    stopIfCancelled(this.#signal);
    const reading = await readLaid(laid, this.#input.receivedOn, this.#signal);
    if (isNotLaid(reading)) return this.#giveUp(candidate, cameAs, reading);
    const judged = judgePackage(reading, arrival);
    if (this.#isKnown(judged)) return;
    stopIfCancelled(this.#signal);
    this.#known.add(judged.entry.fingerprint);
    if (this.#input.judgeOnly === true) return this.#say(judged);
    await rename(laid.folder, join(this.#input.folder, `${arrival.entryId}${READY}`));
    await flush(this.#input.folder);
    this.#say(judged);
  }

  /** A row for what cannot be taken; taken in again with the rest of its folder, it is the same row. */
  async #giveUp(candidate: Candidate, cameAs: string, { state, problem }: NotLaid): Promise<void> {
    const fingerprint = await hopelessFingerprint(placesOf(candidate), cameAs, this.#signal);
    const judged = hopelessEntry(this.#arrival(cameAs), { state, problem }, fingerprint);
    if (this.#isKnown(judged)) return;
    if (fingerprint !== '') this.#known.add(fingerprint);
    this.#say(judged);
  }

  /** Whether the batch has it, or had it until the officer moved it out: then that is told. */
  #isKnown({ entry: { fingerprint, cameAs } }: JudgedPackage): boolean {
    if (this.#known.has(fingerprint)) this.result.already.push(cameAs);
    else if (this.#binned.has(fingerprint)) this.result.told.push({ name: cameAs, reason: MOVED_OUT });
    else return false;
    return true;
  }

  #say(judged: JudgedPackage): void {
    this.result.taken += 1;
    this.#report({ kind: 'taken', package: judged });
  }

  #arrival(cameAs: string) {
    return { entryId: randomUUID(), cameAs, receivedOn: this.#input.receivedOn };
  }

  /**
   * A candidate that cannot be read is a row; a place of ours that cannot be written, or a stick that was
   * pulled, ends it all.
   */
  async #whyNot(error: unknown, candidate: Candidate): Promise<NotLaid> {
    if (error instanceof DossierError && error.code === 'archiveUnsafe')
      return { state: 'refused', problem: whyRefused(error) };
    for (const { path } of this.#input.sources)
      await access(path).catch((gone: unknown) => sourceGone(gone, path));
    const known = asDossierError(error instanceof SourceFailed ? error.cause : error, candidate.name);
    if (!(known instanceof DossierError)) throw known;
    const isOfSource =
      error instanceof SourceFailed ||
      ['archiveDamaged', 'packageUnreadable'].includes(known.code) ||
      (candidate.kind === 'archives' && candidate.group.archives.some(({ path }) => isAbout(known, path)));
    if (isOfSource) return { state: 'unreadable', problem: whyUnreadable.byError(known) };
    throw asDossierError(error, this.#input.folder);
  }
}

function isAbout({ data }: DossierError, path: string): boolean {
  return 'path' in data && data.path === path;
}

function sourceGone(error: unknown, path: string): never {
  const detail =
    systemErrorCode(error) === 'ENOENT' ? '找不到了：U 盘可能已拔出，或文件夹被移走' : describeError(error);
  throw new DossierError('deviceFailed', { path, detail });
}

async function removeFolder(place: string): Promise<void> {
  await rm(place, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/**
 * Takes packages into a batch's folder, one after the other: found, copied or unpacked and hashed on the way,
 * flushed, read, judged, renamed, told. What is told is whole; what fails or is refused leaves nothing.
 *
 * @param report must put what is `taken` into the store
 * @throws diskFull, deviceFailed, notAllowed and such of our own folder or of sources that went away; what was
 * taken before stays. Being cancelled is a result.
 */
export async function takePackagesIn(
  input: TakeInInput,
  report: (report: TakeInReport) => void,
  signal?: AbortSignal,
): Promise<TakeInResult> {
  const taking = new TakingIn(input, report, signal);
  try {
    await taking.run();
  } catch (error) {
    const known = asDossierError(error, input.folder);
    if (!(known instanceof DossierError) || known.code !== 'cancelled') throw known;
    taking.result.stopped = true;
  }
  return taking.result;
}

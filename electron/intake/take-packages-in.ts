import { randomUUID } from 'node:crypto';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DossierError, describeError } from '../../shared/errors.ts';
import { asDossierError, stopIfCancelled, systemErrorCode } from '../package/file-errors.ts';
import { flush } from '../package/publish.ts';
import { copyBuffers, SourceFailed } from './copy-hashed.ts';
import { type Candidate, findPackages, type IntakeSource } from './find-packages.ts';
import { READY, UNFINISHED } from './intake-places.ts';
import { hopelessEntry, type JudgedPackage, judgePackage } from './judge-package.ts';
import {
  isNotLaid,
  type LaidFromArchive,
  type LayIn,
  layInArchives,
  layInFolder,
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

class TakingIn {
  readonly #input: TakeInInput;
  readonly #report: (report: TakeInReport) => void;
  readonly #signal: AbortSignal | undefined;
  readonly #known: Set<string>;
  readonly result: TakeInResult = { stopped: false, taken: 0, already: [], told: [] };
  readonly #buffers = copyBuffers();
  #bytes = 0;

  constructor(input: TakeInInput, report: (report: TakeInReport) => void, signal: AbortSignal | undefined) {
    this.#input = input;
    this.#report = report;
    this.#signal = signal;
    this.#known = new Set(input.knownFingerprints);
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
    if (candidate.kind === 'hopeless')
      return this.#say(hopelessEntry(this.#arrival(candidate.name), candidate.state, candidate.problem));
    const places: string[] = [];
    const targetOf = () => {
      const place = join(this.#input.folder, `${randomUUID()}${UNFINISHED}`);
      places.push(place);
      return place;
    };
    try {
      for (const { cameAs, laid } of await this.#lay(candidate, targetOf, layIn))
        await this.#judge(cameAs, laid);
    } catch (error) {
      if (stopsEverything(error)) throw error;
      this.#say(hopelessEntry(this.#arrival(candidate.name), ...(await this.#whyNot(error, candidate))));
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

  async #judge(cameAs: string, laid: LaidFromArchive['laid']): Promise<void> {
    const arrival = this.#arrival(cameAs);
    if (isNotLaid(laid)) return this.#say(hopelessEntry(arrival, laid.state, laid.problem));
    stopIfCancelled(this.#signal);
    const reading = await readLaid(laid, this.#input.receivedOn, this.#signal);
    if (isNotLaid(reading)) return this.#say(hopelessEntry(arrival, reading.state, reading.problem));
    const judged = judgePackage(reading, arrival);
    if (this.#known.has(judged.entry.fingerprint)) {
      this.result.already.push(cameAs);
      return;
    }
    stopIfCancelled(this.#signal);
    this.#known.add(judged.entry.fingerprint);
    if (this.#input.judgeOnly === true) return this.#say(judged);
    await rename(laid.folder, join(this.#input.folder, `${arrival.entryId}${READY}`));
    await flush(this.#input.folder);
    this.#say(judged);
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
  async #whyNot(error: unknown, candidate: Candidate): Promise<['refused' | 'unreadable', string]> {
    if (error instanceof DossierError && error.code === 'archiveUnsafe')
      return ['refused', whyRefused(error)];
    for (const { path } of this.#input.sources)
      await access(path).catch((gone: unknown) => sourceGone(gone, path));
    const known = asDossierError(error instanceof SourceFailed ? error.cause : error, candidate.name);
    if (!(known instanceof DossierError)) throw known;
    const isOfSource =
      error instanceof SourceFailed ||
      ['archiveDamaged', 'packageUnreadable'].includes(known.code) ||
      (candidate.kind === 'archives' && candidate.group.archives.some(({ path }) => isAbout(known, path)));
    if (isOfSource) return ['unreadable', whyUnreadable.byError(known)];
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

import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DossierError } from '../../shared/errors.ts';
import { DRAFT_LIMITS } from '../package/archive-entries.ts';
import { extractArchive } from '../package/archive-reader.ts';
import { systemErrorCode } from '../package/file-errors.ts';
import { flush } from '../package/publish.ts';
import { type HashedFile, isLitter, listPackageFolder } from '../package/verify-files.ts';
import { type ArchiveGroup, nestedArchives, packageRoots, rootOf } from './archive-groups.ts';
import { type CopyBuffers, copyHashed, fromSource } from './copy-hashed.ts';
import { harmInNames } from './harmful-names.ts';
import { whyHarmful, whyNested, whyTooMany, whyUnreadable } from './problem-words.ts';

/** Packages in one zip; more are nobody's day's work. */
const MOST_IN_ONE = 500;

/** A package whose files lie in a folder of ours, under their own names, read once on the way. */
export interface LaidPackage {
  folder: string;
  /** By their path in the package. */
  files: ReadonlyMap<string, HashedFile>;
  /** Files whose packed data are damaged, so that they are not there. */
  damaged: readonly string[];
}

/** Why a package is not laid in; nothing of it is left. */
export interface NotLaid {
  state: 'refused' | 'unreadable';
  problem: string;
}

export interface LayIn {
  /** A pair for each file that is copied at the same time. */
  buffers: readonly CopyBuffers[];
  /** What is laid in stays, so it is flushed to the disk. */
  isKept: boolean;
  /** Told of the bytes that were read. */
  count: (bytes: number) => void;
  signal?: AbortSignal | undefined;
}

/** Whether nothing was laid in. */
export function isNotLaid<T extends object>(value: T | NotLaid): value is NotLaid {
  return 'state' in value;
}

function refused(problem: string): NotLaid {
  return { state: 'refused', problem };
}

/** Makes the folders of these files below `folder`, each once. */
async function makeFolders(folder: string, paths: Iterable<string>): Promise<Set<string>> {
  const folders = new Set([folder, ...[...paths].map((path) => dirname(join(folder, path)))]);
  for (const each of folders) await mkdir(each, { recursive: true, mode: 0o700 });
  return folders;
}

/** All at once: the file system writes its journal once for many. */
async function flushAll(folder: string, paths: Iterable<string>, folders: Iterable<string>): Promise<void> {
  await Promise.all([...paths].map((path) => flush(join(folder, path))));
  await Promise.all([...folders].map(flush));
}

async function whyTooLarge(files: ReadonlyMap<string, string>): Promise<string | undefined> {
  let total = 0;
  for (const [path, place] of files) {
    const { size } = await stat(place);
    total += size;
    if (size > DRAFT_LIMITS.bytesPerFile) return whyHarmful(path, '过大（超过 1 GB）');
    if (total > DRAFT_LIMITS.bytesInAll) return whyHarmful(path, '使总大小超过 4 GB');
  }
  return undefined;
}

/**
 * Copies a package's folder to `target`, which must not be there. Links in it are not followed: they refuse it.
 *
 * @param source with the packages in it that come by themselves
 * @throws SourceFailed, cancelled, and what the file system says of the target
 */
export async function layInFolder(
  { path, others }: { path: string; others: readonly string[] },
  target: string,
  { buffers, isKept, count, signal }: LayIn,
): Promise<LaidPackage | NotLaid> {
  const { files, problems } = await fromSource(() => listPackageFolder(path, DRAFT_LIMITS.entries, others));
  const [link] = problems;
  if (link !== undefined)
    return refused(whyHarmful(link.slice(0, link.lastIndexOf('：')), '是链接或设备，不是文件'));
  const harm = harmInNames(files.keys());
  if (harm !== undefined) return refused(whyHarmful(harm.path, harm.reason));
  const tooLarge = await fromSource(() => whyTooLarge(files));
  if (tooLarge !== undefined) return refused(tooLarge);
  const folders = await makeFolders(target, files.keys());
  const copied = new Map<string, HashedFile>();
  const waiting = [...files];
  // A few at a time: while one waits for the disk, another is hashed.
  const lane = async (own: CopyBuffers) => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [inside, place] = next;
      copied.set(inside, await copyHashed(place, join(target, inside), own, count, signal));
    }
  };
  const lanes = buffers.map((own) =>
    lane(own).catch((error: unknown) => {
      // The others end what they are at.
      waiting.length = 0;
      throw error;
    }),
  );
  for (const each of await Promise.allSettled(lanes)) if (each.status === 'rejected') throw each.reason;
  if (isKept) await flushAll(target, copied.keys(), folders);
  return { folder: target, files: copied, damaged: [] };
}

interface Unpacked extends HashedFile {
  place: string;
}

interface UnpackedGroup {
  /** By entry name. */
  files: Map<string, Unpacked>;
  damaged: string[];
}

/** @returns undefined where two parts hold different files of one name */
async function unpackGroup(
  group: ArchiveGroup,
  work: string,
  { count, signal }: LayIn,
): Promise<UnpackedGroup | string> {
  const files = new Map<string, Unpacked>();
  const damaged: string[] = [];
  for (const [index, { path }] of group.archives.entries()) {
    const folder = join(work, String(index + 1));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const hashes = new Map<string, HashedFile>();
    const places = await extractArchive(path, folder, DRAFT_LIMITS, {
      signal,
      onDamage: (entry) => void damaged.push(entry),
      onFile: (entry, file) => {
        hashes.set(entry, file);
        count(file.bytes);
      },
    });
    for (const [name, place] of places) {
      const hashed = hashes.get(name);
      if (hashed === undefined) continue;
      const before = files.get(name);
      if (before !== undefined && before.sha256 !== hashed.sha256) return name;
      files.set(name, { ...hashed, place });
    }
  }
  return { files, damaged };
}

/** The files of each package of a group, by their path in it. */
function byRoot<T>(files: Iterable<[string, T]>, roots: readonly string[]): (root: string) => Map<string, T> {
  const found = new Map(roots.map((root) => [root, new Map<string, T>()]));
  for (const [name, file] of files) {
    const root = rootOf(name, roots);
    if (root === undefined || isLitter(name) || isLitter(name.slice(root.length))) continue;
    found.get(root)?.set(name.slice(root.length).normalize('NFC'), file);
  }
  return (root) => found.get(root) ?? new Map();
}

async function placePackage(
  own: ReadonlyMap<string, Unpacked>,
  damaged: readonly string[],
  target: string,
  isKept: boolean,
): Promise<LaidPackage | NotLaid> {
  const harm = harmInNames(own.keys());
  if (harm !== undefined) return refused(whyHarmful(harm.path, harm.reason));
  const folders = await makeFolders(target, own.keys());
  for (const [path, { place }] of own) await rename(place, join(target, path));
  if (isKept) await flushAll(target, own.keys(), folders);
  return {
    folder: target,
    files: new Map([...own].map(([path, { sha256, bytes }]) => [path, { sha256, bytes }])),
    damaged,
  };
}

/** One package of an archive, with the name to tell it by. */
export interface LaidFromArchive {
  cameAs: string;
  laid: LaidPackage | NotLaid;
}

function shownRoot(group: ArchiveGroup, root: string, isOnly: boolean): string {
  const folder = root.split('/').at(-2) ?? '';
  if (isOnly && group.archives.length === 1) return group.name;
  return folder === '' ? group.name : folder;
}

/**
 * Unpacks a zip, or the mail parts of a package, below `work`, and lays each package in it at a place of its
 * own. `work` is left empty or gone.
 *
 * @param targetOf gives a place that is not there yet
 * @throws archiveUnsafe, archiveDamaged, cancelled, and what the file system says
 */
export async function layInArchives(
  group: ArchiveGroup,
  work: string,
  targetOf: () => string,
  layIn: LayIn,
): Promise<LaidFromArchive[]> {
  const whole = (laid: NotLaid): LaidFromArchive[] => [{ cameAs: group.name, laid }];
  const names = group.archives.flatMap(({ files }) => files.map(({ name }) => name));
  const roots = packageRoots(names);
  // Judged by the directory, before anything is written.
  const nested = nestedArchives(names, roots);
  if (nested.length > 0) return whole(refused(whyNested(nested)));
  if (roots.length > MOST_IN_ONE) return whole(refused(whyTooMany(MOST_IN_ONE)));
  if (roots.length === 0) return whole({ state: 'unreadable', problem: whyUnreadable.noPackage });
  try {
    const unpacked = await unpackGroup(group, work, layIn);
    if (typeof unpacked === 'string')
      return whole(refused(whyHarmful(unpacked, '在两个分卷里都有，内容不同')));
    const filesOf = byRoot(unpacked.files, roots);
    const damagedOf = byRoot(
      unpacked.damaged.map((name): [string, string] => [name, name]),
      roots,
    );
    const laid: LaidFromArchive[] = [];
    for (const root of roots)
      laid.push({
        cameAs: shownRoot(group, root, roots.length === 1),
        laid: await placePackage(filesOf(root), [...damagedOf(root).keys()], targetOf(), layIn.isKept),
      });
    return laid;
  } finally {
    await rm(work, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Whether an error means that the place where packages are kept can take no more: then nothing goes on. */
export function stopsEverything(error: unknown): boolean {
  if (error instanceof DossierError)
    return ['cancelled', 'diskFull', 'temporaryFolderUnusable'].includes(error.code);
  return ['ENOSPC', 'EDQUOT', 'EROFS'].includes(systemErrorCode(error) ?? '');
}

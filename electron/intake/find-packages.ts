import type { Dirent } from 'node:fs';
import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DossierError } from '../../shared/errors.ts';
import { PACKAGE_FOLDER, PACKAGE_NAME } from '../../shared/package-signs.ts';
import { COPY_IS_NO_PACKAGE, COPY_NOTE } from '../cleaned-copy/copy-names.ts';
import { DRAFT_LIMITS, ENCRYPTED } from '../package/archive-entries.ts';
import { listArchive, otherArchiveKind, startsLikeZip } from '../package/archive-reader.ts';
import { DRAFT_FILE, PACKAGE_DRAFT } from '../package/draft-file.ts';
import { asDossierError, stopIfCancelled, systemErrorCode } from '../package/file-errors.ts';
import { isForeignManifest, MANIFEST_FILE } from '../package/manifest.ts';
import { DOCX_FILE } from '../package/package-parts.ts';
import { isLitter, isSystemFolder } from '../package/verify-files.ts';
import {
  type ArchiveGroup,
  groupArchives,
  type ListedArchive,
  nestedArchives,
  packageRoots,
} from './archive-groups.ts';
import { isArchiveName, isVolumeName } from './harmful-names.ts';
import { whyNestedOnly, whyRefused, whyUnreadable } from './problem-words.ts';
import { ToldTogether } from './told-together.ts';

/** What a person chose or dropped: a package, a zip, or a folder (a stick) with any number of them. */
export interface IntakeSource {
  path: string;
  /** As the person knows it, where the file lies here under another name. */
  name?: string;
}

/** Something that is to be one row, or of a zip with several packages several. */
export type Candidate =
  | {
      kind: 'folder';
      name: string;
      path: string;
      /** Folders in it that are packages of their own, and come by themselves. */
      others: readonly string[];
      /** Other folders with files of it. */
      parts: string[];
    }
  | { kind: 'archives'; name: string; group: ArchiveGroup }
  /** Would do harm, or cannot be read at all; it becomes a row without files. */
  | {
      kind: 'hopeless';
      name: string;
      /** The files or the folder that it is about. */
      paths: readonly string[];
      state: 'refused' | 'unreadable';
      problem: string;
    };

/** Where the files of a candidate lie: its archives, or its folder. */
export function placesOf(candidate: Candidate): readonly string[] {
  if (candidate.kind === 'archives') return candidate.group.archives.map(({ path }) => path);
  return candidate.kind === 'folder' ? [candidate.path, ...candidate.parts] : candidate.paths;
}

export interface Found {
  candidates: Candidate[];
  /** What is no package, with what to do. */
  told: { name: string; reason: string }[];
}

/** A stick of a district holds a few hundred packages, each in a folder or two. */
const DEEPEST = 6;
const MOST_SEEN = 50_000;
const MOST_PACKAGES = 3_000;
/** Bytes of a foreign manifest that is read to know it. */
const MOST_FOREIGN = 1 << 20;
/** What an enterprise without our program hands in. */
const DOCUMENT = /\.(docx?|wps|pdf)$/i;

function isDocument(name: string): boolean {
  return DOCUMENT.test(name) && !isLitter(name);
}

/** Whether a folder is one by its manifest; a browser’s extension has a file of this name too, and nothing else of ours. */
async function isPackage(path: string, names: ReadonlySet<string>): Promise<boolean> {
  if (!names.has(MANIFEST_FILE)) return false;
  if (names.has(PACKAGE_DRAFT) || names.has(DOCX_FILE)) return true;
  const place = join(path, MANIFEST_FILE);
  try {
    return (await stat(place)).size > MOST_FOREIGN || !isForeignManifest(await readFile(place));
  } catch (error) {
    // What cannot be read is told of when it is copied.
    if (systemErrorCode(error) === undefined) throw error;
    return true;
  }
}

function isEncrypted({ data }: DossierError): boolean {
  return 'reason' in data && data.reason === ENCRYPTED;
}

class Search {
  readonly found: Found = { candidates: [], told: [] };
  readonly #archives: { path: string; name: string; isChosen: boolean }[] = [];
  readonly #together = new ToldTogether();
  /** Folders that are packages by what lies in them or by their name, and have no manifest. */
  readonly #parts: { path: string; name: string }[] = [];
  readonly #signal: AbortSignal | undefined;
  readonly #seenPlaces = new Set<string>();
  #seen = 0;
  #isFull = false;

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
  }

  async take({ path, name = basename(path) }: IntakeSource): Promise<void> {
    const found = await lstat(path);
    if (found.isSymbolicLink() && !(await stat(path)).isDirectory())
      return this.#tell(name, '是指向别处的链接，没有收取。请选择文件本身。');
    if ((await stat(path)).isDirectory()) return this.#folder(path, name, 0);
    if (!found.isFile()) return this.#tell(name, '不是文件或文件夹，没有收取。');
    return this.#file(path, name, true);
  }

  /** The zips last: mail parts lie anywhere, and are put together. */
  async finish(): Promise<Found> {
    for (const part of this.#parts) this.#join(part);
    const listed: ListedArchive[] = [];
    const chosen = new Set<string>();
    for (const { path, name, isChosen } of this.#archives) {
      stopIfCancelled(this.#signal);
      if (isChosen || PACKAGE_NAME.test(name)) chosen.add(path);
      const archive = await this.#listed(path, name, chosen.has(path));
      if (archive !== undefined) listed.push(archive);
    }
    for (const group of groupArchives(listed)) this.#group(group, chosen);
    this.found.told.push(...this.#together.lines(this.#archives));
    return this.found;
  }

  /**
   * Windows unpacks each mail part into a folder of its own: what has no manifest joins the package of its name, of which
   * the twin code is a part. One that nothing has the name of is a row.
   */
  #join({ path, name }: { path: string; name: string }): void {
    const wholes = this.found.candidates.filter(
      (each) => each.kind === 'folder' && each.name === name && PACKAGE_FOLDER.test(name),
    );
    for (const whole of wholes) if (whole.kind === 'folder') whole.parts.push(path);
    if (wholes.length === 0)
      this.#add({
        kind: 'hopeless',
        ...{ name, paths: [path], state: 'unreadable', problem: whyUnreadable.noManifest },
      });
  }

  #tell(name: string, reason: string): void {
    this.found.told.push({ name, reason });
  }

  #add(candidate: Candidate): void {
    if (this.found.candidates.length < MOST_PACKAGES) this.found.candidates.push(candidate);
    else this.#full();
  }

  #full(): void {
    if (!this.#isFull)
      this.#tell(
        '其余内容',
        `一次最多收取 ${MOST_PACKAGES} 份、查看 ${MOST_SEEN} 个文件，其余没有查看。请分几次收取。`,
      );
    this.#isFull = true;
  }

  async #file(path: string, name: string, isChosen: boolean): Promise<void> {
    if (/\.zip$/i.test(name)) {
      this.#archives.push({ path, name, isChosen });
      return;
    }
    if (/\.dossier$/i.test(name) || name === DRAFT_FILE)
      return this.#tell(
        name,
        '只是草稿，不是申报包：没有申报书和佐证材料。请申报单位在申报匣中导出申报包后报送。',
      );
    if (/\.(eml|msg)$/i.test(name)) {
      this.#together.letters.push({ folder: dirname(path), name });
      return;
    }
    if (isVolumeName(name)) {
      this.#together.volumes.push(name);
      return;
    }
    if (isArchiveName(name))
      return this.#tell(name, '这种压缩格式不能直接收取。请先解压，再选择解压出来的文件夹。');
    if (isChosen) this.#tell(name, '不是申报包。没有用申报匣填报的单位，请用“手工登记”登记。');
  }

  async #folder(path: string, name: string, depth: number): Promise<void> {
    stopIfCancelled(this.#signal);
    const entries = await this.#entriesOf(path, name, depth);
    if (entries === undefined) return;
    const names = new Set(entries.map((entry) => entry.name));
    if (await isPackage(path, names)) {
      const others = await this.#packagesIn(path, entries);
      this.#add({ kind: 'folder', name, path, others, parts: [] });
      for (const other of others) await this.#folder(other, basename(other), depth + 1);
      return;
    }
    if (names.has(COPY_NOTE)) return this.#tell(name, `${COPY_IS_NO_PACKAGE}。`);
    if (names.has(PACKAGE_DRAFT) || names.has(DOCX_FILE)) {
      this.#parts.push({ path, name });
      return;
    }
    const { papers } = this.#together;
    const before = { found: this.#count(), papers: papers.length };
    await this.#inside(path, entries, depth);
    if (PACKAGE_FOLDER.test(name) && this.#count() === before.found) {
      this.#parts.push({ path, name });
      papers.length = before.papers;
    } else if (entries.some((entry) => entry.isFile() && isDocument(entry.name))) papers.push(name);
  }

  /** What was found that may be a package. */
  #count(): number {
    return this.found.candidates.length + this.#archives.length + this.#parts.length;
  }

  async #inside(path: string, entries: Dirent[], depth: number): Promise<void> {
    for (const entry of entries.sort((a, b) => a.name.localeCompare(b.name, 'zh-CN', { numeric: true }))) {
      const inside = join(path, entry.name);
      this.#seen += 1;
      if (this.#seen > MOST_SEEN) return this.#full();
      if (entry.isDirectory()) {
        if (isSystemFolder(entry.name)) continue;
        if (depth < DEEPEST) await this.#folder(inside, entry.name, depth + 1);
        else this.#tell(entry.name, `文件夹超过 ${DEEPEST} 层，没有查看。请直接选择里面的文件夹。`);
      } else if (entry.isFile()) await this.#file(inside, entry.name, false);
    }
  }

  /** A folder that was dragged into a package by mistake, or lies beside one on a stick, is a package all the same. */
  async #packagesIn(root: string, entries: readonly Dirent[]): Promise<string[]> {
    const foldersIn = (path: string, inside: readonly Dirent[], depth: number) =>
      inside
        .filter((entry) => entry.isDirectory() && !isSystemFolder(entry.name))
        .map((entry) => ({ path: join(path, entry.name), depth }));
    const waiting = foldersIn(root, entries, 1);
    const found: string[] = [];
    let seen = 0;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      stopIfCancelled(this.#signal);
      // One that cannot be opened is told of when its package is copied.
      const below = await readdir(next.path, { withFileTypes: true }).catch(() => []);
      seen += below.length;
      // More is no package, and is told so when it is copied.
      if (seen > DRAFT_LIMITS.entries) break;
      if (await isPackage(next.path, new Set(below.map(({ name }) => name)))) found.push(next.path);
      else if (next.depth < DEEPEST) waiting.push(...foldersIn(next.path, below, next.depth + 1));
    }
    return found.sort();
  }

  /** Undefined for a folder below the first that cannot be opened: that is told, and the rest goes on. */
  async #entriesOf(path: string, name: string, depth: number): Promise<Dirent[] | undefined> {
    const { dev, ino } = await stat(path);
    // A folder mounted into itself, or chosen twice.
    if (ino !== 0 && this.#seenPlaces.has(`${dev}:${ino}`)) return undefined;
    this.#seenPlaces.add(`${dev}:${ino}`);
    try {
      return await readdir(path, { withFileTypes: true });
    } catch (error) {
      if (depth === 0 || systemErrorCode(error) === undefined) throw error;
      this.#tell(name, '这个文件夹打不开，没有查看。请检查权限，或换一个 U 盘接口再试。');
      return undefined;
    }
  }

  async #listed(path: string, name: string, isExpected: boolean): Promise<ListedArchive | undefined> {
    const hopeless = (state: 'refused' | 'unreadable', problem: string) => {
      // A stick holds zips of all kinds; only one that was meant to be a package is a row.
      if (isExpected || state === 'refused')
        this.#add({ kind: 'hopeless', name, paths: [path], state, problem });
      else this.#tell(name, problem);
      return undefined;
    };
    try {
      if (!(await startsLikeZip(path))) {
        const kind = await otherArchiveKind(path);
        return hopeless(
          'unreadable',
          kind === undefined ? whyUnreadable.noZip : whyUnreadable.otherKind(kind),
        );
      }
      return { path, name, files: await listArchive(path, DRAFT_LIMITS) };
    } catch (error) {
      const known = asDossierError(error, path);
      if (!(known instanceof DossierError) || known.code === 'cancelled') throw known;
      if (isEncrypted(known)) {
        // Nobody locks what nobody waits for.
        this.#add({
          kind: 'hopeless',
          ...{ name, paths: [path], state: 'unreadable', problem: whyUnreadable.encrypted },
        });
        return undefined;
      }
      if (known.code === 'archiveUnsafe') return hopeless('refused', whyRefused(known));
      return hopeless('unreadable', whyUnreadable.byError(known));
    }
  }

  #group(group: ArchiveGroup, chosen: ReadonlySet<string>): void {
    const { name, archives, missing } = group;
    const names = archives.flatMap(({ files }) => files.map((file) => file.name));
    const isMeant = archives.some(({ path }) => chosen.has(path));
    const isOurs = names.some((each) => basename(each) === PACKAGE_DRAFT || basename(each) === DOCX_FILE);
    const nested = nestedArchives(names, []);
    const isCopy = missing === undefined && names.some((each) => basename(each) === COPY_NOTE);
    if (isCopy && packageRoots(names).length === 0) this.#tell(name, `${COPY_IS_NO_PACKAGE}。`);
    else if (missing !== undefined)
      this.#add({
        kind: 'hopeless',
        ...{ name, paths: archives.map(({ path }) => path), state: 'unreadable' },
        problem: whyUnreadable.partsMissing(missing),
      });
    else if (packageRoots(names).length > 0 || isMeant || isOurs)
      this.#add({ kind: 'archives', name, group });
    else if (nested.length > 0) this.#tell(name, whyNestedOnly(nested));
    else this.#tell(name, '压缩包里没有申报包，没有收取。');
  }
}

/**
 * Looks for packages in what a person chose, to a bounded depth and count. Links are not followed; nothing
 * is unpacked or written.
 *
 * @throws cancelled, packageUnreadable for a chosen thing that is not there, and what else the file system says of it
 */
export async function findPackages(sources: readonly IntakeSource[], signal?: AbortSignal): Promise<Found> {
  const search = new Search(signal);
  for (const source of sources) {
    try {
      await search.take(source);
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === 'ENOENT' || code === 'ENOTDIR')
        throw new DossierError('packageUnreadable', { path: source.path, detail: '找不到' });
      throw asDossierError(error, source.path);
    }
  }
  return search.finish();
}

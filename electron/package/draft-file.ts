import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DossierError } from '../../shared/errors.ts';
import type { Form, Notice } from '../../shared/form/definition.ts';
import type { Draft } from '../../shared/form/draft.ts';
import { PACKAGE_SIGNS } from '../../shared/package-signs.ts';
import { readProtectedHeader } from '../password/protected-header.ts';
import { DRAFT_LIMITS } from './archive-entries.ts';
import { extractArchive, startsLikeZip } from './archive-reader.ts';
import { EVIDENCE_FOLDER, namedFiles, pathProblem } from './draft-files.ts';
import { resolveInFolder } from './draft-folder.ts';
import { LARGEST_DRAFT_JSON, type ReadDraft, readDraftJson } from './draft-json.ts';
import { indexByHash } from './evidence-by-hash.ts';
import { asDossierError, systemErrorCode } from './file-errors.ts';
import { makeUnpackingFolder, removeTemporaryFolder } from './temporary-folder.ts';

export const DRAFT_FILE = 'draft.json';
/** The draft inside a package. */
export const PACKAGE_DRAFT = PACKAGE_SIGNS.draft;

/** A draft whose files can be read until it is closed. */
export interface OpenDraft {
  draft: Draft;
  form: Form;
  notice: Notice;
  /** Where the file lies now that the draft names by this path; a file that is missing has a place that does not exist. */
  filePath(draftPath: string): string;
  /** Removes what opening unpacked. Safe to call more than once. */
  close(): Promise<void>;
}

function refusePaths(read: ReadDraft): void {
  const problems = namedFiles(read.form, read.draft).flatMap(({ path, place, label }) => {
    const problem = pathProblem(path);
    return problem === undefined ? [] : [{ place, label, problem }];
  });
  if (problems.length > 0) throw new DossierError('draftInvalid', { problems });
}

async function readDraftBytes(path: string, shown: string): Promise<Uint8Array> {
  const { size } = await stat(path);
  if (size > LARGEST_DRAFT_JSON) {
    throw new DossierError('draftUnreadable', {
      path: shown,
      detail: `draft.json 超过 ${LARGEST_DRAFT_JSON >> 20} MB`,
    });
  }
  return readFile(path);
}

async function openFolder(folder: string): Promise<OpenDraft> {
  const file = await resolveInFolder(folder, DRAFT_FILE);
  if ('problem' in file)
    throw new DossierError('draftUnreadable', { path: folder, detail: `draft.json ${file.problem}` });
  const read = readDraftJson(folder, await readDraftBytes(file.path, folder));
  refusePaths(read);
  const places = new Map<string, string>();
  const problems: { place: string; label: string; problem: string }[] = [];
  for (const { path, place, label } of namedFiles(read.form, read.draft)) {
    const found = await resolveInFolder(folder, path);
    if ('problem' in found) problems.push({ place, label, problem: found.problem });
    else places.set(path, found.path);
  }
  if (problems.length > 0) throw new DossierError('draftInvalid', { problems });
  return { ...read, filePath: (path) => places.get(path) ?? join(folder, path), close: async () => {} };
}

/** Where `draft.json` stands in an archive: at its top, or in the one folder that somebody packed as a whole. */
function rootOf(archive: string, names: Iterable<string>): string {
  const candidates = [...names].filter(
    (name) => !name.startsWith('__MACOSX/') && name.split('/').length <= 2,
  );
  if (candidates.includes(DRAFT_FILE)) return '';
  const inFolder = candidates.filter((name) => name.endsWith(`/${DRAFT_FILE}`));
  const [only] = inFolder;
  if (only !== undefined && inFolder.length === 1) return only.slice(0, -DRAFT_FILE.length);
  if (inFolder.length > 1) {
    const detail = `压缩包内有 ${inFolder.length} 份草稿，请解压后选择其中一份`;
    throw new DossierError('draftUnreadable', { path: archive, detail });
  }
  const isPackage = candidates.some((name) => name === PACKAGE_DRAFT || name.endsWith(`/${PACKAGE_DRAFT}`));
  const detail = isPackage
    ? '这是申报包的压缩文件，请先解压，再选择其中的 draft.dossier'
    : '压缩包内没有 draft.json';
  throw new DossierError('draftUnreadable', { path: archive, detail });
}

/** Finds evidence that a draft names but does not hold, by its SHA-256. */
type EvidenceFinder = (wanted: ReadonlySet<string>) => Promise<ReadonlyMap<string, string>>;

async function openArchive(
  archive: string,
  findEvidence: EvidenceFinder,
  signal?: AbortSignal,
  unpackInto?: string,
): Promise<OpenDraft> {
  const folder = unpackInto ?? (await makeUnpackingFolder());
  const close = () => removeTemporaryFolder(folder);
  try {
    const files = await extractArchive(archive, folder, DRAFT_LIMITS, { signal });
    const root = rootOf(archive, files.keys());
    // macOS packs names in decomposed form, while drafts name them composed.
    const byName = new Map(
      [...files].map(([name, file]) => [name.slice(root.length).normalize('NFC'), file]),
    );
    const read = readDraftJson(archive, await readDraftBytes(byName.get(DRAFT_FILE) ?? '', archive));
    refusePaths(read);
    const missing = namedFiles(read.form, read.draft).filter(
      ({ path }) => !byName.has(path.normalize('NFC')),
    );
    const wanted = new Map(
      missing.flatMap(({ path, sha256 }) => (sha256 === undefined ? [] : [[path, sha256] as const])),
    );
    const beside = await findEvidence(new Set(wanted.values()));
    const filePath = (path: string) =>
      byName.get(path.normalize('NFC')) ??
      beside.get(wanted.get(path) ?? '') ??
      join(folder, 'not-in-the-archive');
    return { ...read, filePath, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function evidenceBeside(archive: string, signal?: AbortSignal): EvidenceFinder {
  return (wanted) => indexByHash(join(dirname(archive), EVIDENCE_FOLDER), wanted, signal);
}

async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch((error: unknown) => {
    if (systemErrorCode(error) === 'ENOENT' || systemErrorCode(error) === 'ENOTDIR') return undefined;
    throw error;
  });
  return found?.isFile() === true;
}

/** The one draft that stands in a folder, where somebody named the folder around it; `example --out` makes such a one. */
async function onlyDraftIn(folder: string): Promise<string> {
  const drafts: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const inside = join(folder, entry.name);
    const isDraft = entry.isDirectory()
      ? await isFile(join(inside, DRAFT_FILE))
      : entry.isFile() && entry.name.endsWith('.dossier');
    if (isDraft) drafts.push(inside);
  }
  const [only, ...others] = drafts;
  if (only === undefined)
    throw new DossierError('draftUnreadable', { path: folder, detail: '文件夹里没有 draft.json' });
  if (others.length > 0)
    throw new DossierError('draftUnreadable', {
      path: folder,
      detail: `文件夹里有 ${drafts.length} 份草稿，请选择其中一份：${drafts
        .map((each) => basename(each))
        .sort()
        .join('、')}`,
    });
  return only;
}

async function openAny(path: string, signal?: AbortSignal, unpackInto?: string): Promise<OpenDraft> {
  const found = await stat(path);
  if (found.isDirectory()) {
    if (await isFile(join(path, DRAFT_FILE))) return openFolder(path);
    const inPackage = join(path, PACKAGE_DRAFT);
    if (await isFile(inPackage))
      return openArchive(inPackage, evidenceBeside(inPackage, signal), signal, unpackInto);
    return openAny(await onlyDraftIn(path), signal, unpackInto);
  }
  if (!found.isFile()) throw new DossierError('draftUnreadable', { path, detail: '不是普通文件' });
  if (basename(path) === DRAFT_FILE) return openFolder(dirname(path));
  if (found.size === 0) throw new DossierError('draftUnreadable', { path, detail: '文件是空的（0 字节）' });
  if (await startsLikeZip(path)) return openArchive(path, evidenceBeside(path, signal), signal, unpackInto);
  const header = await readProtectedHeader(path);
  if (header.kind === 'password') throw new DossierError('draftProtected', { path });
  const detail = header.kind === 'refused' ? header.detail : '不是 .dossier 文件';
  throw new DossierError('draftUnreadable', { path, detail });
}

/**
 * Opens a draft that may come from anywhere: a `.dossier` file, an unpacked folder of the same shape,
 * the `draft.json` in it, or the `draft.dossier` of a package, whose evidence lies by hash in the
 * `04-佐证材料` beside it. Nothing it holds is followed out of its folder. Call `close` when done.
 *
 * @param unpackInto an empty private folder for what an archive holds; one of its own without. It goes when the
 *   draft is closed, or cannot be opened.
 * @throws DossierError for everything that a file can do wrong
 */
export async function openDraft(path: string, signal?: AbortSignal, unpackInto?: string): Promise<OpenDraft> {
  try {
    return await openAny(path, signal, unpackInto);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new DossierError('draftNotFound', { path });
    throw asDossierError(error, path);
  }
}

/**
 * Opens the draft of a package whose files lie apart (unpacked from a zip, say).
 *
 * @param evidence place of each evidence file by its SHA-256
 */
export async function openPackageDraft(
  path: string,
  evidence: ReadonlyMap<string, string>,
  signal?: AbortSignal,
): Promise<OpenDraft> {
  try {
    return await openArchive(path, async () => evidence, signal);
  } catch (error) {
    throw asDossierError(error, path);
  }
}

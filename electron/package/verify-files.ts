import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DossierError } from '../../shared/errors.ts';
import type { Progress } from '../book/book.ts';
import { stopIfCancelled } from './file-errors.ts';
import { hashFile } from './file-hash.ts';
import { MANIFEST_FILE, type ManifestFile } from './manifest.ts';

/**
 * Files that systems drop into every folder that somebody looks at, and those by which Word (`~$`), WPS and LibreOffice
 * (`.~`) remember what is open: they are no part of a package and do no harm to it.
 */
const LITTER = /^(\.DS_Store|(eh)?Thumbs\.db|desktop\.ini|\._.*|\.directory|~\$.*|\.~.*|~WRL\d+\.tmp)$/i;
/** What systems keep on every stick: beside a package whose files lie on the stick itself. */
const SYSTEM_FOLDER =
  /^(\$RECYCLE\.BIN|RECYCLER|System Volume Information|lost\+found|\.(?:Trash|Spotlight|fseventsd|TemporaryItems|dossier-partial).*|__MACOSX)$/i;

/** Whether a folder of this name is the system's own, and nobody's to look into. */
export function isSystemFolder(name: string): boolean {
  return SYSTEM_FOLDER.test(name);
}

/** Whether a file is the system's and not the package's. @param path in the package, with `/` */
export function isLitter(path: string): boolean {
  const parts = path.split('/');
  return LITTER.test(parts.at(-1) ?? '') || (parts.length > 1 && isSystemFolder(parts[0] ?? ''));
}

/** The files of a package by their path in it (with `/`), wherever they lie now. */
export type PackageFiles = ReadonlyMap<string, string>;

/** All that comparing needs of a manifest. */
type FileList = { files: readonly ManifestFile[] };

const DEEPEST = 40;

/**
 * Lists the files of a package folder. Links and devices are told as problems and not followed.
 *
 * @param mostFiles more, folders counted, are no package
 * @param others folders in it that are packages of their own, absolute: what lies in them is not this one's
 * @throws packageUnreadable for one that is no package by its size
 */
export async function listPackageFolder(
  folder: string,
  mostFiles = Number.POSITIVE_INFINITY,
  others: readonly string[] = [],
): Promise<{ files: PackageFiles; problems: string[] }> {
  const files = new Map<string, string>();
  const problems: string[] = [];
  let seen = 0;
  const visit = async (inside: string, depth: number): Promise<void> => {
    if (depth > DEEPEST)
      throw new DossierError('packageUnreadable', { path: folder, detail: '文件夹层数过多' });
    for (const name of await readdir(join(folder, inside))) {
      seen += 1;
      if (seen > mostFiles)
        throw new DossierError('packageUnreadable', { path: folder, detail: `超过 ${mostFiles} 个文件` });
      const path = inside === '' ? name : `${inside}/${name}`;
      const absolute = join(folder, path);
      const found = await lstat(absolute);
      if (found.isDirectory()) {
        const isOwn = !others.includes(absolute) && !(inside === '' && isSystemFolder(name));
        if (isOwn) await visit(path, depth + 1);
      } else if (!found.isFile()) problems.push(`${path}：不是普通文件（链接或设备）`);
      else if (!isLitter(path)) files.set(path.normalize('NFC'), absolute);
    }
  };
  await visit('', 0);
  return { files, problems };
}

/** Size (bytes) and SHA-256 of a file as it is. */
export interface HashedFile {
  sha256: string;
  bytes: number;
}

/**
 * Compares files that were read with the manifest: each there, of its size and hash, and none besides. A file under another
 * name, which its hash tells, is told once.
 *
 * @param files by their path in the package
 * @returns problems in Chinese
 */
export function manifestDifferences(files: ReadonlyMap<string, HashedFile>, manifest: FileList): string[] {
  const problems: string[] = [];
  const known = new Set([MANIFEST_FILE]);
  const listed = new Set(manifest.files.map(({ path }) => path));
  const besides = [...files].filter(([path]) => path !== MANIFEST_FILE && !listed.has(path));
  const renamed = new Map(besides.map(([path, { sha256 }]) => [sha256, path]));
  for (const { path, bytes, sha256 } of manifest.files) {
    if (known.has(path)) problems.push(`${path}：在 manifest.json 中重复`);
    known.add(path);
    const actual = files.get(path);
    const other = renamed.get(sha256);
    if (actual === undefined && other !== undefined) {
      problems.push(`${path}：名称被改成“${other}”，内容没有变`);
      known.add(other);
      renamed.delete(sha256);
    } else if (actual === undefined) problems.push(`${path}：缺少此文件`);
    else if (actual.bytes === 0 && bytes > 0) problems.push(`${path}：是空文件（0 字节），没有拷贝完整`);
    else if (actual.sha256 !== sha256 || actual.bytes !== bytes) problems.push(`${path}：内容已被改动`);
  }
  for (const path of files.keys())
    if (!known.has(path)) problems.push(`${path}：多出的文件，不在 manifest.json 中`);
  return problems;
}

/**
 * Reads the files that the manifest names and compares: each there, of its size and hash, and none besides.
 *
 * @returns problems in Chinese, and the hash of each file that was read
 */
export async function compareWithManifest(
  files: PackageFiles,
  manifest: FileList,
  progress?: Progress,
  signal?: AbortSignal,
): Promise<{ problems: string[]; hashes: Map<string, string> }> {
  // What the manifest does not name is not read: that it is there is fault enough.
  const read = new Map<string, HashedFile>([...files.keys()].map((path) => [path, { sha256: '', bytes: 0 }]));
  const hashes = new Map<string, string>();
  for (const [index, { path }] of manifest.files.entries()) {
    stopIfCancelled(signal);
    const file = files.get(path);
    if (file === undefined) continue;
    const actual = await hashFile(file, signal);
    read.set(path, actual);
    hashes.set(path, actual.sha256);
    progress?.(index + 1, manifest.files.length);
  }
  return { problems: manifestDifferences(read, manifest), hashes };
}

/** Reads a package folder again and compares it with its manifest. Problems in Chinese; empty where there are none. */
export async function verifyHashes(
  folder: string,
  manifest: FileList,
  progress?: Progress,
  signal?: AbortSignal,
): Promise<string[]> {
  const { files, problems } = await listPackageFolder(folder);
  return [...problems, ...(await compareWithManifest(files, manifest, progress, signal)).problems];
}

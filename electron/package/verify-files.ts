import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Progress } from '../book/book.ts';
import { stopIfCancelled } from './file-errors.ts';
import { hashFile } from './file-hash.ts';
import { MANIFEST_FILE, type ManifestFile } from './manifest.ts';

/** Files that systems drop into every folder that somebody looks at; they are no part of a package and do no harm to it. */
export const SYSTEM_LITTER = /^(\.DS_Store|Thumbs\.db|desktop\.ini|\._.*|\.directory)$/i;

/** The files of a package by their path in it (with `/`), wherever they lie now. */
export type PackageFiles = ReadonlyMap<string, string>;

/** All that comparing needs of a manifest. */
type FileList = { files: readonly ManifestFile[] };

/** Lists the files of a package folder. Links and devices are told as problems and not followed. */
export async function listPackageFolder(
  folder: string,
): Promise<{ files: PackageFiles; problems: string[] }> {
  const files = new Map<string, string>();
  const problems: string[] = [];
  const visit = async (inside: string): Promise<void> => {
    for (const name of await readdir(join(folder, inside))) {
      const path = inside === '' ? name : `${inside}/${name}`;
      const absolute = join(folder, path);
      const found = await lstat(absolute);
      if (found.isDirectory()) await visit(path);
      else if (!found.isFile()) problems.push(`${path}：不是普通文件（链接或设备）`);
      else if (!SYSTEM_LITTER.test(name)) files.set(path.normalize('NFC'), absolute);
    }
  };
  await visit('');
  return { files, problems };
}

/**
 * Compares the files with the manifest: each there, of its size and hash, and none besides.
 *
 * @returns problems in Chinese, and the hash of each file that was read
 */
export async function compareWithManifest(
  files: PackageFiles,
  manifest: FileList,
  progress?: Progress,
  signal?: AbortSignal,
): Promise<{ problems: string[]; hashes: Map<string, string> }> {
  const problems: string[] = [];
  const hashes = new Map<string, string>();
  const known = new Set([MANIFEST_FILE]);
  for (const [index, { path, bytes, sha256 }] of manifest.files.entries()) {
    stopIfCancelled(signal);
    if (known.has(path)) problems.push(`${path}：在 manifest.json 中重复`);
    known.add(path);
    const file = files.get(path);
    if (file === undefined) {
      problems.push(`${path}：缺少此文件`);
      continue;
    }
    const actual = await hashFile(file, signal);
    hashes.set(path, actual.sha256);
    if (actual.sha256 !== sha256 || actual.bytes !== bytes) problems.push(`${path}：内容已被改动`);
    progress?.(index + 1, manifest.files.length);
  }
  for (const path of files.keys())
    if (!known.has(path)) problems.push(`${path}：多出的文件，不在 manifest.json 中`);
  return { problems, hashes };
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

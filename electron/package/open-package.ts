import { readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { DossierError } from '../../shared/errors.ts';
import { DRAFT_LIMITS } from './archive-entries.ts';
import { extractArchive, startsLikeZip } from './archive-reader.ts';
import { asDossierError, systemErrorCode } from './file-errors.ts';
import { MANIFEST_FILE, type Manifest, readManifest } from './manifest.ts';
import { makeTemporaryFolder, removeTemporaryFolder, sweepTemporaryFolders } from './temporary-folder.ts';
import { listPackageFolder, type PackageFiles, SYSTEM_LITTER } from './verify-files.ts';

/** A package whose files can be read until it is closed. */
export interface OpenPackage {
  manifest: Manifest;
  files: PackageFiles;
  /** What is wrong with the listing itself: links, devices. */
  problems: string[];
  close(): Promise<void>;
}

function unreadable(path: string, detail: string): DossierError {
  return new DossierError('packageUnreadable', { path, detail });
}

async function manifestOf(path: string, files: PackageFiles): Promise<Manifest> {
  const file = files.get(MANIFEST_FILE);
  if (file === undefined) throw unreadable(path, '没有 manifest.json，不是申报包，或申报包不完整');
  return readManifest(path, await readFile(file));
}

/** Paths without the one folder that a zip of a package holds everything in. */
function withoutTopFolder(extracted: ReadonlyMap<string, string>): PackageFiles {
  const names = [...extracted.keys()].filter((name) => !name.startsWith('__MACOSX/'));
  const [first = ''] = names;
  const top = first.includes('/') ? first.slice(0, first.indexOf('/') + 1) : '';
  const isInside = top !== '' && names.every((name) => name.startsWith(top));
  const cut = isInside ? top.length : 0;
  return new Map(
    names
      .filter((name) => !SYSTEM_LITTER.test(name.slice(name.lastIndexOf('/') + 1)))
      .map((name) => [name.slice(cut).normalize('NFC'), extracted.get(name) ?? '']),
  );
}

async function openZip(path: string, signal?: AbortSignal): Promise<OpenPackage> {
  await sweepTemporaryFolders(tmpdir());
  const folder = await makeTemporaryFolder(tmpdir());
  const close = () => removeTemporaryFolder(folder);
  try {
    const files = withoutTopFolder(await extractArchive(path, folder, DRAFT_LIMITS, signal));
    return { manifest: await manifestOf(path, files), files, problems: [], close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Opens a package: its folder, or a zip of it.
 *
 * @throws packageUnreadable, archiveUnsafe, archiveDamaged, and errors of the file system
 */
export async function openPackage(path: string, signal?: AbortSignal): Promise<OpenPackage> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) {
      const { files, problems } = await listPackageFolder(path);
      return { manifest: await manifestOf(path, files), files, problems, close: async () => {} };
    }
    if (!found.isFile()) throw unreadable(path, '不是普通文件');
    if (!(await startsLikeZip(path))) throw unreadable(path, '不是申报包（文件夹或 .zip）');
    return await openZip(path, signal);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') throw unreadable(path, '找不到');
    throw asDossierError(error, path);
  }
}

import { readFile, stat } from 'node:fs/promises';
import { DossierError } from '../../shared/errors.ts';
import { COPY_IS_NO_PACKAGE, COPY_NOTE } from '../cleaned-copy/copy-names.ts';
import { DRAFT_LIMITS } from './archive-entries.ts';
import { extractArchive, startsLikeZip } from './archive-reader.ts';
import { asDossierError, systemErrorCode } from './file-errors.ts';
import { isAsWritten, MANIFEST_FILE, type Manifest, readManifest } from './manifest.ts';
import { makeUnpackingFolder, removeTemporaryFolder } from './temporary-folder.ts';
import { isLitter, listPackageFolder, type PackageFiles } from './verify-files.ts';

/** A package whose files can be read until it is closed. */
export interface OpenPackage {
  manifest: Manifest;
  files: PackageFiles;
  /** What is wrong with the listing itself: links, devices, damaged data. */
  problems: string[];
  close(): Promise<void>;
}

function unreadable(path: string, detail: string): DossierError {
  return new DossierError('packageUnreadable', { path, detail });
}

async function readOwnManifest(
  path: string,
  files: PackageFiles,
): Promise<{ manifest: Manifest; problems: string[] }> {
  const file = files.get(MANIFEST_FILE);
  if (file === undefined && files.has(COPY_NOTE)) throw unreadable(path, COPY_IS_NO_PACKAGE);
  if (file === undefined) throw unreadable(path, '没有 manifest.json，不是申报包，或申报包不完整');
  const bytes = await readFile(file);
  const manifest = readManifest(path, bytes);
  return { manifest, problems: isAsWritten(manifest, bytes) ? [] : [`${MANIFEST_FILE}：内容已被改动`] };
}

/** The folders, one in the other, that a zip of a package holds everything in: packing what was unpacked adds one. */
function topFolderOf(names: readonly string[]): string {
  const own = names.filter((name) => !isLitter(name));
  const [first = ''] = own;
  let top = '';
  for (let end = first.indexOf('/') + 1; end > 0; end = first.indexOf('/', end) + 1) {
    const deeper = first.slice(0, end);
    if (!own.every((name) => name.startsWith(deeper))) break;
    top = deeper;
  }
  return top;
}

function packageFiles(extracted: ReadonlyMap<string, string>, top: string): PackageFiles {
  const own = [...extracted].filter(([name]) => !isLitter(name) && !isLitter(name.slice(top.length)));
  return new Map(own.map(([name, file]) => [name.slice(top.length).normalize('NFC'), file]));
}

async function openZip(path: string, signal?: AbortSignal): Promise<OpenPackage> {
  const folder = await makeUnpackingFolder();
  const close = () => removeTemporaryFolder(folder);
  try {
    const damaged: string[] = [];
    const onDamage = (entry: string) => void damaged.push(entry);
    const extracted = await extractArchive(path, folder, DRAFT_LIMITS, { signal, onDamage });
    const top = topFolderOf([...extracted.keys(), ...damaged]);
    const files = packageFiles(extracted, top);
    const problems = damaged.map((name) => `${name.slice(top.length)}：压缩包内的数据已损坏`);
    const own = await readOwnManifest(path, files);
    return { manifest: own.manifest, files, problems: [...problems, ...own.problems], close };
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
      const own = await readOwnManifest(path, files);
      return {
        manifest: own.manifest,
        files,
        problems: [...problems, ...own.problems],
        close: async () => {},
      };
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

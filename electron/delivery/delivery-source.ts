import { basename } from 'node:path';
import { DossierError } from '../../shared/errors.ts';
import { hashFile } from '../package/file-hash.ts';
import { MANIFEST_FILE, type Manifest, type ManifestFile } from '../package/manifest.ts';
import { safeName } from '../package/names.ts';
import { type OpenPackage, openPackage } from '../package/open-package.ts';

/** Longest name of a package's folder (`packageName`), which leaves room for what is put behind it. */
const LONGEST_NAME = 80;

/** A package that is to be handed in: what its folder is called, and every file of it. */
export interface DeliverySource {
  /** Of the package's folder, valid on FAT32. */
  name: string;
  manifest: Manifest;
  /** The manifest first, then what it lists, in its order. */
  files: readonly ManifestFile[];
  /** Where a file lies now. @param path inside the package, with `/` */
  placeOf(path: string): string;
  close(): Promise<void>;
}

function damaged(path: string, problems: string[]): DossierError {
  return new DossierError('packageDamaged', { path, problems });
}

async function describe(pack: OpenPackage, path: string): Promise<Omit<DeliverySource, 'close'>> {
  const { manifest, files } = pack;
  const missing = manifest.files.filter((file) => !files.has(file.path));
  const problems = [...pack.problems, ...missing.map((file) => `${file.path}：缺少此文件`)];
  if (problems.length > 0) throw damaged(path, problems);
  const placeOf = (inside: string) => {
    const place = files.get(inside);
    if (place === undefined) throw damaged(path, [`${inside}：缺少此文件`]);
    return place;
  };
  const own = { path: MANIFEST_FILE, ...(await hashFile(placeOf(MANIFEST_FILE))) };
  const name = safeName(basename(path).replace(/\.zip$/i, ''), '申报包', LONGEST_NAME);
  return { name, manifest, files: [own, ...manifest.files], placeOf };
}

/**
 * Opens a package, folder or zip, to hand it in. Only what the manifest lists goes along: what somebody laid
 * beside it stays behind. Whether the contents are as the manifest says shows when they are read.
 *
 * @throws packageDamaged, packageUnreadable, and what `openPackage` throws
 */
export async function openDeliverySource(path: string, signal?: AbortSignal): Promise<DeliverySource> {
  const pack = await openPackage(path, signal);
  try {
    return { ...(await describe(pack, path)), close: () => pack.close() };
  } catch (error) {
    await pack.close();
    throw error;
  }
}

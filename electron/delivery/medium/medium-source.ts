import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DossierError } from '../../../shared/errors.ts';
import { readParcelManifest } from '../../intake-papers/parcel-manifest.ts';
import { systemErrorCode, withFileErrors } from '../../package/file-errors.ts';
import { hashFile } from '../../package/file-hash.ts';
import { MANIFEST_FILE, type ManifestFile, readManifest } from '../../package/manifest.ts';
import { safeName } from '../../package/names.ts';
import { listPackageFolder } from '../../package/verify-files.ts';
import { type DeliverySource, openDeliverySource } from '../delivery-source.ts';

/** What is written to a medium: a package, or a district's parcel of them. */
export interface MediumSource extends Pick<DeliverySource, 'name' | 'files' | 'placeOf' | 'close'> {
  /** Every file but the manifest itself. */
  manifest: { files: readonly ManifestFile[] };
  /** Empty for a parcel, which has many. */
  twinCode: string;
  incomplete: boolean;
  /** What tells one version of it from another, and the same read from a manifest; undefined for one that is none. */
  version: string;
  versionIn(manifest: Uint8Array): { version: string; words: string } | undefined;
}

function packageVersion(manifest: Uint8Array) {
  try {
    const { twinCode } = readManifest('', manifest);
    return { version: twinCode, words: `是另一版本的申报包，对照码 ${twinCode}` };
  } catch (error) {
    if (error instanceof DossierError) return undefined;
    throw error;
  }
}

function parcelVersion(manifest: Uint8Array) {
  const read = readParcelManifest(manifest);
  return read && { version: read.sha256, words: `是另一次写出的上报材料，日期 ${read.createdOn}` };
}

/** @returns undefined where there is no parcel */
async function openParcel(path: string): Promise<MediumSource | undefined> {
  const place = join(path, MANIFEST_FILE);
  let bytes: Uint8Array;
  try {
    if (!(await stat(path)).isDirectory()) return undefined;
    bytes = await readFile(place);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT' || systemErrorCode(error) === 'ENOTDIR') return undefined;
    throw error;
  }
  const manifest = readParcelManifest(bytes);
  if (manifest === undefined) return undefined;
  const { files, problems } = await listPackageFolder(path);
  const missing = manifest.files.filter((file) => !files.has(file.path));
  const told = [...problems, ...missing.map((file) => `${file.path}：缺少此文件`)];
  if (told.length > 0) throw new DossierError('packageDamaged', { path, problems: told });
  return {
    ...{ name: safeName(basename(path), '上报材料'), twinCode: '', incomplete: false },
    ...{ manifest, version: manifest.sha256, versionIn: parcelVersion },
    files: [{ path: MANIFEST_FILE, ...(await hashFile(place)) }, ...manifest.files],
    placeOf: (inside) => files.get(inside) ?? place,
    close: async () => {},
  };
}

/** @throws packageDamaged, packageUnreadable, and errors of the file system, told */
export async function openMediumSource(path: string, signal?: AbortSignal): Promise<MediumSource> {
  const parcel = await withFileErrors(path, () => openParcel(path));
  if (parcel !== undefined) return parcel;
  const source = await openDeliverySource(path, signal);
  const { manifest } = source;
  const { twinCode, incomplete } = manifest;
  return { ...source, twinCode, incomplete, version: twinCode, versionIn: packageVersion };
}

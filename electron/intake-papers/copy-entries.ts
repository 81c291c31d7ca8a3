import { mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DossierError } from '../../shared/errors.ts';
import type { Notice } from '../../shared/form/definition.ts';
import type { Batch } from '../../shared/intake/batch.ts';
import type { Entry } from '../../shared/intake/entry.ts';
import { cellText, summaryEntries } from '../../shared/intake/summary-table.ts';
import { stopIfCancelled } from '../package/file-errors.ts';
import { copyFileHashed } from '../package/file-hash.ts';
import { MANIFEST_FILE, type ManifestFile, readManifest } from '../package/manifest.ts';
import { FolderNames } from '../package/names.ts';
import { listPackageFolder, type PackageFiles } from '../package/verify-files.ts';
import type { ParcelManifest } from './parcel-manifest.ts';
import { entryFolderName, MATERIALS_FOLDER, portablePaths } from './parcel-names.ts';

/** An entry of the parcel, and where its files lie and go to. */
export interface ParcelEntry {
  told: ParcelManifest['entries'][number];
  applicant: string;
  intact: boolean;
  /** In the parcel, with where each lies in the batch's folder. */
  files: { path: string; place: string; inside: string; bytes: number }[];
}

async function listEntry(applicant: string, folder: string | undefined): Promise<PackageFiles> {
  if (folder === undefined) return new Map();
  const { files, problems } = await listPackageFolder(folder);
  if (problems.length > 0) throw new DossierError('entryDamaged', { applicant, problems });
  return files;
}

/**
 * What of the recommended entries goes into the parcel, table by table, and under which names.
 *
 * @param folders of the entries' files, by entry id; an entry typed in by hand has none
 * @throws entryDamaged, errors of the file system
 */
export async function planEntries(
  notice: Notice,
  batch: Pick<Batch, 'programmes'>,
  entries: readonly Entry[],
  folders: Readonly<Record<string, string>>,
): Promise<ParcelEntry[]> {
  const names = new FolderNames();
  const planned: ParcelEntry[] = [];
  for (const programme of new Set(batch.programmes)) {
    const { annex } = notice.forms[programme].summary;
    const own = summaryEntries(programme, entries);
    for (const [index, entry] of own.entries()) {
      const applicant = cellText(entry.values.applicantName ?? '') || cellText(entry.cameAs);
      const number = index + 1;
      const folder = `${MATERIALS_FOLDER}/${entryFolderName(names, { annex, number, count: own.length, applicant })}`;
      const listed = await listEntry(applicant, folders[entry.entryId]);
      const portable = portablePaths([...listed.keys()]);
      const files = await Promise.all(
        [...listed].map(async ([inside, place]) => ({
          ...{ path: `${folder}/${portable.get(inside) ?? inside}`, place, inside },
          bytes: (await stat(place)).size,
        })),
      );
      const renamed = [...portable]
        .filter(([from, to]) => from !== to)
        .map(([from, to]) => [to, from] as const);
      const { creditCode, twinCode, state } = entry;
      planned.push({
        ...{ applicant, files, intact: state === 'intact' },
        told: {
          ...{ annex, number, programme, applicant, creditCode, twinCode, state },
          folder: files.length === 0 ? null : folder,
          renamed: Object.fromEntries(renamed),
        },
      });
    }
  }
  return planned;
}

/** What an intact package's own manifest says of its files, by their paths in it. */
async function expectedHashes({
  files,
  intact,
}: ParcelEntry): Promise<ReadonlyMap<string, string> | undefined> {
  const manifest = files.find(({ inside }) => inside === MANIFEST_FILE);
  if (!intact || manifest === undefined) return undefined;
  const listed = readManifest(manifest.place, await readFile(manifest.place)).files;
  return new Map(listed.map(({ path, sha256 }) => [path, sha256]));
}

function differences(copied: ReadonlyMap<string, string>, expected: ReadonlyMap<string, string>): string[] {
  return [
    ...[...expected].flatMap(([path, sha256]) => {
      const found = copied.get(path);
      if (found === undefined) return [`${path}：缺少此文件`];
      return found === sha256 ? [] : [`${path}：内容已被改动`];
    }),
    ...[...copied.keys()]
      .filter((path) => path !== MANIFEST_FILE && !expected.has(path))
      .map((path) => `${path}：多出的文件`),
  ];
}

/**
 * Copies an entry's files into the parcel, hashing what is copied; of a package that came in intact each must still be
 * what its manifest says.
 *
 * @param count told of the bytes of each file
 * @returns the files as the parcel's manifest lists them
 * @throws entryDamaged, cancelled, errors of the file system
 */
export async function copyEntry(
  entry: ParcelEntry,
  parcel: string,
  count: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<ManifestFile[]> {
  const copied = new Map<string, string>();
  const listed: ManifestFile[] = [];
  for (const { path, place, inside } of entry.files) {
    stopIfCancelled(signal);
    const target = join(parcel, path);
    await mkdir(dirname(target), { recursive: true });
    const { sha256, bytes } = await copyFileHashed(place, target, signal);
    copied.set(inside, sha256);
    listed.push({ path, bytes, sha256 });
    count(bytes);
  }
  const expected = await expectedHashes(entry);
  const problems = expected === undefined ? [] : differences(copied, expected);
  if (problems.length > 0) throw new DossierError('entryDamaged', { applicant: entry.applicant, problems });
  return listed;
}

import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DossierError } from '../../shared/errors.ts';
import type { Progress } from '../book/book.ts';
import { exists } from '../package/exists.ts';
import { asDossierError, stopIfCancelled } from '../package/file-errors.ts';
import { copyFileHashed, hashFile } from '../package/file-hash.ts';
import { MANIFEST_FILE, type Manifest, sealManifest, writeManifest } from '../package/manifest.ts';
import { FolderNames, splitExtension } from '../package/names.ts';
import { SCANS_FOLDER, SEALED_FILE } from '../package/package-parts.ts';
import { flushTree, prepareTargetFolder, publish } from '../package/publish.ts';
import { listPackageFolder, verifyHashes } from '../package/verify-files.ts';
import {
  isSettled,
  type OpenSealing,
  type SealingInput,
  type SealingPlan,
  withSealing,
} from './plan-sealing.ts';
import { openScan } from './scan-file.ts';
import { addSealedPages, type SealedPicture } from './sealed-bound.ts';
import { encodePage, straighten } from './straighten.ts';
import { sealedProblems } from './verify-sealed.ts';

export interface SealOptions extends SealingInput {
  /** Folder that the sealed package goes into; made if it is not there. */
  outFolder: string;
  /** Write it although places that the notice wants sealed have no scan. */
  allowMissing: boolean;
  /** Local day, YYYY-MM-DD. */
  today: string;
}

export type SealResult =
  /** Something is to be asked, is refused or is missing: nothing was written. */
  | { outcome: 'open'; plan: SealingPlan }
  | { outcome: 'done'; plan: SealingPlan; folder: string; files: string[] };

/** `…-已盖章`, beside which the package itself stays as it is. */
export function sealedName(packagePath: string): string {
  return `${basename(packagePath).replace(/\.zip$/i, '')}-已盖章`;
}

const LONGEST_SCAN_NAME = 60;

/** The scans as given, numbered: name in the sealed package by index of the scan. */
function scanNames(scans: readonly string[]): string[] {
  const names = new FolderNames();
  return scans.map((path, index) => {
    const { stem, extension } = splitExtension(basename(path));
    const number = String(index + 1).padStart(2, '0');
    return `${SCANS_FOLDER}/${names.take(`${number}-${stem}`, number, LONGEST_SCAN_NAME, extension)}`;
  });
}

/** The placed pages one after the other, straightened; each scan is opened once. */
async function* sealedPictures(
  { looked, plan }: OpenSealing,
  { scans, report, signal }: SealOptions,
): AsyncGenerator<SealedPicture> {
  const placed = plan.scans.flatMap(({ placement }, index) => {
    const map = looked[index]?.map;
    return placement.state !== 'placed' || map === undefined ? [] : [{ index, page: placement.page, map }];
  });
  let done = 0;
  for (const [scan, path] of scans.entries()) {
    const wanted = placed.filter(({ index }) => looked[index]?.scan === scan);
    if (wanted.length === 0) continue;
    const file = await openScan(path, signal);
    try {
      for (const { index, page, map } of wanted) {
        stopIfCancelled(signal);
        const flat = straighten(await file.read(looked[index]?.page ?? 0), map);
        yield { page, jpeg: await encodePage(flat), width: flat.width, height: flat.height };
        done += 1;
        report({ stage: '放入成册', done, total: placed.length });
      }
    } finally {
      await file.close();
    }
  }
}

async function copyPackage({ pack }: OpenSealing, folder: string, signal?: AbortSignal): Promise<void> {
  for (const { path, sha256 } of pack.manifest.files) {
    stopIfCancelled(signal);
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    const copied = await copyFileHashed(pack.files.get(path) ?? '', target, signal);
    if (copied.sha256 !== sha256)
      throw new DossierError('readBackDiffers', { file: path, differences: ['复制时内容有变，请重试'] });
  }
}

async function writeSealed(sealing: OpenSealing, options: SealOptions, folder: string): Promise<Manifest> {
  const { pack, bound, boundPath, plan } = sealing;
  const { scans, signal, today, report } = options;
  report({ stage: '放入成册' });
  await copyPackage(sealing, folder, signal);
  const target = join(folder, SEALED_FILE);
  await copyFileHashed(boundPath, target, signal);
  await addSealedPages(bound, target, sealedPictures(sealing, options));
  await mkdir(join(folder, SCANS_FOLDER));
  const names = scanNames(scans);
  const added: Manifest['files'] = [{ path: SEALED_FILE, ...(await hashFile(target, signal)) }];
  for (const [index, path] of scans.entries()) {
    const name = names[index] ?? '';
    added.push({ path: name, ...(await copyFileHashed(path, join(folder, name), signal)) });
  }
  const hashOf = (name: string) => added.find(({ path }) => path === name)?.sha256 ?? '';
  const pages = plan.scans.flatMap(({ scan, page, placement }) => {
    const name = names[scan] ?? '';
    return placement.state === 'placed'
      ? [
          {
            page: placement.page,
            scan: name,
            scanPage: page + 1,
            sha256: hashOf(name),
            placedBy: placement.by,
          },
        ]
      : [];
  });
  const { sha256: _own, ...content } = pack.manifest;
  const manifest = sealManifest({
    ...content,
    sealed: { sealedOn: today, pages: pages.sort((a, b) => a.page - b.page) },
    files: [...content.files, ...added],
  });
  await writeFile(join(folder, MANIFEST_FILE), writeManifest(manifest), { flag: 'wx' });
  return manifest;
}

/** What is new is read as `verify` reads it; what was copied has the hashes of the package, whose content the export has read back. */
async function readBack(
  folder: string,
  manifest: Manifest,
  progress: Progress,
  signal?: AbortSignal,
): Promise<string[]> {
  const problems = await verifyHashes(folder, manifest, progress, signal);
  if (problems.length > 0 || manifest.sealed === undefined) return problems;
  const { files } = await listPackageFolder(folder);
  return sealedProblems(files, manifest, manifest.sealed, signal);
}

/**
 * Puts the scanned, sealed pages in the place of their pages and writes the sealed package: all of the
 * package, `06` with the sealed pages, `07` with the scans as given. It is read back before it gets its name; the
 * package itself is not touched.
 *
 * @throws DossierError: what `planSealing` throws, targetExists, targetNotFolder, notAllowed, diskFull,
 * deviceFailed, readBackDiffers
 */
export async function sealPackage(options: SealOptions): Promise<SealResult> {
  const { packagePath, outFolder, allowMissing, signal, report } = options;
  return withSealing(options, async (sealing): Promise<SealResult> => {
    const { plan } = sealing;
    if (!isSettled(plan) || (plan.missing.length > 0 && !allowMissing)) return { outcome: 'open', plan };
    const name = sealedName(packagePath);
    const target = await prepareTargetFolder(outFolder);
    try {
      if (await exists(join(target.path, name)))
        throw new DossierError('targetExists', { path: join(target.path, name) });
      const files = await publish(
        target.path,
        async (temporary) => {
          const folder = join(temporary, name);
          await mkdir(folder);
          const manifest = await writeSealed(sealing, options, folder);
          await flushTree(temporary);
          report({ stage: '回读核对' });
          const progress = (done: number, total: number) => report({ stage: '回读核对', done, total });
          const problems = await readBack(folder, manifest, progress, signal);
          if (problems.length > 0)
            throw new DossierError('readBackDiffers', { file: name, differences: problems });
          const paths = [...manifest.files.map(({ path }) => path), MANIFEST_FILE];
          return { names: [name], result: paths };
        },
        signal,
      );
      return { outcome: 'done', plan, folder: join(outFolder, name), files };
    } catch (error) {
      await target.discard();
      throw asDossierError(error, target.path);
    }
  });
}

import { readFile, stat, statfs } from 'node:fs/promises';
import { basename, dirname, join, parse, relative, resolve } from 'node:path';
import { DossierError } from '../../../shared/errors.ts';
import { exists } from '../../package/exists.ts';
import { stopIfCancelled } from '../../package/file-errors.ts';
import { freeBytes } from '../../package/free-bytes.ts';
import { MANIFEST_FILE } from '../../package/manifest.ts';
import { MEDIUM_STAGES, type StageReport, StageReporter } from '../../package/stages.ts';
import { listPackageFolder, verifyHashes } from '../../package/verify-files.ts';
import { ByteProgress } from '../byte-progress.ts';
import { refuseOwnPlace } from '../refuse-own-place.ts';
import { putInOrder, replaceFolder } from '../replace-folder.ts';
import { copyPackage, readBackPackage } from './copy-package.ts';
import { asMediumError, type MediumRoot } from './medium-errors.ts';
import { isFat, refuseBeyondLimits, roomFor } from './medium-limits.ts';
import { type MediumSource, openMediumSource } from './medium-source.ts';

/** `f_type` of FAT on Linux (statfs(2), MSDOS_SUPER_MAGIC); other systems have other numbers or none. */
const FAT_ON_LINUX = 0x4d44;

export interface MediumInput {
  /** Package folder or zip, or the folder of a district's parcel. */
  packagePath: string;
  /** Folder on the medium, mostly its root. */
  target: string;
  /** As the list of drives calls it, where the medium was chosen there. */
  fileSystem?: string | undefined;
  /** The person was asked: what lies there under the package's name gives way. */
  replace: boolean;
  report: (stage: StageReport) => void;
  signal?: AbortSignal | undefined;
}

interface OnMedium {
  /** The package's folder on the medium. */
  folder: string;
  twinCode: string;
  incomplete: boolean;
  files: number;
  bytes: number;
}

export type MediumResult =
  /** `already`: the same package lay there, intact, and nothing was written. */
  | ({ outcome: 'written' | 'already' } & OnMedium)
  /** Something else lies there under that name: another package, or a damaged copy. What it differs in, in Chinese. */
  | { outcome: 'occupied'; folder: string; problems: string[] };

/** The folder at which the file system begins that `folder` lies on. */
async function mountRootOf(folder: string): Promise<string> {
  const { dev } = await stat(folder);
  for (let at = resolve(folder); ; at = dirname(at)) {
    const above = dirname(at);
    if (above === at || (await stat(above)).dev !== dev) return at;
  }
}

async function measure({ target, fileSystem }: MediumInput) {
  const { bsize, type } = await statfs(target);
  const isFatHere =
    fileSystem === undefined ? process.platform === 'linux' && type === FAT_ON_LINUX : isFat(fileSystem);
  // A drive letter is what Windows counts itself; elsewhere the medium will get one where it is read.
  const root = process.platform === 'win32' ? parse(resolve(target)).root : await mountRootOf(target);
  return {
    cluster: bsize,
    place: { shown: target, belowRoot: relative(root, resolve(target)), isFat: isFatHere },
  };
}

function describeSource({ twinCode, incomplete, files }: MediumSource, folder: string): OnMedium {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return { folder, twinCode, incomplete, files: files.length, bytes };
}

/** In what a folder on the medium differs from the package; undefined where it is the same, intact. */
async function differences(
  source: MediumSource,
  folder: string,
  { report, signal }: MediumInput,
): Promise<string[] | undefined> {
  if (!(await stat(folder)).isDirectory()) return [`${basename(folder)}：是文件，不是申报包`];
  const place = (await listPackageFolder(folder)).files.get(MANIFEST_FILE);
  if (place === undefined) return ['没有 manifest.json，不是完整的申报包'];
  const there = source.versionIn(await readFile(place));
  if (there === undefined) return ['manifest.json 读不出来，不是完整的申报包'];
  if (there.version !== source.version) return [there.words];
  const working = () => report({ stage: '核对申报包', percent: 0 });
  const problems = await verifyHashes(folder, source.manifest, working, signal);
  const manifest = source.files.filter(({ path }) => path === MANIFEST_FILE);
  const unlike = await readBackPackage(manifest, folder, () => {}, signal);
  const all = [...problems, ...unlike.map((path) => `${path}：与这一份不同`)];
  return all.length === 0 ? undefined : all;
}

async function refuseWithoutRoom(root: MediumRoot): Promise<void> {
  const { path, neededBytes } = root;
  const free = await freeBytes(path);
  if (free !== undefined && free < neededBytes)
    throw new DossierError('mediumFull', { path, neededBytes, freeBytes: free });
}

async function writeOpened(input: MediumInput, source: MediumSource): Promise<MediumResult> {
  const { target, replace, signal, report } = input;
  const { dev } = await stat(target).catch(() => {
    throw new DossierError('mediumGone', { path: target });
  });
  const root: MediumRoot = { path: target, device: dev, neededBytes: 0 };
  try {
    await refuseOwnPlace(input.packagePath, target, source.name);
    const { cluster, place } = await measure(input);
    root.neededBytes = roomFor(source.files, cluster);
    refuseBeyondLimits(source.name, source.files, place);
    const folder = join(target, source.name);
    const described = describeSource(source, folder);
    await putInOrder(target);
    if (await exists(folder)) {
      const problems = await differences(source, folder, input);
      if (problems === undefined) return { outcome: 'already', ...described };
      if (!replace) return { outcome: 'occupied', folder, problems };
    }
    await refuseWithoutRoom(root);
    const stages = new StageReporter(report, MEDIUM_STAGES);
    const write = async (temporary: string) => {
      await copyPackage(
        source,
        temporary,
        new ByteProgress(described.bytes, stages.begin('复制文件')).count,
        signal,
      );
      const reading = new ByteProgress(described.bytes, stages.begin('回读核对')).count;
      const files = await readBackPackage(source.files, temporary, reading, signal);
      if (files.length > 0) throw new DossierError('mediumDiffers', { path: target, files });
      stages.begin('完成写入');
      stopIfCancelled(signal);
    };
    await replaceFolder(target, source.name, write, { replace, signal });
    // Pulled in the last moment, its mount point may have taken the name.
    if ((await stat(folder)).dev !== dev) throw new DossierError('mediumGone', { path: target });
    return { outcome: 'written', ...described };
  } catch (error) {
    throw await asMediumError(error, root);
  }
}

/**
 * Writes a package to a medium as a folder: copied under a temporary name, flushed, read back and compared with
 * the manifest by hash, and only then given its name. Whatever goes wrong, the package itself is untouched.
 *
 * @throws packageDamaged, packageUnreadable, mediumFull, mediumGone, mediumReadOnly, mediumFailed,
 * mediumDiffers, mediumFileTooLarge, mediumPathTooLong, cancelled
 */
export async function writeMedium(input: MediumInput): Promise<MediumResult> {
  const source = await openMediumSource(input.packagePath, input.signal);
  try {
    return await writeOpened(input, source);
  } finally {
    await source.close();
  }
}

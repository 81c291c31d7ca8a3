import { DossierError } from '../../../shared/errors.ts';

/** A file of a package and its size in bytes. */
interface SizedFile {
  path: string;
  bytes: number;
}

/** FAT keeps a file's size in 32 bits (Microsoft, “FAT32 File System Specification”). */
export const LARGEST_ON_FAT = 2 ** 32 - 1;
/** Windows programs stumble over longer paths (learn.microsoft.com, “Maximum Path Length Limitation”): 260 units with the closing zero. */
export const LONGEST_PATH = 259;
/** “E:\”, which is what the medium's root becomes where it is read. */
const DRIVE_LETTER_UNITS = 3;
/** For the folder's own entries and what a system writes of its own accord. Bytes. */
const SPARE = 1 << 20;

/** Whether a file system, as the system names it, is one of the FATs that end at 4 GB; exFAT is not. */
export function isFat(fileSystem: string): boolean {
  return /^(vfat|msdos|fat|fat12|fat16|fat32|ms-dos.*)$/i.test(fileSystem);
}

/**
 * What a package takes on a medium, bytes: every file and folder fills whole clusters.
 *
 * @param cluster bytes
 */
export function roomFor(files: readonly SizedFile[], cluster: number): number {
  const size = Math.max(512, cluster);
  const folders = new Set(files.flatMap(({ path }) => parentsOf(path)));
  const clusters = files.reduce((sum, { bytes }) => sum + Math.ceil(bytes / size), 0);
  return (clusters + folders.size + 1) * size + SPARE;
}

function parentsOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_part, index) => parts.slice(0, index + 1).join('/'));
}

/** What a place is like, as far as it is known. */
export interface MediumPlace {
  /** For reading only. */
  shown: string;
  /** Where the package's folder will lie, below the medium's root, with `/` or `\`; empty for the root itself. */
  belowRoot: string;
  isFat: boolean;
}

/**
 * Refuses what the medium cannot carry to another machine, before anything is written.
 *
 * @param name of the package's folder
 * @throws mediumFileTooLarge, mediumPathTooLong
 */
export function refuseBeyondLimits(name: string, files: readonly SizedFile[], place: MediumPlace): void {
  const large = files.find(({ bytes }) => place.isFat && bytes > LARGEST_ON_FAT);
  if (large !== undefined)
    throw new DossierError('mediumFileTooLarge', { path: place.shown, file: large.path });
  const below = place.belowRoot === '' ? 0 : place.belowRoot.length + 1;
  const longest = Math.max(0, ...files.map(({ path }) => path.length));
  const units = DRIVE_LETTER_UNITS + below + name.length + 1 + longest;
  if (units > LONGEST_PATH)
    throw new DossierError('mediumPathTooLong', { path: place.shown, units, limit: LONGEST_PATH });
}

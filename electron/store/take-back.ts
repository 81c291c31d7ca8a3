import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DossierError } from '../../shared/errors.ts';
import { asDossierError, stopIfCancelled, withFileErrors } from '../package/file-errors.ts';
import { hashFile } from '../package/file-hash.ts';
import { flush } from '../package/publish.ts';
import { KEY_FILE, openCopyKey } from '../password/copy-key.ts';
import { openProtected } from '../password/open-protected.ts';
import { backupPath, backupsIn, readBackup } from './backup-file.ts';
import { dataFolder } from './data-folder.ts';
import { renamePatiently } from './rename-patiently.ts';
import { PROTECTED_ENDING, placeInCopy } from './second-copy.ts';
import { placeOfFile } from './stored-files.ts';

/** A second copy of backups, as it lies there. */
export interface FoundCopy {
  folder: string;
  protected: boolean;
  backups: number;
  latestAt: string;
}

/** Of a copy so many backups are taken back; the person then chooses. */
const MOST_BACKUPS = 3;
/** What a backup names goes into places on the disk; one from elsewhere may name anything. */
const HASH = /^[0-9a-f]{64}$/;

async function copyAt(folder: string): Promise<FoundCopy | undefined> {
  const isProtected = existsSync(join(folder, KEY_FILE));
  const all = await backupsIn(join(folder, 'backups'), isProtected ? PROTECTED_ENDING : '');
  const [latest] = all;
  if (latest === undefined) return undefined;
  return { folder, protected: isProtected, backups: all.length, latestAt: latest.madeAt.toISOString() };
}

/** The copy in a folder, or the latest one in the folders within it: people choose the stick. @throws targetNotFolder, notAllowed, deviceFailed */
export async function findCopy(place: string): Promise<FoundCopy | undefined> {
  return withFileErrors(place, () => copyIn(place));
}

async function copyIn(place: string): Promise<FoundCopy | undefined> {
  const here = await copyAt(place);
  if (here !== undefined) return here;
  const within: FoundCopy[] = [];
  for (const entry of await readdir(place, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    // A folder of the system's that nobody may look into is no copy.
    const found = await copyAt(join(place, entry.name)).catch(() => undefined);
    if (found !== undefined) within.push(found);
  }
  return within.toSorted((a, b) => (a.latestAt < b.latestAt ? 1 : -1))[0];
}

export interface TakeBackInput {
  /** Folder of the copy. */
  copy: string;
  /** The data folder that it is taken to. */
  data: string;
  /** Null for a copy without one. */
  password: string | null;
}

export interface TakenBack {
  /** Backups that are now here, those that were here before included. */
  backups: number;
  files: number;
  /** Files that a backup names and that are neither in the copy nor here. */
  missing: number;
}

/**
 * Takes the latest backups of a second copy back among the backups of this computer, each with the files that it
 * names; restoring one is another step. A backup comes after its files, and each has its name only once it is whole.
 *
 * @param progress told of each file
 * @throws wrongPassword, protectedRefused, archiveDamaged, backupUnusable, diskFull, deviceFailed, cancelled
 */
export async function takeBack(
  { copy, data, password }: TakeBackInput,
  progress: (done: number, total: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<TakenBack> {
  const { backups, files, incoming } = dataFolder(data);
  const temporary = join(incoming, randomUUID());
  try {
    const key = password === null ? undefined : await openCopyKey(copy, password, signal);
    for (const folder of [backups, incoming]) await mkdir(folder, { recursive: true, mode: 0o700 });
    const bring = async (source: string): Promise<void> => {
      await rm(temporary, { force: true });
      if (key === undefined) await copyFile(source, temporary);
      else await openProtected(source, temporary, key, undefined, signal);
      await flush(temporary);
    };

    const ending = key === undefined ? '' : PROTECTED_ENDING;
    const wanted = (await backupsIn(join(copy, 'backups'), ending)).slice(0, MOST_BACKUPS);
    const taken: TakenBack = { backups: 0, files: 0, missing: 0 };
    let done = 0;
    let total = wanted.length;
    for (const { id } of wanted) {
      await bring(`${backupPath(join(copy, 'backups'), id)}${ending}`);
      const held = join(incoming, `${randomUUID()}`);
      await renamePatiently(temporary, held);
      try {
        const hashes = (await readBackup(held, id)).files.filter((name) => HASH.test(name));
        total += hashes.length;
        for (const sha256 of hashes) {
          stopIfCancelled(signal);
          progress(done, total);
          done += 1;
          const target = placeOfFile(files, sha256);
          if (existsSync(target)) continue;
          const source = placeInCopy(join(copy, 'files'), sha256, key?.recipient ?? null);
          if (!existsSync(source)) {
            taken.missing += 1;
            continue;
          }
          await bring(source);
          if ((await hashFile(temporary, signal)).sha256 !== sha256)
            throw new DossierError('mediumDiffers', { path: copy, files: [sha256] });
          await mkdir(dirname(target), { recursive: true });
          await renamePatiently(temporary, target);
          await flush(dirname(target));
          taken.files += 1;
        }
        await renamePatiently(held, backupPath(backups, id));
        await flush(backups);
        taken.backups += 1;
        done += 1;
      } finally {
        await rm(held, { force: true });
      }
    }
    return taken;
  } catch (error) {
    throw asDossierError(error, copy);
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

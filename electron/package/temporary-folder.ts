import { createHash, randomBytes } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { hostname, tmpdir, uptime } from 'node:os';
import { join } from 'node:path';
import { DossierError } from '../../shared/errors.ts';
import { finishExchange, GIVEN_WAY, GIVING_WAY, isExchangeOver } from './exchange.ts';
import { asDossierError, systemErrorCode } from './file-errors.ts';

/**
 * Temporary folders carry the machine and the process in their name, so that those of a run that was
 * killed can be told from those of a run that still works, on shared drives too.
 */
const PREFIX = '.dossier-partial-';
const MACHINE = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const OWN_NAME = new RegExp(`^\\${PREFIX}${MACHINE}-(\\d+)-[0-9a-f]{12}$`);

const open = new Set<string>();

/** Makes a private folder (only its owner may read it) inside `parent`, which must exist. */
export async function makeTemporaryFolder(parent: string): Promise<string> {
  const path = join(parent, `${PREFIX}${MACHINE}-${process.pid}-${randomBytes(6).toString('hex')}`);
  await mkdir(path, { mode: 0o700 });
  open.add(path);
  return path;
}

/** Removes a temporary folder with all it holds; one that has been renamed away is no error. */
export async function removeTemporaryFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  open.delete(path);
}

/**
 * `removeTemporaryFolder` where what it was for is done, or has failed: what a disk does not let go now is no
 * news for the person, and goes with the next sweep. So does an exchange that came to no end.
 */
export async function leaveTemporaryFolder(path: string): Promise<void> {
  try {
    if (await isExchangeOver(path)) await removeTemporaryFolder(path);
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
  }
}

/** For a process that must end at once: removes every temporary folder of this run, but for an exchange in the middle. */
export function removeOpenTemporaryFolders(): void {
  const isExchanging = (path: string) => [GIVING_WAY, GIVEN_WAY].some((name) => existsSync(join(path, name)));
  for (const path of open) if (!isExchanging(path)) rmSync(path, { recursive: true, force: true });
  open.clear();
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as another user.
    return systemErrorCode(error) === 'EPERM';
  }
}

/** Removes a temporary folder whose run is over; an exchange that was broken off in it is brought to its end first. */
async function sweep(parent: string, name: string): Promise<void> {
  const temporary = join(parent, name);
  await finishExchange(temporary);
  await removeTemporaryFolder(temporary);
}

/** Clocks of network drives differ. Milliseconds. */
const CLOCK_TOLERANCE = 600_000;

/** After the power went, another program may have the number that the run had. */
async function isOfEarlierBoot(path: string): Promise<boolean> {
  const bootedAt = Date.now() - uptime() * 1_000;
  // Its run may just be removing it.
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && found.mtimeMs < bootedAt - CLOCK_TOLERANCE;
}

/** Removes the temporary folders in `parent` whose run on this machine has died. */
export async function sweepTemporaryFolders(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const processId = Number(OWN_NAME.exec(name)?.[1]);
    if (!Number.isSafeInteger(processId)) continue;
    if (!isRunning(processId) || (await isOfEarlierBoot(join(parent, name)))) await sweep(parent, name);
  }
}

/** Removes the temporary folders in `parent` of one process on this machine, which has ended or is just ending. */
export async function removeTemporaryFoldersOf(parent: string, processId: number): Promise<void> {
  for (const name of await readdir(parent)) {
    if (Number(OWN_NAME.exec(name)?.[1]) === processId) await sweep(parent, name);
  }
}

const UNUSABLE: Record<string, string> = {
  ENOENT: '找不到',
  ENOTDIR: '不是文件夹',
  EACCES: '没有写入权限',
  EPERM: '没有写入权限',
  EROFS: '没有写入权限',
};

/** What a failure in the system's folder for temporary files means: the user must be told of that folder, not of one inside it. */
export function temporaryPlaceError(error: unknown): unknown {
  const path = tmpdir();
  const detail = UNUSABLE[systemErrorCode(error) ?? ''];
  if (detail !== undefined) return new DossierError('temporaryFolderUnusable', { path, detail });
  return asDossierError(error, `临时文件夹 ${path}`);
}

/**
 * Makes a private folder to unpack into, in the system's folder for temporary files.
 *
 * @throws temporaryFolderUnusable, diskFull, deviceFailed
 */
export async function makeUnpackingFolder(): Promise<string> {
  try {
    await sweepTemporaryFolders(tmpdir());
    return await makeTemporaryFolder(tmpdir());
  } catch (error) {
    throw temporaryPlaceError(error);
  }
}

import { createHash, randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { systemErrorCode } from './file-errors.ts';

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

/** For a process that must end at once: removes every temporary folder of this run. */
export function removeOpenTemporaryFolders(): void {
  for (const path of open) rmSync(path, { recursive: true, force: true });
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

/** Removes the temporary folders in `parent` whose run on this machine has died. */
export async function sweepTemporaryFolders(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const processId = Number(OWN_NAME.exec(name)?.[1]);
    if (!Number.isSafeInteger(processId) || isRunning(processId)) continue;
    await rm(join(parent, name), { recursive: true, force: true });
  }
}

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What the compiled program is made of. */
const SOURCES = ['electron', 'shared', 'renderer', 'build', 'package.json', 'package-lock.json'];
/** A build that takes longer than this has died. ms. */
const LONGEST_BUILD = 600_000;

const stampFile = (root: string) => path.join(root, 'out', 'app.stamp');

/** Changes with every source that is added, changed or removed; tests are none. */
export function sourcesStamp(root: string): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const place = path.join(root, source);
    const files = statSync(place).isFile()
      ? [place]
      : readdirSync(place, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
          .map((entry) => path.join(entry.parentPath, entry.name));
    for (const file of files.sort()) {
      const { size, mtimeMs } = statSync(file);
      hash.update(`${path.relative(root, file)} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

/** Whether out/app is what the sources of now compile to. */
export function isBuilt(root: string): boolean {
  try {
    return readFileSync(stampFile(root), 'utf8') === sourcesStamp(root);
  } catch {
    return false;
  }
}

/** To be called before the first file of out/app is touched. */
export function forgetBuilt(root: string): void {
  rmSync(stampFile(root), { force: true });
}

/** @param stamp of the sources as they were before the build began */
export function rememberBuilt(root: string, stamp: string): void {
  writeFileSync(stampFile(root), stamp);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** @returns a function that gives the lock back; another process that builds is waited for */
function takeLock(root: string): () => void {
  const lock = path.join(root, 'out', 'build.lock');
  const owner = path.join(lock, 'pid');
  mkdirSync(path.dirname(lock), { recursive: true });
  for (const began = Date.now(); ; ) {
    try {
      mkdirSync(lock);
      writeFileSync(owner, String(process.pid));
      return () => rmSync(lock, { recursive: true, force: true });
    } catch (error) {
      if (!existsSync(lock)) throw error;
    }
    const pid = existsSync(owner) ? Number(readFileSync(owner, 'utf8')) : 0;
    if ((pid > 0 && !isRunning(pid)) || Date.now() - began > LONGEST_BUILD)
      rmSync(lock, { recursive: true, force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
}

/**
 * Compiles the program when its sources have changed. Several may ask at once: one builds, the others wait.
 *
 * @param building told before a build begins
 * @returns what the compiler said, when it failed
 */
export function ensureBuilt(root: string, building: () => void = () => {}): string | undefined {
  if (isBuilt(root)) return undefined;
  const giveBack = takeLock(root);
  try {
    if (isBuilt(root)) return undefined;
    building();
    const built = spawnSync(process.execPath, [path.join(root, 'build', 'build.ts')], { encoding: 'utf8' });
    return built.status === 0 ? undefined : `${built.stdout}${built.stderr}${built.error?.message ?? ''}`;
  } finally {
    giveBack();
  }
}

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { breakArchive } from './installer/break-archive.ts';
import { programFile } from './installer/config.ts';
import { FUSES } from './installer/fuses.ts';
import { readTarget } from './installer/target.ts';

/**
 * After `npm run dist`, on the machine it was made for: the packed program has its fuses, starts and
 * shows its window; where Electron checks the archive, one changed byte keeps it from starting.
 */
const { platform, arch } = readTarget();
const installers = path.resolve(import.meta.dirname, '..', 'out', 'installer');
/** ms. */
const LONGEST_START = 120_000;

function packedFolder(): string {
  const suffix = arch === 'x64' ? '' : `-${arch}`;
  const names = { win32: `win${suffix}-unpacked`, linux: `linux${suffix}-unpacked`, darwin: `mac${suffix}` };
  return path.join(installers, names[platform]);
}

function executable(folder: string): string {
  const program = programFile(folder, platform);
  return platform === 'darwin'
    ? path.join(program, 'Contents/MacOS', path.basename(program, '.app'))
    : program;
}

function archiveOf(folder: string): string {
  const resources =
    platform === 'darwin' ? `${programFile(folder, platform)}/Contents/Resources` : `${folder}/resources`;
  return path.join(resources, 'app.asar');
}

function end(child: ChildProcess): void {
  if (platform === 'win32') spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
  else child.kill('SIGKILL');
}

/** @returns whether the window of the started program answered before it ended or the time was up */
async function startsWell(folder: string): Promise<boolean> {
  const data = mkdtempSync(path.join(tmpdir(), 'dossier-try-'));
  const log = path.join(data, 'logs', 'dossier.log');
  const child = spawn(executable(folder), [], {
    env: { ...process.env, DOSSIER_DATA: data },
    stdio: 'inherit',
  });
  const exited = once(child, 'exit');
  const said = () => (existsSync(log) ? readFileSync(log, 'utf8') : '');
  try {
    for (const began = Date.now(); Date.now() - began < LONGEST_START; ) {
      if (said().includes('the window answers')) return true;
      const over = await Promise.race([
        exited.then(() => true),
        new Promise((wait) => setTimeout(wait, 250, false)),
      ]);
      if (over) return false;
    }
    return false;
  } finally {
    console.log(said());
    if (child.exitCode === null && child.signalCode === null) {
      end(child);
      await exited;
    }
    rmSync(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

async function checkFuses(folder: string): Promise<void> {
  const wire = await getCurrentFuseWire(programFile(folder, platform));
  for (const fuse of Object.values(FuseV1Options).filter((each) => typeof each === 'number'))
    if (wire[fuse] !== (FUSES[fuse] ? FuseState.ENABLE : FuseState.DISABLE))
      throw new Error(`the fuse ${FuseV1Options[fuse]} is not as decided`);
}

const folder = packedFolder();
console.log(`trying ${readdirSync(folder).join(', ')}`);
await checkFuses(folder);
if (!(await startsWell(folder))) throw new Error('the packed program did not show its window');
if (platform !== 'linux') {
  const broken = mkdtempSync(path.join(tmpdir(), 'dossier-broken-'));
  cpSync(folder, broken, { recursive: true, verbatimSymlinks: true });
  breakArchive(archiveOf(broken), 'electron/main.js');
  if (await startsWell(broken)) throw new Error('the program starts from an archive that was changed');
  rmSync(broken, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}
console.log(`${path.basename(executable(folder))}: fuses as decided, started, window shown`);

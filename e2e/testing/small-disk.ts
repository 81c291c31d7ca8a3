import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Only root may mount a disk, and on Linux only as here. */
export const CAN_MOUNT = process.platform === 'linux' && process.getuid?.() === 0;

/** A disk of its own that holds so much, as a full USB stick or a full drive. */
export class SmallDisk {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'dossier-small-'));

  /** @param megabytes all that it holds */
  constructor(megabytes: number) {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', this.folder]);
  }

  /** From now on nothing can be written to it. */
  makeReadOnly(): void {
    execFileSync('mount', ['-o', 'remount,ro', this.folder]);
  }

  makeWritable(): void {
    execFileSync('mount', ['-o', 'remount,rw', this.folder]);
  }

  remove(): void {
    execFileSync('umount', ['-l', this.folder]);
    rmSync(this.folder, { recursive: true });
  }
}

/** A folder that the person may not write to. @returns it, and what removes it */
export function readOnlyFolder(): { folder: string; remove: () => void } {
  // Root may write everywhere but on a disk that is mounted for reading.
  if (CAN_MOUNT) {
    const disk = new SmallDisk(1);
    disk.makeReadOnly();
    return { folder: disk.folder, remove: () => disk.remove() };
  }
  const parent = mkdtempSync(path.join(tmpdir(), 'dossier-read-only-'));
  const folder = path.join(parent, '只读');
  mkdirSync(folder);
  chmodSync(folder, 0o555);
  return {
    folder,
    remove: () => {
      chmodSync(folder, 0o755);
      rmSync(parent, { recursive: true });
    },
  };
}

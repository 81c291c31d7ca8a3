import { execFile } from 'node:child_process';
import { LINUX_DRIVES } from './linux-drives.ts';
import { MACOS_DRIVES } from './macos-drives.ts';
import type { DriveReader, RemovableDrive } from './removable-drive.ts';
import { WINDOWS_DRIVES } from './windows-drives.ts';

/** PowerShell alone takes two seconds to start on an old laptop. Milliseconds. */
const LONGEST_WAIT = 15_000;
const LONGEST_ANSWER = 8 << 20;

const READERS: Partial<Record<NodeJS.Platform, DriveReader>> = {
  linux: LINUX_DRIVES,
  win32: WINDOWS_DRIVES,
  darwin: MACOS_DRIVES,
};

/**
 * The removable drives of this machine, asked of the system's own program: systeminformation, which
 * knows them too, waits without end, asks of network drives as well, and takes a failure for an empty
 * list. The program asks the drives for their room, so that one which no longer answers holds up that
 * program and not ours; after a while nobody waits for it any more.
 *
 * @throws Error when the system does not say: no such program, no answer in time, an answer of another form
 */
export function listDrives(
  reader: DriveReader | undefined = READERS[process.platform],
  longestWait: number = LONGEST_WAIT,
): Promise<RemovableDrive[]> {
  return new Promise((resolve, reject) => {
    if (reader === undefined) throw new Error(`no way to list drives on ${process.platform}`);
    const options = {
      env: { ...process.env, ...reader.environment },
      maxBuffer: LONGEST_ANSWER,
      windowsHide: true,
    };
    const child = execFile(reader.command, [...reader.parameters], options, (error, answer) => {
      clearTimeout(late);
      if (error !== null) return reject(error);
      try {
        resolve(reader.read(answer));
      } catch (unread) {
        reject(unread);
      }
    });
    // After it was started, which may throw. A program that waits for a dead device cannot even be killed: its end
    // is not waited for.
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      child.unref();
      reject(new Error(`${reader.command} did not answer`));
    }, longestWait);
  });
}

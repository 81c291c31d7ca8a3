import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

/** Calls that change something on a disk, of which a kernel that lacks one knows another. */
export const WRITING_CALLS = [
  ...['write', 'writev', 'pwrite64', 'pwritev', 'fsync', 'fdatasync', 'ftruncate', 'fallocate'],
  ...['openat', 'open', 'creat', 'mkdir', 'mkdirat', 'rename', 'renameat', 'renameat2'],
  ...['unlink', 'unlinkat', 'rmdir', 'link', 'linkat', 'copy_file_range', 'sendfile'],
] as const;
export type WritingCall = (typeof WRITING_CALLS)[number];

/** One thread for files: the calls come in the same order each time. */
export function childEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, UV_THREADPOOL_SIZE: '1', NODE_NO_WARNINGS: '1' };
}

/** A call as strace saw it, within the rounds' folder or not. */
export interface SeenCall {
  call: WritingCall;
  /** Writes to a file or folder of the round with this number; null for every other call. */
  round: number | null;
  /** strace made it fail. */
  falsified: boolean;
  line: string;
}

/** What is to happen, at which call of its kind in each thread. */
export interface Injection {
  calls: readonly WritingCall[];
  fault: string;
  /** As strace's `when`: `5`, `5+3`, `5+`. */
  when: string;
}

function isWritingCall(name: string): name is WritingCall {
  return WRITING_CALLS.some((call) => call === name);
}

function readCall(line: string, rounds: string): SeenCall[] {
  const call = /^([a-z0-9_]+)\(/.exec(line)?.[1] ?? '';
  if (!isWritingCall(call)) return [];
  const at = line.indexOf(`${rounds}/`);
  const round = at < 0 ? Number.NaN : Number(line.slice(at + rounds.length + 1, at + rounds.length + 5));
  const onlyReads = call === 'openat' && !/O_(WRONLY|RDWR|CREAT)/.test(line);
  const isOurs = !Number.isNaN(round) && !onlyReads && line.startsWith('/data', at + rounds.length + 5);
  return [{ call, round: isOurs ? round : null, falsified: line.includes('(INJECTED)'), line }];
}

export interface Traced {
  /** Calls of each thread in their order. */
  threads: SeenCall[][];
  killed: boolean;
  /** What the program said on stderr when it broke. */
  said: string;
}

/**
 * Runs an unchanged Node program under strace.
 *
 * @param rounds folder whose `NNNN/data` are what the program works on; an absolute path of ASCII
 * @param log folder for strace's notes, made anew
 */
export async function trace(
  program: readonly string[],
  rounds: string,
  log: string,
  injection?: Injection,
): Promise<Traced> {
  rmSync(log, { recursive: true, force: true });
  mkdirSync(log, { recursive: true });
  const injected =
    injection === undefined
      ? []
      : ['-e', `inject=${known(injection.calls)}:${injection.fault}:when=${injection.when}`];
  // Faster, but strace 6.1 then loses the signals that it is to send.
  const filter = injection?.fault.startsWith('signal') === true ? [] : ['--seccomp-bpf'];
  const parameters = ['-ff', ...filter, '-qq', '-y', '-s', '0', '-o', path.join(log, 'thread')];
  const child = spawn(
    'strace',
    [...parameters, '-e', `trace=${known(WRITING_CALLS)}`, ...injected, process.execPath, ...program],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: childEnvironment(),
    },
  );
  let said = '';
  child.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
  const [code, signal] = await once(child, 'close');
  const threads = readdirSync(log).map((name) =>
    readFileSync(path.join(log, name), 'utf8')
      .split('\n')
      .flatMap((line) => readCall(line, rounds)),
  );
  return { threads, killed: signal === 'SIGKILL' || code === 137, said: said.trim() };
}

/** `?`: a call that this processor's kernel does not have is no mistake. */
function known(calls: readonly WritingCall[]): string {
  return calls.map((call) => `?${call}`).join(',');
}

import { spawnSync } from 'node:child_process';
import path from 'node:path';

const SOURCE = path.join(import.meta.dirname, 'short-writes.c');

/** Compiles what makes writes short. @returns its place, or undefined on a machine without a compiler */
export function compileShortWrites(folder: string): string | undefined {
  const target = path.join(folder, 'short-writes.so');
  const compiled = spawnSync('cc', ['-shared', '-fPIC', '-O1', '-o', target, SOURCE, '-ldl'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return compiled.status === 0 ? target : undefined;
}

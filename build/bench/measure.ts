import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const RUNS = 5;

/** Middle value of the runs. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}

/** Milliseconds of each run, after one run that warms up. */
export async function timed(work: () => Promise<unknown> | unknown, runs = RUNS): Promise<number[]> {
  await work();
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
  }
  return times;
}

export interface MeasuredCommand {
  milliseconds: number;
  /** Largest resident size of the process, bytes. */
  peakBytes: number;
  stdout: string;
}

/** Runs one of our programs as its npm script does, in a process of its own, and tells its time and its peak memory. */
export function runNode(script: string, parameters: string[]): MeasuredCommand {
  const report = path.join(tmpdir(), `dossier-peak-${process.pid}-${Math.random().toString(36).slice(2)}`);
  const begun = performance.now();
  const done = spawnSync(
    process.execPath,
    [
      '--optimize-for-size',
      '--import',
      path.join(import.meta.dirname, 'report-peak.ts'),
      script,
      ...parameters,
    ],
    { encoding: 'utf8', env: { ...process.env, DOSSIER_PEAK_REPORT: report }, maxBuffer: 64e6 },
  );
  const milliseconds = performance.now() - begun;
  if (done.status !== 0) throw new Error(`${script} ${parameters.join(' ')}: ${done.stderr}`);
  const peakBytes = Number(readFileSync(report, 'utf8'));
  rmSync(report);
  return { milliseconds, peakBytes, stdout: done.stdout.trim() };
}

/** Runs a foreign program and tells its time; undefined where it is not installed. */
export function runForeign(program: string, parameters: string[]): number | undefined {
  const begun = performance.now();
  const done = spawnSync(program, parameters, { stdio: 'ignore' });
  if (done.error !== undefined) return undefined;
  if (done.status !== 0) throw new Error(`${program} ${parameters.join(' ')} ended with ${done.status}`);
  return performance.now() - begun;
}

const rows: string[][] = [];

/** One line of the table: what, how long (median, spread), beside what. */
export function report(name: string, figure: string, beside = ''): void {
  rows.push([name, figure, beside]);
  console.log(`${name}\n    ${figure}${beside === '' ? '' : `    ${beside}`}`);
}

export function milliseconds(values: readonly number[]): string {
  const spread = `${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)}`;
  return `${median(values).toFixed(0)} ms（${values.length} 次，${spread}）`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

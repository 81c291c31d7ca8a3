import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { redact } from './redact.ts';

/** A log larger than this becomes the old one; there are never more than two. Bytes. */
const LARGEST_LOG = 1_000_000;

export type Log = (level: 'info' | 'problem', what: string, error?: unknown) => void;

function describe(error: unknown): string {
  if (error === undefined) return '';
  return error instanceof Error ? `: ${error.stack ?? error.message}` : `: ${String(error)}`;
}

/**
 * Opens the log in a folder. A log that cannot be written must not stop the work: the first failure
 * goes to stderr, and with it all that follows.
 */
export function openLog(folder: string, now: () => Date = () => new Date()): Log {
  const file = path.join(folder, 'dossier.log');
  let works = true;
  try {
    mkdirSync(folder, { recursive: true });
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_LOG)
      renameSync(file, path.join(folder, 'dossier.old.log'));
  } catch (error) {
    console.error(redact(`log: ${String(error)}`));
  }
  return (level, what, error) => {
    const line = `${now().toISOString()} ${level} ${redact(`${what}${describe(error)}`)}\n`;
    if (!works) return void process.stderr.write(line);
    try {
      appendFileSync(file, line);
    } catch (failure) {
      works = false;
      process.stderr.write(`${redact(`log: ${String(failure)}`)}\n${line}`);
    }
  };
}

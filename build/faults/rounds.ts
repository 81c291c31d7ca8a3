import { cpSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import type { Confirmed, Operation } from './operation.ts';
import type { OperationId } from './operations.ts';
import type { Outcome } from './outcome.ts';

function roundName(round: number): string {
  return String(round).padStart(4, '0');
}

/** Place of one go at an operation: what it works on, and what it tells. */
export function roundPlace(rounds: string, round: number): string {
  return path.join(rounds, roundName(round));
}

/** Makes the place of a round. @param on folder of another disk for what it works on */
export function makeRound(rounds: string, round: number, template: string, on?: string): string {
  const place = roundPlace(rounds, round);
  mkdirSync(path.join(place, 'told'), { recursive: true });
  const data = path.join(on ?? place, 'data');
  cpSync(template, data, { recursive: true });
  if (on !== undefined) symlinkSync(data, path.join(place, 'data'));
  return place;
}

export interface Told {
  confirmed: Confirmed[];
  /** How it ended; undefined where it did not. */
  end: string | undefined;
}

/** What a round told before it ended or was ended. */
export function readTold(place: string): Told {
  const folder = path.join(place, 'told');
  const names = readdirSync(folder).sort();
  const texts = names
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readlinkSync(path.join(folder, name)));
  return {
    // Written by `child.ts`, of this very run.
    confirmed: texts.map((text): Confirmed => JSON.parse(text)),
    end: names.includes('end') ? readlinkSync(path.join(folder, 'end')) : undefined,
  };
}

function kindOf(end: string | undefined): Outcome['end'] {
  if (end === undefined) return 'broken';
  if (end === 'done') return 'done';
  return end.startsWith('told ') ? 'told' : 'untold';
}

/**
 * Looks at a round after its fault.
 *
 * @param said what the program said on stderr, unless it was killed
 */
export async function judge(
  { operation, id }: { operation: Operation; id: OperationId },
  { place, fault, at, said }: { place: string; fault: string; at: string; said: string },
): Promise<Outcome> {
  const { confirmed, end } = readTold(place);
  const problems = await operation
    .check(path.join(place, 'data'), confirmed)
    .catch((error: unknown) => [`looking at it fails: ${error instanceof Error ? error.stack : error}`]);
  const kind = kindOf(end);
  return {
    operation: id,
    fault,
    place: at,
    end: kind,
    said: kind === 'untold' ? (end ?? '') : kind === 'broken' ? said : '',
    problems,
    ...(problems.length === 0 ? {} : { kept: place }),
  };
}

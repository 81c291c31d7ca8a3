import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SmallDisk } from '../../e2e/testing/small-disk.ts';
import type { Operation } from './operation.ts';
import type { OperationId } from './operations.ts';
import type { Outcome } from './outcome.ts';
import { judge, makeRound, readTold, roundPlace } from './rounds.ts';
import type { Shot } from './shots.ts';
import { childEnvironment, type Traced, trace } from './strace.ts';

const CHILD = path.join(import.meta.dirname, 'child.ts');

/** The call that a round met its fault at: falsified, or for a kill the last that the thread began. */
function faultPlace({ threads, killed }: Traced, shot: Shot, round: number): string | undefined {
  const falsified = threads.flat().find((each) => each.falsified && each.round === round);
  const last = threads.map((calls) => calls.at(-1));
  const broken = killed
    ? last.find((each) => each?.round === round && shot.injection.calls.includes(each.call))
    : undefined;
  const found = falsified ?? broken;
  if (found === undefined) return undefined;
  return `${found.call} ${/\/\d{4}\/data\/?([^">]*)/.exec(found.line)?.[1] ?? ''}`;
}

function bytesIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return files.reduce((sum, each) => sum + statSync(path.join(each.parentPath, each.name)).size, 0);
}

/** Where one operation is broken off, again and again, each time from the same beginning. */
export class Range {
  readonly #id: OperationId;
  readonly #operation: Operation;
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'dossier-faults-'));
  readonly #template = path.join(this.#folder, 'template');
  #fired = 0;

  constructor(id: OperationId, operation: Operation) {
    this.#id = id;
    this.#operation = operation;
  }

  /** What the operation does when nothing goes wrong, in two rounds. @throws Error when it does go wrong */
  async scout(): Promise<Traced['threads']> {
    await this.#operation.prepare(this.#template);
    const rounds = path.join(this.#folder, 'scout');
    // What is compiled for the first time makes other calls than what is compiled already.
    makeRound(rounds, 0, this.#template);
    await this.#start(rounds, {});
    rmSync(rounds, { recursive: true });
    for (const round of [0, 1]) makeRound(rounds, round, this.#template);
    const traced = await this.#trace(rounds, 2);
    for (const round of [0, 1]) {
      const place = roundPlace(rounds, round);
      const { confirmed, end } = readTold(place);
      const problems = await this.#operation.check(path.join(place, 'data'), confirmed);
      if (end !== 'done' || problems.length > 0)
        throw new Error(`${this.#id} fails without a fault: ${end} ${problems.join('; ')} ${traced.said}`);
    }
    rmSync(rounds, { recursive: true });
    return traced.threads;
  }

  /** Does what a shot says, and looks at every round that met its fault. */
  async fire(shot: Shot): Promise<Outcome[]> {
    const rounds = this.#nextRounds();
    for (let round = 0; round < shot.rounds; round += 1) makeRound(rounds, round, this.#template);
    const traced = await this.#trace(rounds, shot.rounds, shot);
    const outcomes: Outcome[] = [];
    for (let round = 0; round < shot.rounds; round += 1) {
      const at = faultPlace(traced, shot, round);
      if (at === undefined) continue;
      const said = traced.killed ? '' : traced.said;
      const place = roundPlace(rounds, round);
      outcomes.push(await judge(this.#subject(), { place, fault: shot.fault, at, said }));
    }
    this.#clear(rounds, outcomes);
    return outcomes;
  }

  /** A disk of its own that has so much room left, and none afterwards. @param part 0…1 of three times what the operation begins with */
  async fillDisk(part: number): Promise<Outcome[]> {
    const rounds = this.#nextRounds();
    const begins = bytesIn(this.#template);
    const disk = new SmallDisk(Math.ceil((5 * begins) / 1e6) + 4);
    try {
      const place = makeRound(rounds, 0, this.#template, disk.folder);
      const { bavail, bsize } = statfsSync(disk.folder);
      const filler = path.join(disk.folder, 'filler');
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - Math.round(3 * begins * part))));
      const said = await this.#start(rounds, {});
      // The person makes room.
      rmSync(filler);
      const outcome = await judge(this.#subject(), { place, fault: 'full disk', at: `${part}`, said });
      // Where all went well, the room was enough.
      return outcome.end === 'done' && outcome.problems.length === 0 ? [] : [outcome];
    } finally {
      disk.remove();
      this.#clear(rounds, []);
    }
  }

  /** Every n-th write writes half. @param library of `compileShortWrites` */
  async shorten(library: string, every: number): Promise<Outcome[]> {
    const rounds = this.#nextRounds();
    const place = makeRound(rounds, 0, this.#template);
    const said = await this.#start(rounds, {
      LD_PRELOAD: library,
      SHORT_WRITES_IN: rounds,
      SHORT_WRITES_EVERY: String(every),
      SHORT_WRITES_NOTE: path.join(place, 'told', 'short'),
    });
    const isMet = readdirSync(path.join(place, 'told')).includes('short');
    const fault = 'short write';
    const outcomes = isMet
      ? [await judge(this.#subject(), { place, fault, at: `every ${every}`, said })]
      : [];
    this.#clear(rounds, outcomes);
    return outcomes;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #subject() {
    return { operation: this.#operation, id: this.#id };
  }

  #nextRounds(): string {
    this.#fired += 1;
    return path.join(this.#folder, `shot-${this.#fired}`);
  }

  #clear(rounds: string, outcomes: readonly Outcome[]): void {
    if (outcomes.some(({ problems }) => problems.length > 0)) return;
    for (const each of [rounds, `${rounds}-log`]) rmSync(each, { recursive: true, force: true });
  }

  #trace(rounds: string, count: number, shot?: Shot): Promise<Traced> {
    return trace([CHILD, this.#id, rounds, String(count)], rounds, `${rounds}-log`, shot?.injection);
  }

  async #start(rounds: string, environment: Record<string, string>): Promise<string> {
    const child = spawn(process.execPath, [CHILD, this.#id, rounds, '1'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...childEnvironment(), ...environment },
    });
    let said = '';
    child.stderr.on('data', (piece: Buffer) => {
      said += piece.toString();
    });
    await once(child, 'close');
    return said.trim();
  }
}

import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { callTarget } from './call-target.ts';
import { commandTarget } from './command-target.ts';
import { fileTargets } from './file-targets.ts';
import { pasteTarget } from './paste-target.ts';
import type { Target } from './target.ts';
import { LONGEST_CASE, MOST_GROWTH, MOST_KEPT, type Word } from './words.ts';

/**
 * The process that is attacked: the readers of the program, one hostile thing after the other. It may write to its
 * folder and to the one for temporary files, which the system sees to (`node --permission`).
 *
 * Parameters: folder, first seed, seconds, name of a target or empty, `once` for a single case.
 */
const [folder = '', firstSeed = '1', seconds = '1', only = '', once = ''] = process.argv.slice(2);

function say(word: Word): void {
  process.send?.(word);
}

const peak = () => process.resourceUsage().maxRSS * 1024;

async function runCase(target: Target, seed: number): Promise<void> {
  say({ kind: 'begin', target: target.name, seed });
  const highest = peak();
  const before = process.memoryUsage.rss();
  const started = performance.now();
  const processor = process.cpuUsage();
  try {
    await target.attack(seed);
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    say({ kind: 'fault', target: target.name, seed, what });
  }
  const used = process.cpuUsage(processor);
  const milliseconds = Math.min(performance.now() - started, (used.user + used.system) / 1_000);
  if (milliseconds > LONGEST_CASE)
    say({ kind: 'fault', target: target.name, seed, what: `took ${Math.round(milliseconds)} ms` });
  // The peak is that of the process: where it is an older one, this case took less.
  const growth = peak() > highest ? peak() - before : 0;
  if (growth > MOST_GROWTH)
    say({ kind: 'fault', target: target.name, seed, what: `grew by ${Math.round(growth / 1e6)} MB` });
  say({ kind: 'end', target: target.name, milliseconds, growth });
}

/** @param before what lay there then: another target's, which goes on from case to case */
function tellLeftovers(target: Target, seed: number, before: readonly string[]): void {
  const left = readdirSync(tmpdir()).filter((name) => !before.includes(name));
  if (left.length === 0) return;
  say({ kind: 'fault', target: target.name, seed, what: `left in the temporary folder: ${left.join()}` });
  for (const name of left) rmSync(path.join(tmpdir(), name), { recursive: true, force: true });
}

mkdirSync(folder, { recursive: true });
const all = [...(await fileTargets(folder)), pasteTarget(), await callTarget(folder), commandTarget(folder)];
const targets = only === '' ? all : all.filter(({ name }) => name === only);
if (targets.length === 0)
  throw new Error(`no target ${only}; there are: ${all.map(({ name }) => name).join(', ')}`);
for (const target of targets) await target.warm();
const before = peak();
const total = Number(seconds) * 1_000;
const slice = Math.min(5_000, total / targets.length);
const end = performance.now() + total;
/** Each target has a row of seeds of its own: how fast the machine is decides how far it comes, not what it meets. */
const seeds = new Map(targets.map((target, index) => [target, Number(firstSeed) + index * 10_000_000]));
let seed = Number(firstSeed);
do {
  for (const target of targets) {
    seed = seeds.get(target) ?? seed;
    const there = readdirSync(tmpdir());
    const until = performance.now() + slice;
    do {
      await runCase(target, seed);
      seed += 1;
    } while (once === '' && performance.now() < until);
    seeds.set(target, seed);
    if (target.end === undefined) tellLeftovers(target, seed - 1, there);
  }
} while (once === '' && performance.now() < end - slice / 2);
for (const target of all) {
  await target.end?.();
  if (target.end !== undefined) tellLeftovers(target, seed - 1, []);
}
const kept = peak() - before;
if (kept > MOST_KEPT)
  say({ kind: 'fault', target: 'all', seed, what: `grew by ${Math.round(kept / 1e6)} MB in the end` });
process.disconnect?.();

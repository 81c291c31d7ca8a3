import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { LONGEST_CASE, MOST_GROWTH, wordSchema } from './fuzz/words.ts';

/**
 * `npm run fuzz -- --minutes N`: hostile and mutated files, messages and arguments against everything that reads
 * what others made. Prints a table and every fault with the seed that makes it again, and ends with `cases N, faults N`.
 *
 *   --seconds N    instead of minutes      --seed N       first seed; a random one without it
 *   --target NAME  one target alone        --once         a single case: target and seed of a fault
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string' },
    seconds: { type: 'string' },
    seed: { type: 'string' },
    target: { type: 'string', default: '' },
    once: { type: 'boolean', default: false },
  },
});
const seconds = Number(values.seconds ?? Number(values.minutes ?? 1) * 60);
const firstSeed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 30));
if (!(seconds > 0) || !Number.isSafeInteger(firstSeed))
  throw new Error('--minutes, --seconds, --seed: numbers');

/** What never answers is ended after this; milliseconds. */
const WATCHDOG = LONGEST_CASE * 4;
/** A process that breaks at once, each time, tells nothing new. */
const MOST_PROCESSES = 20;

const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'dossier-fuzz-')));
const counts = new Map<string, { cases: number; slowest: number; growth: number; faults: number }>();
const faults = new Set<string>();

function countOf(target: string) {
  const known = counts.get(target) ?? { cases: 0, slowest: 0, growth: 0, faults: 0 };
  counts.set(target, known);
  return known;
}

function tell(target: string, seed: number, what: string): void {
  countOf(target).faults += 1;
  // The same fault a thousand times is one line.
  const [first = ''] = what.split('\n');
  const key = `${target}: ${first.replace(/\d+/g, '0').slice(0, 200)}`;
  if (faults.has(key)) return;
  faults.add(key);
  console.log(
    `FAULT --target '${target}' --seed ${seed} --once\n  ${what.split('\n').slice(0, 8).join('\n  ')}`,
  );
}

/** Runs one process until its time is over or it breaks. @returns the first seed of the next one */
function attack(number: number, seed: number, left: number): Promise<number> {
  const places = [`work-${number}`, `tmp-${number}`].map((name) => path.join(root, name));
  for (const place of places) mkdirSync(place);
  const [work = '', temporary = ''] = places;
  const child = fork(
    path.join(import.meta.dirname, 'fuzz', 'attacked.ts'),
    [work, String(seed), String(left), values.target, values.once ? 'once' : ''],
    {
      cwd: work,
      env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary, HOME: work },
      execArgv: [
        ...['--permission', '--allow-fs-read=*', '--allow-addons', '--allow-worker', '--allow-wasi'],
        ...places.map((place) => `--allow-fs-write=${place}`),
        '--disable-warning=SecurityWarning',
        '--disable-warning=ExperimentalWarning',
      ],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    },
  );
  let words = '';
  child.stderr?.on('data', (piece) => {
    words = `${words}${piece}`.slice(-4_000);
  });
  let at: { target: string; seed: number } | undefined;
  let watchdog: NodeJS.Timeout | undefined;
  child.on('message', (message) => {
    const word = wordSchema.parse(message);
    clearTimeout(watchdog);
    if (word.kind === 'fault') tell(word.target, word.seed, word.what);
    else if (word.kind === 'begin') {
      at = word;
      watchdog = setTimeout(() => {
        tell(word.target, word.seed, `no answer after ${WATCHDOG} ms`);
        child.kill('SIGKILL');
      }, WATCHDOG);
    } else {
      const count = countOf(word.target);
      count.cases += 1;
      count.slowest = Math.max(count.slowest, word.milliseconds);
      count.growth = Math.max(count.growth, word.growth);
    }
  });
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      clearTimeout(watchdog);
      if (code !== 0 && signal !== 'SIGKILL')
        tell(at?.target ?? 'start', at?.seed ?? seed, `the process broke (${signal ?? code})\n${words}`);
      // Behind the case that broke it, in every row.
      resolve(seed + 1_000_003);
    });
  });
}

console.log(`seed ${firstSeed}, ${seconds} s`);
const end = performance.now() + seconds * 1_000;
let seed = firstSeed;
for (let number = 1; number <= MOST_PROCESSES; number += 1) {
  const left = (end - performance.now()) / 1_000;
  if (left < 1 && number > 1) break;
  seed = await attack(number, seed, left);
  if (values.once) break;
}
rmSync(root, { recursive: true, force: true });

console.log(
  `\n${'target'.padEnd(22)}${'cases'.padStart(9)}${'slowest ms'.padStart(12)}${'growth MB'.padStart(11)}${'faults'.padStart(8)}`,
);
for (const [target, { cases, slowest, growth, faults: wrong }] of counts)
  console.log(
    `${target.padEnd(22)}${String(cases).padStart(9)}${String(Math.round(slowest)).padStart(12)}${String(Math.max(0, Math.round(growth / 1e6))).padStart(11)}${String(wrong).padStart(8)}`,
  );
const sum = (of: 'cases' | 'faults') => [...counts.values()].reduce((all, each) => all + each[of], 0);
console.log(`\nlimits: ${LONGEST_CASE} ms a case, ${MOST_GROWTH / 1e6} MB of growth`);
console.log(`cases ${sum('cases')}, faults ${sum('faults')}`);
process.exitCode = sum('faults') === 0 && sum('cases') > 0 ? 0 : 1;

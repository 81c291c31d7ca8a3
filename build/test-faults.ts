import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CAN_MOUNT } from '../e2e/testing/small-disk.ts';
import { breakOff } from './faults/campaign.ts';
import { OPERATION_IDS, type OperationId } from './faults/operations.ts';
import type { Outcome } from './faults/outcome.ts';
import { compileShortWrites } from './faults/short-writes.ts';
import { endings, faultTable, isLost, verdict } from './faults/table.ts';

/**
 * `npm run test:faults`: the real store, backup, export, USB copy, mail and intake, broken off at every call that
 * writes; afterwards another process looks whether anything is lost. Linux with strace.
 *
 *   --operation <id>   only this one; may be given several times
 *   --most <n>         calls of each kind for each fault (default 6)
 *   --starts <n>       starts of the program at most for each operation, evenly chosen (default 120, of slow ones 40)
 *   --jobs <n>         programs at once (default one for each processor)
 *   --notes <file>     appends each outcome there, so that a long run may be done in pieces
 *   --sum <file>       only prints the table of such notes
 */
const { values } = parseArgs({
  options: {
    operation: { type: 'string', multiple: true },
    most: { type: 'string', default: '6' },
    starts: { type: 'string' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    notes: { type: 'string' },
    sum: { type: 'string' },
  },
});

/** A start of these takes seconds. */
const SLOW: ReadonlySet<OperationId> = new Set<OperationId>(['parcel', 'export']);

async function conclude(outcomes: readonly Outcome[]): Promise<void> {
  for (const each of outcomes.filter(isLost))
    console.log(
      `\n${each.operation}, ${each.fault} at ${each.place}: ${each.problems.join('; ')}\n  ${each.kept}`,
    );
  for (const each of outcomes.filter(({ said }) => said !== ''))
    console.log(`\n${each.operation}, ${each.fault} at ${each.place}, ended ${each.end}: ${each.said}`);
  console.log(`\n${await faultTable(outcomes)}\n\n${endings(outcomes)}\n\n${verdict(outcomes)}`);
  process.exitCode = outcomes.length > 0 && !outcomes.some(isLost) ? 0 : 1;
}

function readNotes(file: string): Outcome[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Outcome => JSON.parse(line));
}

async function run(): Promise<Outcome[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'dossier-faults-tools-'));
  process.env.NODE_COMPILE_CACHE ??= path.join(folder, 'compiled');
  try {
    const shortWrites = compileShortWrites(folder);
    if (shortWrites === undefined) console.log('没有 C 编译器：不做“写入不足”一项。');
    if (!CAN_MOUNT) console.log('不是 root：不做“磁盘写满”一项。');
    const all: Outcome[] = [];
    for (const operation of OPERATION_IDS.filter((id) => values.operation?.includes(id) ?? true)) {
      const began = performance.now();
      const [most, jobs] = [Number(values.most), Number(values.jobs)];
      const starts = Number(values.starts ?? (SLOW.has(operation) ? 40 : 120));
      const outcomes = await breakOff({ operation, most, starts, extra: most, shortWrites, jobs });
      const seconds = Math.round((performance.now() - began) / 1_000);
      console.log(`${operation}: ${verdict(outcomes)} (${seconds} s)`);
      all.push(...outcomes);
      for (const each of outcomes)
        if (values.notes !== undefined) appendFileSync(values.notes, `${JSON.stringify(each)}\n`);
    }
    return all;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (values.sum !== undefined) await conclude(readNotes(values.sum));
else if (spawnSync('strace', ['-V']).status !== 0) {
  console.error('没有 strace：apt-get install strace');
  process.exitCode = 1;
} else await conclude(await run());

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { breakOff } from './campaign.ts';
import type { OperationId } from './operations.ts';
import type { Outcome } from './outcome.ts';
import { compileShortWrites } from './short-writes.ts';
import { isLost, verdict } from './table.ts';

/** The short form of `npm run test:faults`: a few faults of each kind, at what holds the most. */
const hasStrace = spawnSync('strace', ['-V'], { stdio: 'ignore' }).status === 0;
const folder = mkdtempSync(path.join(tmpdir(), 'dossier-faults-test-'));
beforeAll(() => {
  process.env.NODE_COMPILE_CACHE ??= path.join(folder, 'compiled');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SHORT: readonly OperationId[] = ['save', 'evidence', 'restore', 'medium'];

test.runIf(hasStrace)(
  'broken off at calls that write, nothing is lost and nothing half-done looks done',
  async () => {
    const outcomes: Outcome[] = [];
    const shortWrites = compileShortWrites(folder);
    if (shortWrites === undefined) console.log('没有 C 编译器：不做“写入不足”一项。');
    for (const operation of SHORT)
      outcomes.push(...(await breakOff({ operation, most: 6, starts: 4, extra: 1, shortWrites, jobs: 1 })));
    console.log(verdict(outcomes));
    expect(outcomes.filter(isLost)).toEqual([]);
    // What is refused is refused in words; a fault of ours in handling one would show here.
    expect(outcomes.filter(({ end }) => end === 'untold')).toEqual([]);
    expect(outcomes.length).toBeGreaterThan(SHORT.length * 4);
  },
);

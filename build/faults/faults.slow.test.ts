import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { breakOff } from './campaign.ts';
import type { OperationId } from './operations.ts';
import type { Outcome } from './outcome.ts';
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
    for (const operation of SHORT)
      outcomes.push(...(await breakOff({ operation, most: 3, starts: 10, extra: 2, jobs: 1 })));
    console.log(verdict(outcomes));
    expect(outcomes.filter(isLost)).toEqual([]);
    // What is refused is refused in words; a fault of ours in handling one would show here.
    expect(outcomes.filter(({ end }) => end === 'untold')).toEqual([]);
    expect(outcomes.length).toBeGreaterThan(SHORT.length * 10);
  },
);

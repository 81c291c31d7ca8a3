import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';

/** The short form of `npm run fuzz`: always the same cases, so that a red run is a change's own doing. */
const SECONDS = 8;

test('hostile files, messages and arguments break nothing, keep nobody waiting and are answered in words', () => {
  const ran = spawnSync(
    process.execPath,
    [path.join(import.meta.dirname, '../fuzz.ts'), '--seconds', String(SECONDS), '--seed', '2025'],
    { encoding: 'utf8' },
  );
  expect(ran.stdout + ran.stderr).toMatch(/cases [1-9]\d{2,}, faults 0\n$/);
  expect(ran.status).toBe(0);
});

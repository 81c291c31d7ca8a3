import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HostUtilityProcess } from '../../e2e/host/utility-process.ts';
import { Lane, type Ordered } from './lane.ts';
import { WorkProcess } from './work-process.ts';

const WORKER = path.join(import.meta.dirname, 'worker.ts');
let folder = '';
let lane: Lane | undefined;
let broken = 0;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dossier-lane-'));
  broken = 0;
});
afterEach(async () => {
  await lane?.end();
  rmSync(folder, { recursive: true, force: true });
});

function laneOf(mostSilent: number): Lane {
  lane = new Lane({
    start: () => new WorkProcess(HostUtilityProcess, WORKER, 'test', false),
    broke: async () => {
      broken += 1;
    },
    idle: 60_000,
    mostSilent,
  });
  return lane;
}

function inspection(): Ordered {
  const place = path.join(folder, 'a.txt');
  writeFileSync(place, 'text');
  const input = { files: [{ path: 'evidence/a.txt', place }] };
  return {
    name: 'inspectFiles',
    input,
    progress: () => {},
    signal: new AbortController().signal,
    places: [],
  };
}

test('a job that says nothing for too long is ended, and the next one runs in another process', async () => {
  // No process starts within a millisecond.
  const silent = laneOf(1);
  await expect(silent.run(inspection())).rejects.toMatchObject({ code: 'workStopped' });
  expect(broken).toBe(1);
  expect(await laneOf(60_000).run(inspection())).toHaveLength(1);
});

test('a job that is ordered while the idle process ends runs in another one', async () => {
  const idle = laneOf(60_000);
  await idle.run(inspection());
  const ending = idle.end();
  expect(await idle.run(inspection())).toHaveLength(1);
  await ending;
  expect(broken).toBe(0);
  // The other one is not forgotten: it is ended with the lane.
  expect(await idle.run(inspection())).toHaveLength(1);
});

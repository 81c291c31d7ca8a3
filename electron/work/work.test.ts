import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HostUtilityProcess } from '../../e2e/host/utility-process.ts';
import { Work } from './work.ts';
import type { ForkedProcess } from './work-process.ts';

let root = '';
let work: Work;
let started: ForkedProcess[] = [];
const logged: string[] = [];

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'dossier-work-'));
  started = [];
  logged.length = 0;
  const fork: typeof HostUtilityProcess.fork = (...given) => {
    const process = HostUtilityProcess.fork(...given);
    started.push(process);
    return process;
  };
  work = new Work({ fork }, (_level, what, error) => logged.push(`${what} ${String(error)}`));
});
afterEach(async () => {
  await work.end();
  rmSync(root, { recursive: true, force: true });
});

function files(count: number): { path: string; place: string }[] {
  return Array.from({ length: count }, (_each, number) => {
    const place = path.join(root, `${number}.txt`);
    writeFileSync(place, `text ${number}`);
    return { path: `evidence/${number}.txt`, place };
  });
}
const last = () => {
  const found = started.at(-1);
  if (found === undefined) throw new Error('no process was started');
  return found;
};
test('a job runs in a process of its own, tells how far it is, and gives its result', async () => {
  const told: number[] = [];
  const facts = await work.runJob(
    'inspectFiles',
    { files: files(3) },
    { onProgress: ({ done, total }) => told.push(done / total) },
  );
  expect(facts.map(({ kind, bytes }) => [kind, bytes])).toEqual(Array(3).fill(['text', 6]));
  expect(told).toEqual([1 / 3, 2 / 3, 1]);
  expect(started).toHaveLength(1);
  expect(last().pid).not.toBe(process.pid);
  await work.runJob('inspectFiles', { files: files(1) });
  expect(started).toHaveLength(1);
});

test('an error comes back as it was thrown, with code, data and Chinese, and the process goes on', async () => {
  const loop = path.join(root, 'locked');
  mkdirSync(loop);
  const inside = path.join(loop, 'x'.repeat(300));
  await expect(
    work.runJob('inspectFiles', { files: [{ path: 'evidence/a', place: inside }] }),
  ).rejects.toMatchObject({ name: 'DossierError', code: 'deviceFailed', data: { path: inside } });
  expect(await work.runJob('inspectFiles', { files: files(1) })).toHaveLength(1);
  expect(started).toHaveLength(1);
});

test('a job that is cancelled ends as cancelled, one that still waits never starts', async () => {
  const stop = new AbortController();
  const first = work.runJob(
    'inspectFiles',
    { files: files(2_000) },
    { signal: stop.signal, onProgress: () => stop.abort() },
  );
  const second = work.runJob('inspectFiles', { files: files(1) }, { signal: stop.signal });
  const cancelled = { status: 'rejected', reason: expect.objectContaining({ code: 'cancelled' }) };
  expect(await Promise.allSettled([first, second])).toEqual([cancelled, cancelled]);
  expect(await work.runJob('inspectFiles', { files: files(1) })).toHaveLength(1);
  expect(started).toHaveLength(1);
});

test('a process that dies is told in plain words, and the next job has another', async () => {
  await expect(
    work.runJob(
      'inspectFiles',
      { files: files(2_000) },
      { onProgress: ({ done }) => done === 1 && last().kill() },
    ),
  ).rejects.toMatchObject({ code: 'workStopped', message: expect.stringContaining('草稿没有受影响') });
  expect(logged.join()).toContain('inspectFiles broke off');
  expect(await work.runJob('inspectFiles', { files: files(1) })).toHaveLength(1);
  expect(started).toHaveLength(2);
});

test('at the end everything is cancelled and every process is gone', async () => {
  const running = work.runJob('inspectFiles', { files: files(2_000) }, { onProgress: () => void work.end() });
  await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  await work.end();
  expect(work.isBusy).toBe(false);
  expect(last().pid).toBeUndefined();
  await expect(work.runJob('inspectFiles', { files: [] })).rejects.toMatchObject({ code: 'cancelled' });
});

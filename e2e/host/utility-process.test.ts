import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HostUtilityProcess } from './utility-process.ts';

let folder = '';
const started: HostUtilityProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dossier-utility-'));
});
afterEach(async () => {
  for (const process of started.splice(0)) {
    if (process.pid === undefined) continue;
    const gone = once(process, 'exit');
    process.kill();
    await gone;
  }
  rmSync(folder, { recursive: true, force: true });
});

function script(text: string): string {
  const file = path.join(folder, `${started.length}.mjs`);
  writeFileSync(file, text);
  return file;
}
function start(text: string, ...parameters: string[]): HostUtilityProcess {
  const process = HostUtilityProcess.fork(script(text), parameters, { stdio: 'inherit' });
  started.push(process);
  return process;
}
async function answers(process: HostUtilityProcess, count: number): Promise<unknown[]> {
  const said: unknown[] = [];
  const { promise, resolve } = Promise.withResolvers<unknown[]>();
  process.on('message', (message) => {
    if (said.push(message) === count) resolve(said);
  });
  return promise;
}

const ECHO = "process.parentPort.on('message', ({ data }) => process.parentPort.postMessage(data));";

test('messages arrive in order, as structured clone carries them, also those sent before the script listens', async () => {
  const late = 'await new Promise(setImmediate);';
  const process = start(`${late}${ECHO}`);
  expect(process.pid).toBeUndefined();
  const given = [
    { bytes: new Uint8Array([1, 2]), map: new Map([['甲', 1n]]) },
    undefined,
    [null, new Date(0)],
    4,
  ];
  for (const each of given) process.postMessage(each);
  expect(await answers(process, given.length)).toEqual(given);
  expect(process.pid).toBeGreaterThan(0);
});

test('what cannot be cloned is refused on both sides', async () => {
  const process = start(`
    process.parentPort.on('message', () => {
      try { process.parentPort.postMessage(() => {}); }
      catch (error) { process.parentPort.postMessage(error.name); }
    });`);
  expect(() => process.postMessage({ run: () => {} })).toThrow(/could not be cloned/);
  expect(() => process.postMessage(1, [new ArrayBuffer(1)])).toThrow(/not in the host/);
  process.postMessage(1);
  expect(await answers(process, 1)).toEqual(['DataCloneError']);
});

test('the script has its words and the port, and neither electron nor a way around the port', async () => {
  const process = start(
    `process.parentPort.postMessage({
      words: process.argv.slice(2),
      send: typeof process.send,
      electron: await import('electron').then(() => 'there', (error) => error.message),
    });`,
    '--thrifty',
  );
  expect(await answers(process, 1)).toEqual([
    { words: ['--thrifty'], send: 'undefined', electron: expect.stringContaining('not in the slice') },
  ]);
});

test('it may start threads, which have a port of their own', async () => {
  const thread = "require('node:worker_threads').parentPort.postMessage(typeof process.parentPort)";
  const process = start(`
    const { Worker } = await import('node:worker_threads');
    const thread = new Worker(${JSON.stringify(thread)}, { eval: true });
    thread.on('message', (said) => process.parentPort.postMessage(said));`);
  expect(await answers(process, 1)).toEqual(['undefined']);
});

test('what would be believed to be in force is refused: options and streams that are unknown', () => {
  const file = script('');
  expect(() => HostUtilityProcess.fork(file, [], { cwd: folder })).toThrow(/option cwd is not in the host/);
  expect(() => HostUtilityProcess.fork(file, [], { stdio: ['pipe', 'pipe', 'pipe'] })).toThrow(/stdin/);
  expect(() => HostUtilityProcess.fork(file, [], { stdio: 'overlapped' })).toThrow(/stdout/);
});

test('it ends with the program that started it, whatever it does', async () => {
  const working = script('setInterval(() => {}, 1000); process.parentPort.postMessage(process.pid);');
  const url = new URL('./utility-process.ts', import.meta.url).href;
  const main = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    `const { HostUtilityProcess } = await import(${JSON.stringify(url)});
     HostUtilityProcess.fork(${JSON.stringify(working)}).on('message', (pid) => console.log(pid));`,
  ]);
  const [printed] = await once(main.stdout, 'data');
  const child = Number(String(printed));
  expect(child).toBeGreaterThan(0);
  main.kill('SIGKILL');
  const isRunning = () => {
    try {
      return process.kill(child, 0);
    } catch {
      return false;
    }
  };
  await expect.poll(isRunning, { timeout: 20_000 }).toBe(false);
});

import { expect, test } from 'vitest';
import { DrawQueue } from './draw-queue.ts';

/** A work that goes on until it is let go. */
function held(log: string[], name: string) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const work = async () => {
    log.push(name);
    await promise;
  };
  return { work, end: resolve };
}

const forever = () => new AbortController().signal;

test('few run at once, and who came last goes first', async () => {
  const log: string[] = [];
  const queue = new DrawQueue(1);
  const [a, b, c] = ['a', 'b', 'c'].map((name) => held(log, name));
  const all = [a, b, c].map((each) => queue.run(forever(), each?.work ?? (async () => {})));
  await Promise.resolve();
  expect(log).toEqual(['a']);
  expect(queue.isIdle).toBe(false);
  for (const each of [a, b, c]) each?.end();
  await Promise.all(all);
  expect(queue.isIdle).toBe(true);
  expect(log).toEqual(['a', 'c', 'b']);
});

test('what is given up before its turn never starts, and its place goes to the next', async () => {
  const log: string[] = [];
  const queue = new DrawQueue(1);
  const first = held(log, 'first');
  const running = queue.run(forever(), first.work);
  const left = new AbortController();
  const given = queue.run(left.signal, held(log, 'given up').work);
  const last = held(log, 'last');
  const waiting = queue.run(forever(), last.work);
  left.abort();
  await expect(given).rejects.toThrow('abort');
  first.end();
  last.end();
  await Promise.all([running, waiting]);
  expect(log).toEqual(['first', 'last']);
});

test('a work that fails makes room', async () => {
  const queue = new DrawQueue(1);
  await expect(queue.run(forever(), () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(queue.run(forever(), async () => 1)).resolves.toBe(1);
});

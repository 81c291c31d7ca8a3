import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { endAtQuit, type Quitting } from './end-at-quit.ts';

class Program extends EventEmitter implements Quitting {
  ended = false;
  quit(): void {
    let prevented = false;
    this.emit('will-quit', { preventDefault: () => (prevented = true) });
    this.ended = !prevented;
  }
}

test.each([
  ['in order', () => Promise.resolve()],
  ['with a fault', () => Promise.reject(new Error('disk'))],
])(
  'the program goes when everything has ended %s, and a second wish does not hurry it',
  async (_how, settle) => {
    const app = new Program();
    const { promise, resolve } = Promise.withResolvers<void>();
    const problems: string[] = [];
    let ends = 0;
    endAtQuit(
      app,
      (_level, what) => problems.push(what),
      async () => {
        ends += 1;
        await promise;
        await settle();
      },
    );
    app.quit();
    app.quit();
    expect(app.ended).toBe(false);
    resolve();
    await expect.poll(() => app.ended).toBe(true);
    expect(ends).toBe(1);
    expect(problems).toEqual(_how === 'in order' ? [] : ['ending']);
  },
);

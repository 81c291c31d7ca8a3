import { rmSync } from 'node:fs';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { RunningApp } from '../running-app.ts';
import { makeMiniProgram, OPEN_WINDOW } from './testing/mini-program.ts';

/** A small program's page: what its preload script and its own scripts have, and what crosses between them. */

const MAIN = `
import { EventEmitter } from 'node:events';
const stories = new EventEmitter();
function answer(pathname, request) {
  const headers = { 'Content-Type': 'text/html', 'Content-Security-Policy': "default-src 'none'; script-src 'self'; frame-src 'self'", 'X-Of-The-Handler': pathname };
  if (pathname === '/teapot') return new Response('short and stout', { status: 418, headers });
  if (pathname === '/script.js') return new Response(readFileSync(path.join(here, '../renderer/script.js')), { headers: { 'Content-Type': 'text/javascript' } });
  return new Response(readFileSync(path.join(here, '../renderer/index.html')), { headers });
}
class Draft { name = 'a'; }
const answers = {
  echo: (...given) => given,
  sender: async () => undefined,
  fail: () => { throw Object.assign(new TypeError('only this is told'), { code: 'SECRET', detail: { path: '/home/li' } }); },
  throwText: () => { throw 'a word'; },
  map: () => new Map([[1, 2]]),
  instance: () => new Draft(),
  buffer: () => Buffer.from('a'),
  function: () => () => 1,
  nothing: () => undefined,
  late: () => new Promise((resolve) => setTimeout(resolve, 50, 'late')),
};
for (const [name, give] of Object.entries(answers)) ipcMain.handle(name, (event, ...given) => give(...given));
ipcMain.removeHandler('sender');
ipcMain.handle('sender', (event) => ({ origin: event.senderFrame.origin, url: event.senderFrame.url, parent: event.senderFrame.parent }));
ipcMain.handle('tell', (event, value) => { window.webContents.send('told', value); });
ipcMain.handle('load', (event, url) => window.loadURL(url).then(() => 'loaded', (error) => String(error)));
${OPEN_WINDOW}
const refuse = (event) => event.preventDefault();
for (const kind of ['will-navigate', 'will-frame-navigate']) window.webContents.on(kind, refuse);
window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
await window.loadURL('app://mini/index.html');
`;
const PRELOAD = `
const { contextBridge, ipcRenderer } = require('electron');
const tryIt = (action) => { try { return typeof action(); } catch (error) { return error.message; } };
const found = {
  required: Object.fromEntries(['fs', 'node:fs', 'path', 'child_process', 'module', 'electron/main', 'playwright-core', './main.js', 'node:electron'].map((name) => [name, tryIt(() => require(name))])),
  globals: ['process', 'Buffer', 'global', '__dirname', '__filename', 'setImmediate', 'importScripts'].filter((name) => name in globalThis),
  members: { shell: tryIt(() => require('electron').shell), webFrame: tryIt(() => require('electron').webFrame), sendSync: tryIt(() => ipcRenderer.sendSync), send: tryIt(() => ipcRenderer.send), postMessage: tryIt(() => ipcRenderer.postMessage), isolated: tryIt(() => contextBridge.exposeInIsolatedWorld) },
  binding: typeof globalThis.dossierHostBinding,
};
let kept = 0;
contextBridge.exposeInMainWorld('mini', {
  found: () => found,
  call: (name, ...given) => ipcRenderer.invoke(name, ...given),
  onTold: (listener) => {
    const receive = (event, value) => listener(value, Object.keys(event).length);
    ipcRenderer.on('told', receive);
    return () => { ipcRenderer.removeListener('told', receive); };
  },
  fail: () => { throw Object.assign(new RangeError('of the preload script'), { code: 'SECRET' }); },
  count: () => ++kept,
  value: { list: [1, { deep: true }], bytes: new Uint8Array([1, 2]) },
});
`;

interface Mini {
  found(): unknown;
  call(name: string, ...given: unknown[]): Promise<unknown>;
  onTold(listener: (value: unknown, keys: number) => void): () => void;
  fail(): void;
  count(): number;
  value: { list: unknown[]; bytes: Uint8Array };
}
declare global {
  interface Window {
    readonly mini: Mini;
  }
}

let folder: string;
let app: RunningApp;
beforeAll(async () => {
  folder = makeMiniProgram({
    main: MAIN,
    preload: PRELOAD,
    page: '<!doctype html><title>mini</title><div id="root"><p>here</p></div><script src="/script.js"></script>',
    script: 'window.scriptRan = true;',
  });
  app = await RunningApp.start({ program: folder });
});
afterAll(async () => {
  await app?.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => app.complaints.splice(0));

test('the preload script has electron, and of it nothing but what a sandboxed one may use of the slice', async () => {
  const found = await app.page.evaluate(() => window.mini.found());
  expect(found).toEqual({
    required: Object.fromEntries(
      [
        'fs',
        'node:fs',
        'path',
        'child_process',
        'module',
        'electron/main',
        'playwright-core',
        './main.js',
        'node:electron',
      ].map((name) => [name, `module not found: ${name}`]),
    ),
    globals: [],
    members: {
      shell: expect.stringContaining('electron.shell is not in the host'),
      webFrame: expect.stringContaining('electron.webFrame is not in the host'),
      sendSync: expect.stringContaining('ipcRenderer.sendSync is not in the host'),
      send: expect.stringContaining('ipcRenderer.send is not in the host'),
      postMessage: expect.stringContaining('ipcRenderer.postMessage is not in the host'),
      isolated: expect.stringContaining('contextBridge.exposeInIsolatedWorld is not in the host'),
    },
    binding: 'function',
  });
});

/** Names of the host or the bridge that a frame's own scripts can see. */
const hostNames = (frame: Frame) =>
  frame.evaluate(() =>
    Object.getOwnPropertyNames(window).filter((name) =>
      /dossier|^mini$|hostbinding|deliverFrom|playwright/i.test(name),
    ),
  );

test('the page sees what was exposed and nothing of what carries it; frames see neither', async () => {
  expect(await hostNames(app.page.mainFrame())).toEqual(['mini']);
  await app.page.evaluate(async () => {
    for (const src of ['', '/index.html']) {
      const frame = document.createElement('iframe');
      if (src !== '') frame.src = src;
      document.body.append(frame);
    }
  });
  const frames = app.page.frames().filter((frame) => frame !== app.page.mainFrame());
  expect(frames).toHaveLength(2);
  for (const frame of frames) expect(await hostNames(frame)).toEqual([]);
  await app.page.evaluate(() => document.querySelectorAll('iframe').forEach((frame) => frame.remove()));
});

test('what is exposed cannot be changed, and keeps its own state', async () => {
  const found = await app.page.evaluate(() => {
    const before = window.mini.count();
    const tries = [
      () => Object.assign(window.mini, { call: () => 'mine' }),
      () => Object.assign(window, { mini: {} }),
      () => Object.defineProperty(window, 'mini', { value: {} }),
      () => window.mini.value.list.push(2),
    ];
    const thrown = tries.map((each) => {
      try {
        each();
        return 'done';
      } catch (error) {
        return (error as Error).name;
      }
    });
    return { thrown, after: window.mini.count() - before, list: window.mini.value.list };
  });
  expect(found).toEqual({ thrown: Array(4).fill('TypeError'), after: 1, list: [1, { deep: true }] });
});

test('a page that tampers with its own globals gets no further than before', async () => {
  const other = await RunningApp.start({ program: folder });
  try {
    const stolen = await other.page.evaluate(async () => {
      const seen: string[] = [];
      const detail = Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail');
      Object.defineProperty(CustomEvent.prototype, 'detail', {
        get() {
          seen.push((this as Event).type);
          return detail?.get?.call(this);
        },
      });
      await window.mini.call('echo', 1);
      const [secret = 'none'] = seen;
      // Knowing the name of their events, it can call what it may call anyway, and nothing else.
      const replies: string[] = [];
      document.addEventListener(secret, (event) => replies.push(String((event as CustomEvent).detail)));
      for (const name of ['dossierHostBinding', 'constructor', 'require', '999'])
        document.dispatchEvent(
          new CustomEvent(secret, {
            detail: JSON.stringify({ to: 'preload', kind: 'call', id: 5_000, name, text: '["l",[]]' }),
          }),
        );
      return replies.filter((reply) => reply.includes('"to":"page"')).map((reply) => JSON.parse(reply).text);
    });
    expect(new Set(stolen)).toEqual(new Set(['["u"]']));
  } finally {
    await other.stop();
  }
});

test('values cross as they are, both ways', async () => {
  const echoed = await app.page.evaluate(async () => {
    const sent = [
      undefined,
      null,
      -0,
      Number.NaN,
      '汉',
      new Date(5),
      new Uint8Array([1, 255]),
      { a: [{ b: undefined }] },
    ];
    const [got] = (await window.mini.call('echo', sent)) as unknown[][];
    const bytes = got?.[6];
    return {
      kinds: got?.map((each) => Object.prototype.toString.call(each)),
      minusZero: Object.is(got?.[2], -0),
      nan: Number.isNaN(got?.[3]),
      date: got?.[5] instanceof Date ? got[5].getTime() : 'no date',
      bytes: bytes instanceof Uint8Array ? [...bytes] : 'no bytes',
      json: JSON.stringify(got?.[7], (_key, value) => (value === undefined ? 'undefined' : value)),
    };
  });
  expect(echoed).toEqual({
    kinds: ['Undefined', 'Null', 'Number', 'Number', 'String', 'Date', 'Uint8Array', 'Object'].map(
      (kind) => `[object ${kind}]`,
    ),
    minusZero: true,
    nan: true,
    date: 5,
    bytes: [1, 255],
    json: '{"a":[{"b":"undefined"}]}',
  });
});

test('what cannot cross is refused in the page, in the preload script and in the program', async () => {
  const said = await app.page.evaluate(async () => {
    const outcome = async (action: () => unknown) => {
      try {
        return await action();
      } catch (error) {
        return (error as Error).message;
      }
    };
    const { call } = window.mini;
    return {
      toMap: await outcome(() => call('echo', new Map())),
      toBuffer: await outcome(() => call('echo', new ArrayBuffer(4))),
      toFloat: await outcome(() => call('echo', new Float64Array(1))),
      // A function reaches the preload script, which may listen with it, and stops there.
      toFunction: await outcome(() => call('echo', () => 1)),
      toElement: await outcome(() => call('echo', document.body)),
      fromMap: await outcome(() => call('map')),
      fromInstance: await outcome(() => call('instance')),
      fromBuffer: await outcome(() => call('buffer')),
      fromFunction: await outcome(() => call('function')),
    };
  });
  for (const [what, outcome] of Object.entries(said)) expect(outcome, what).toMatch(/could not be cloned/);
});

test('of an error only its message is left, wherever it comes from', async () => {
  const errors = await app.page.evaluate(async () => {
    const told = async (action: () => unknown) => {
      try {
        await action();
        return 'no error';
      } catch (error) {
        const { name, message, stack = '' } = error as Error;
        return {
          name,
          message,
          keys: Object.keys(error as Error),
          names: /SECRET|home|main\\.js/.test(stack),
        };
      }
    };
    return {
      program: await told(() => window.mini.call('fail')),
      text: await told(() => window.mini.call('throwText')),
      unknown: await told(() => window.mini.call('not-there')),
      preload: await told(() => window.mini.fail()),
    };
  });
  const plain = { name: 'Error', keys: [], names: false };
  expect(errors).toEqual({
    program: { ...plain, message: "Error invoking remote method 'fail': TypeError: only this is told" },
    text: { ...plain, message: "Error invoking remote method 'throwText': a word" },
    unknown: {
      ...plain,
      message: "Error invoking remote method 'not-there': Error: No handler registered for 'not-there'",
    },
    preload: { ...plain, message: 'of the preload script' },
  });
});

test('the program is told who calls, by its own name for the origin', async () => {
  expect(await app.page.evaluate(() => window.mini.call('sender'))).toEqual({
    origin: 'app://mini',
    url: 'app://mini/',
    parent: null,
  });
});

test('events reach their listeners until these are taken off, without what Electron would hand along', async () => {
  const heard = await app.page.evaluate(async () => {
    const got: unknown[] = [];
    const stop = window.mini.onTold((value, keys) => got.push([value, keys]));
    await window.mini.call('tell', 'one');
    await window.mini.call('late');
    stop();
    await window.mini.call('tell', 'two');
    await window.mini.call('late');
    return got;
  });
  expect(heard).toEqual([['one', 0]]);
});

test('the page gets the answers of the handler, their status and their headers', async () => {
  const found = await app.page.evaluate(async () => {
    const connect = await fetch('/teapot').then(
      () => 'fetched',
      () => 'refused by the policy',
    );
    return { connect, ran: Reflect.get(window, 'scriptRan') };
  });
  // The policy that the handler sent is in force: no connect-src.
  expect(found).toEqual({ connect: 'refused by the policy', ran: true });
  const [response] = await Promise.all([
    app.page.waitForResponse('**/index.html'),
    // The page that calls is the one that goes: its call has no answer.
    app.page.evaluate(() => void window.mini.call('load', 'app://mini/index.html')),
  ]);
  expect(response.status()).toBe(200);
  expect(await response.allHeaders()).toMatchObject({
    'content-security-policy': "default-src 'none'; script-src 'self'; frame-src 'self'",
    'x-of-the-handler': '/index.html',
  });
  await app.page.waitForFunction(() => Reflect.get(window, 'scriptRan') === true);
});

test('the program cannot show a page of the web or of the disk', async () => {
  const outcome = (url: string) => app.page.evaluate((wanted) => window.mini.call('load', wanted), url);
  expect(await outcome('https://example.com/')).toContain('loading https: is not in the host');
  expect(await outcome('file:///etc/passwd')).toContain('loading file: is not in the host');
  expect(await app.page.evaluate(() => window.mini.call('echo', 'still here'))).toEqual(['still here']);
});

test("the browser's own keys do nothing, and its menu stays where there is text", async () => {
  const found = await app.page.evaluate(() => {
    const press = (key: string, more: KeyboardEventInit) =>
      !document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }),
      );
    const ask = (element: Element) =>
      !element.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
    const box = document.createElement('textarea');
    document.body.append(box);
    const menus = [ask(document.body), ask(box)];
    getSelection()?.selectAllChildren(document.body);
    menus.push(ask(document.body));
    getSelection()?.removeAllRanges();
    box.remove();
    const control = { ctrlKey: true, metaKey: true };
    return {
      kept: [
        press('r', control),
        press('F5', {}),
        press('I', { ...control, shiftKey: true }),
        press('w', control),
      ],
      left: [
        press('r', {}),
        press('c', control),
        press('v', control),
        press('z', { ...control, shiftKey: true }),
      ],
      menus,
    };
  });
  expect(found).toEqual({
    kept: [true, true, true, true],
    left: [false, false, false, false],
    menus: [true, false, false],
  });
});

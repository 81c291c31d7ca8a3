import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { lockContents, lockEveryContents, lockSession } from './lock-down.ts';

type SessionToLock = Parameters<typeof lockSession>[0];
type ContentsToLock = Parameters<typeof lockContents>[0];

/** The part of a session that is locked, as Electron hands it out: what was set is asked for by the test. */
function session() {
  const handlers: Record<string, (...given: never[]) => unknown> = {};
  const set = (name: string) => (handler: (...given: never[]) => unknown) => {
    handlers[name] = handler;
  };
  const locked = {
    setPermissionRequestHandler: set('request'),
    setPermissionCheckHandler: set('check'),
    setDevicePermissionHandler: set('device'),
    webRequest: { onBeforeRequest: set('network') },
  };
  // Only what is called; Electron's class cannot be made outside Electron.
  return { locked: locked as unknown as SessionToLock, handlers };
}

function contents() {
  const emitter = new EventEmitter();
  let openHandler: (() => unknown) | undefined;
  const locked = Object.assign(emitter, {
    setWindowOpenHandler: (handler: () => unknown) => {
      openHandler = handler;
    },
  });
  return {
    // As above.
    locked: locked as unknown as ContentsToLock,
    open: () => openHandler?.(),
    happens(kind: string, more: object = {}): boolean {
      let prevented = false;
      emitter.emit(kind, { preventDefault: () => (prevented = true), ...more });
      return prevented;
    },
  };
}

test.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'fullscreen', 'anything new'])(
  'the permission %s is refused, asked or looked up',
  (permission) => {
    const refused: string[] = [];
    const { locked, handlers } = session();
    lockSession(locked, (what) => refused.push(what));
    const answers: boolean[] = [];
    handlers.request?.(...([null, permission, (given: boolean) => answers.push(given)] as never[]));
    expect(answers).toEqual([false]);
    expect(handlers.check?.()).toBe(false);
    expect(handlers.device?.()).toBe(false);
    expect(refused).toEqual([`permission ${permission}`]);
  },
);

test.each([
  ['app://dossier/index.html', false],
  ['data:image/png;base64,AA', false],
  ['blob:app://dossier/1', false],
  ['app://other/x', true],
  ['https://example.com/', true],
  ['http://127.0.0.1/', true],
  ['ws://example.com/', true],
  ['ftp://example.com/', true],
  ['file:///etc/passwd', true],
  ['devtools://devtools/x', true],
])('a request for %s is cancelled: %s', (url, cancel) => {
  const refused: string[] = [];
  const { locked, handlers } = session();
  lockSession(locked, (what) => refused.push(what));
  const answers: unknown[] = [];
  handlers.network?.(...([{ url }, (given: unknown) => answers.push(given)] as never[]));
  expect(answers).toEqual([{ cancel }]);
  // The log is told that it happened, not whereto.
  expect(refused).toEqual(cancel ? ['network request'] : []);
});

test.each(['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview'])(
  '%s is stopped',
  (kind) => {
    const refused: string[] = [];
    const page = contents();
    lockContents(page.locked, (what) => refused.push(what));
    expect(page.happens(kind)).toBe(true);
    expect(refused).toHaveLength(1);
  },
);

test('a frame may show what its page is allowed to, the page itself goes nowhere', () => {
  const page = contents();
  lockContents(
    page.locked,
    () => undefined,
    (address) => address === 'app://print/a',
  );
  const frame = (url: string) => page.happens('will-frame-navigate', { url, isMainFrame: false });
  expect(frame('app://print/a')).toBe(false);
  expect(frame('app://print/b')).toBe(true);
  expect(page.happens('will-navigate', { url: 'app://print/a', isMainFrame: true })).toBe(true);
});

test('no window opens, whoever asks', () => {
  const page = contents();
  lockContents(page.locked, () => undefined);
  expect(page.open()).toEqual({ action: 'deny' });
});

test('every page that comes to be is locked, not only ours', () => {
  const app = new EventEmitter();
  // As above.
  lockEveryContents(app as unknown as Parameters<typeof lockEveryContents>[0], () => undefined);
  const page = contents();
  app.emit('web-contents-created', {}, page.locked);
  expect(page.happens('will-navigate')).toBe(true);
});

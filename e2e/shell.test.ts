import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ensureBuilt } from '../build/ensure-built.ts';
import { CALL_NAMES, EVENT_NAMES, listenerName } from '../shared/contract-names.ts';
import { RunningApp, startProgram } from './running-app.ts';

const root = path.resolve(import.meta.dirname, '..');
let app: RunningApp;

beforeAll(async () => {
  expect(ensureBuilt(root)).toBeUndefined();
  app = await RunningApp.start();
});
afterAll(async () => app?.stop());
beforeEach(() => app.complaints.splice(0));

test('the window shows what the program says over the bridge', async () => {
  const notice = await app.page.evaluate(() => window.dossier.readNotice({ notice: null }));
  expect(notice.ok && notice.value.notice.number).toBe('渝经信中小〔2025〕40号');
  await expect(app.page.title()).resolves.toContain('申报匣');
});

test('what the window runs is React as people get it, whoever asked for the build', () => {
  const assets = path.join(root, 'out/app/renderer/assets');
  const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(3);
  expect(
    scripts.filter((name) =>
      /jsxDEV|react-dom-client\.development/.test(readFileSync(path.join(assets, name), 'utf8')),
    ),
  ).toEqual([]);
});

test('of what the window runs only the reading of PDFs asks for addresses, and nothing opens a line', () => {
  const built = path.join(root, 'out/app/renderer');
  const scripts = readdirSync(built, { recursive: true })
    .map(String)
    .filter((name) => /\.m?js$/.test(name));
  // `a.fetch(` and `fetch(a){` are methods of that name.
  const ways =
    /(?<![\w.$#`])(?:(?<!async )fetch\((?![^()]*\)\{)|(?:XMLHttpRequest|WebSocket|EventSource|WebTransport|RTCPeerConnection)\b(?!\.))|\.sendBeacon\b/g;
  const found = scripts.flatMap((name) =>
    (readFileSync(path.join(built, name), 'utf8').match(ways) ?? []).map((way) => `${name} ${way}`),
  );
  // Ours read parts of a file of the program, and pictures of its pages; pdf.js, its thread and decoders have theirs, and the policy lets them go nowhere.
  const others = found.filter((each) => !/^(?:pdfjs\/|assets\/(?:pdf|reading-thread)-)/.test(each));
  expect(others.map((each) => each.replace(/^.* /, ''))).toEqual(['fetch(', 'fetch(']);
  expect(found.filter((each) => !/ (?:fetch\(|XMLHttpRequest)$/.test(each))).toEqual([]);
});

test('the bridge has the functions of the contract and nothing else; the page has nothing of Node', async () => {
  const found = await app.page.evaluate(() => ({
    keys: Object.keys(window.dossier),
    kinds: [...new Set(Object.values(window.dossier).map((each) => typeof each))],
    frozen: Object.isFrozen(window.dossier),
    node: ['require', 'process', 'module', 'Buffer', 'global', '__dirname'].filter((name) => name in window),
    host: Object.getOwnPropertyNames(window).filter((name) => /^dossier.|^deliver|HostBinding/.test(name)),
  }));
  expect(found.keys.sort()).toEqual([...CALL_NAMES, ...EVENT_NAMES.map(listenerName)].sort());
  expect(found.kinds).toEqual(['function']);
  expect(found.frozen).toBe(true);
  expect(found.node).toEqual([]);
  expect(found.host).toEqual([]);
});

test('a call that the contract does not allow is refused with its code, and the bridge carries no functions', async () => {
  const answers = await app.page.evaluate(async () => {
    const { openDraft, saveSettings, reportProblem } = window.dossier as unknown as Record<
      string,
      (input: unknown) => Promise<{ ok: boolean; error?: { code: string } }>
    >;
    const outcome = (call: typeof openDraft, input: unknown) =>
      Promise.resolve()
        .then(() => call?.(input))
        .then(
          (answer) => answer?.error?.code,
          (error: Error) => error.message,
        );
    return {
      path: await outcome(openDraft, { draftId: '../../etc/passwd' }),
      stray: await outcome(saveSettings, { theme: 'dark', path: '/tmp' }),
      huge: await outcome(reportProblem, { message: 'x'.repeat(9_000_000), stack: null }),
      map: await outcome(reportProblem, { message: new Map(), stack: null }),
      code: await outcome(reportProblem, { message: () => 1, stack: null }),
    };
  });
  expect(answers).toMatchObject({ path: 'inputRefused', stray: 'inputRefused', huge: 'inputRefused' });
  expect(answers.map).toMatch(/could not be cloned/);
  expect(answers.code).toMatch(/could not be cloned/);
});

test('the policy is in the header, with a nonce of its own for every load, and in the page', async () => {
  const load = () =>
    app.page.evaluate(async () => {
      const response = await fetch('/index.html');
      return { policy: response.headers.get('content-security-policy') ?? '', html: await response.text() };
    });
  const [one, two] = [await load(), await load()];
  const nonce = /'nonce-([\w-]{22})'/.exec(one.policy)?.[1] ?? '';
  expect(one.policy.replace(nonce, 'N')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-N'; connect-src 'self'; worker-src 'self'; img-src 'self' data: blob:; font-src 'self'; object-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  expect(one.html).toContain(`nonce="${nonce}"`);
  expect(two.policy).not.toBe(one.policy);
  // The browser hides the attribute from the page's own view; the property carries it.
  expect(
    await app.page.evaluate(() => document.querySelector<HTMLElement>('meta[property=csp-nonce]')?.nonce),
  ).toMatch(/^[\w-]{22}$/);
});

test('script and style within the page, and text as a timer, stay without effect', async () => {
  const found = await app.page.evaluate(async () => {
    const violated: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective));
    const marks = window as unknown as Record<string, unknown>;
    const script = document.createElement('script');
    script.textContent = 'window.inlineRan = true';
    const style = document.createElement('style');
    style.textContent = 'body { outline: 7px solid red }';
    document.head.append(script, style);
    const button = document.createElement('button');
    button.setAttribute('onclick', 'window.handlerRan = true');
    document.body.append(button);
    button.click();
    // Violations are told in the next task.
    await new Promise((resolve) => setTimeout(resolve, 0));
    const outline = getComputedStyle(document.body).outlineWidth;
    for (const each of [script, style, button]) each.remove();
    return { violated: [...new Set(violated)].sort(), ran: [marks.inlineRan, marks.handlerRan], outline };
  });
  expect(found.ran).toEqual([undefined, undefined]);
  expect(found.outline).not.toBe('7px');
  expect(found.violated).toEqual(['script-src-attr', 'script-src-elem', 'style-src-elem']);
});

test('no navigation, no window, no frame, no permission', async () => {
  const before = app.page.url();
  const tries = await app.page.evaluate(async () => {
    const opened = window.open('https://example.com/');
    for (const target of ['_self', '_blank']) {
      const link = document.createElement('a');
      link.href = 'https://example.com/';
      link.target = target;
      document.body.append(link);
      link.click();
      link.remove();
    }
    const frame = document.createElement('iframe');
    frame.src = 'https://example.com/';
    document.body.append(frame);
    const blank = document.createElement('iframe');
    document.body.append(blank);
    const inFrame = blank.contentWindow === null ? [] : Object.getOwnPropertyNames(blank.contentWindow);
    frame.remove();
    blank.remove();
    return {
      opened,
      bridgeInFrame: inFrame.filter((name) => /dossier/i.test(name)),
      notification: await Notification.requestPermission(),
      camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'given',
        (error: Error) => error.name,
      ),
    };
  });
  expect(tries.opened).toBeNull();
  expect(tries.bridgeInFrame).toEqual([]);
  expect(tries.notification).toBe('denied');
  expect(tries.camera).not.toBe('given');
  await expect.poll(() => app.page.context().pages().length).toBe(1);
  expect(app.page.url()).toBe(before);
  expect((await app.page.evaluate(() => window.dossier.readAbout())).ok).toBe(true);
});

test('the protocol gives GET and HEAD of its own files, nothing above them and nothing of other schemes', async () => {
  const found = await app.page.evaluate(async () => {
    const status = async (address: string, method = 'GET') =>
      fetch(address, { method }).then(
        (response) => response.status,
        () => 'failed',
      );
    return {
      get: await status('/index.html'),
      head: await status('/index.html', 'HEAD'),
      post: await status('/index.html', 'POST'),
      above: await status('/..%2felectron/main.js'),
      encoded: await status('/%2e%2e/electron/main.js'),
      sibling: await status('/../renderer-evil/x.js'),
      unknown: await status('/file/AAAAAAAAAAAAAAAAAAAAAAAA'),
      file: await status('file:///etc/passwd'),
      web: await status('https://example.com/'),
    };
  });
  expect(found).toEqual({
    get: 200,
    head: 200,
    post: 405,
    above: 404,
    encoded: 404,
    sibling: 404,
    unknown: 404,
    file: 'failed',
    web: 'failed',
  });
});

test('what is typed reaches the program, every key of it', async () => {
  await app.page.evaluate(() => {
    const box = document.createElement('textarea');
    box.id = 'typing';
    box.addEventListener(
      'blur',
      () => void window.dossier.reportProblem({ message: box.value, stack: null }),
    );
    document.body.append(box);
    box.focus();
  });
  await app.page.keyboard.type('typed by a person 1 2 3');
  await app.page.locator('#typing').blur();
  await expect.poll(() => app.log()).toContain('typed by a person 1 2 3');
  await app.page.evaluate(() => document.querySelector('#typing')?.remove());
});

test('bytes arrive as they were sent', async () => {
  const answer = await app.page.evaluate(() =>
    window.dossier.sendChunk({ uploadId: 'a1b2c3d4e5', offset: 0, bytes: new Uint8Array(1_048_576).fill(7) }),
  );
  // Past the schema, which takes nothing but a Uint8Array of that size: no upload has this id.
  expect(answer.ok ? '' : answer.error.code).not.toBe('inputRefused');
});

test('a command of the menu reaches the window until it stops listening', async () => {
  await app.page.evaluate(() => {
    const seen: string[] = [];
    const stop = window.dossier.onCommandChosen(({ command }) => {
      seen.push(command);
      if (command === 'check') stop();
    });
    Object.assign(window, { seen });
  });
  await app.chooseMenu('预览');
  await app.chooseMenu('检查');
  await app.chooseMenu('预览');
  await expect.poll(() => app.page.evaluate(() => Reflect.get(window, 'seen'))).toEqual(['preview', 'check']);
});

test('a second start on the same data ends, and the first goes on', async () => {
  const second = startProgram(app.data);
  const [code] = await once(second, 'exit');
  expect(code).toBe(0);
  expect((await app.page.evaluate(() => window.dossier.readAbout())).ok).toBe(true);
});

test('nothing was asked of the network, and the program did not complain', async () => {
  const foreign = await app.foreignRequests();
  // Only what the tests above tried on purpose, and none of it was let out.
  expect(foreign.filter((address) => !address.startsWith('https://example.com/'))).toEqual([]);
  expect(app.complaints.join('')).toBe('');
});

test('a page that dies comes back', async () => {
  const other = await RunningApp.start();
  try {
    expect(await other.crashPage()).toBe(true);
    expect(other.log()).toMatch(/page gone: (?:crashed|killed)/);
  } finally {
    await other.stop();
  }
});

test('a form, a reload and another address lead nowhere', async () => {
  // On its own: Playwright goes on waiting for a submission that the policy stopped.
  const other = await RunningApp.start();
  try {
    await other.page.evaluate(() => {
      Object.assign(window, { here: true });
      const form = document.createElement('form');
      form.action = 'https://example.com/';
      document.body.append(form);
      form.submit();
      location.href = 'https://example.com/';
      location.href = 'about:blank';
      location.reload();
    });
    const answer = await other.page.evaluate(async () => (await window.dossier.readAbout()).ok);
    expect(answer).toBe(true);
    expect(await other.page.evaluate(() => Reflect.get(window, 'here'))).toBe(true);
    expect(other.log()).toContain('refused: will-navigate');
    expect(other.complaints.join('')).toBe('');
  } finally {
    await other.stop();
  }
});

test('quitting waits until the window says that all is saved', async () => {
  const other = await RunningApp.start();
  await other.page.evaluate(() => window.dossier.readAbout());
  expect(await other.quit()).toBe(0);
  await other.stop();
});

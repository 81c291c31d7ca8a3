import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeMiniProgram } from './testing/mini-program.ts';

/** What Electron would refuse, or do in another way than the host could: the program hears of it. */
type Case = readonly [what: string, code: string, message: string | RegExp];

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function run(main: string): { status: number | null; stdout: string; stderr: string } {
  const folder = makeMiniProgram({ main });
  folders.push(folder);
  const register = pathToFileURL(path.join(import.meta.dirname, 'register.ts')).href;
  return spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', register, path.join(folder, 'electron/main.js')],
    { encoding: 'utf8', env: { ...process.env, DOSSIER_DATA: path.join(folder, 'data') }, timeout: 120_000 },
  );
}

/** Each case in turn in one program: what it threw, or that it went through. */
function tryAll(first: string, cases: readonly Case[]): Map<string, string> {
  const tries = cases.map(
    ([what, code]) => `
      try { await (async () => { ${code} })(); said.push([${JSON.stringify(what)}, 'went through']); }
      catch (error) { said.push([${JSON.stringify(what)}, String(error)]); }`,
  );
  const { stdout, stderr } = run(
    `${first}\nconst said = [];${tries.join('')}\nconsole.log(JSON.stringify(said)); process.exit(0);`,
  );
  expect(stderr).toBe('');
  return new Map(JSON.parse(stdout));
}

const beforeReady: Case[] = [
  ['nothing special', 'app.getVersion();', 'went through'],
  ['a handler', "protocol.handle('app', () => new Response(''));", 'when the app is ready'],
  ['work', "utilityProcess.fork('x.js');", 'before app is ready'],
  [
    'a scheme without its own origin',
    "protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { secure: true } }]);",
    'not standard and secure',
  ],
  [
    'two schemes',
    "protocol.registerSchemesAsPrivileged([{ scheme: 'a' }, { scheme: 'b' }]);",
    'more than one scheme is not in the host',
  ],
];

const open = (options: string) => `new BrowserWindow(${options});`;
const whenReady: Case[] = [
  ['nothing special', 'lock(); app.getPath("documents");', 'went through'],
  [
    'a scheme',
    "protocol.registerSchemesAsPrivileged([{ scheme: 'b', privileges: { standard: true, secure: true } }]);",
    'should be called before app is ready',
  ],
  ['the sandbox', 'app.enableSandbox();', 'before app is ready'],
  [
    'no sandbox',
    open('{ webPreferences: { ...WEB, sandbox: false } }'),
    'webPreferences.sandbox must be true',
  ],
  [
    'Node in the page',
    open('{ webPreferences: { ...WEB, nodeIntegration: true } }'),
    'nodeIntegration must be',
  ],
  [
    'one world',
    open('{ webPreferences: { ...WEB, contextIsolation: false } }'),
    'contextIsolation must be true',
  ],
  ['a webview', open('{ webPreferences: { ...WEB, webviewTag: true } }'), 'webviewTag must be false'],
  ['no web security', open('{ webPreferences: { ...WEB, webSecurity: false } }'), 'webSecurity must be true'],
  ['preferences left to chance', open('{ webPreferences: { preload: WEB.preload } }'), 'must be true'],
  ['no preload', open('{ webPreferences: { ...WEB, preload: undefined } }'), 'preload is missing'],
  [
    'a scheme that was not registered',
    "protocol.handle('file', () => new Response(''));",
    'was not registered',
  ],
  [
    'a second handler for the scheme',
    "protocol.handle('app', () => new Response('')); protocol.handle('app', () => new Response(''));",
    'has a handler already',
  ],
  [
    'a second handler for a call',
    "ipcMain.handle('a', () => 1); ipcMain.handle('a', () => 2);",
    "second handler for 'a'",
  ],
  ['a name', "const { Tray } = await import('electron'); new Tray('x.png');", /Tray is not a constructor/],
  ['a member of app', 'app.getLocale();', 'app.getLocale is not in the host'],
  [
    'a member of the session',
    'session.defaultSession.clearCache();',
    'session.clearCache is not in the host',
  ],
  ['a session that stays', "session.fromPartition('persist:x');", 'a second session that stays is not in'],
  [
    'plug-ins beside the bridge',
    open('{ webPreferences: { ...WEB, plugins: true } }'),
    'plugins must be false',
  ],
  [
    'a window of another session without plug-ins',
    `globalThis.printing = session.fromPartition('print'); ${open('{ webPreferences: { ...WEB, session: printing } }')}`,
    'plugins must be true',
  ],
  [
    'a bridge beside plug-ins',
    open('{ webPreferences: { ...WEB, session: printing, plugins: true } }'),
    'must not have a preload',
  ],
  [
    'printing in an open session',
    `const { preload, ...bare } = WEB; globalThis.paper = ${open('{ webPreferences: { ...bare, session: printing, plugins: true } }')} await paper.loadURL('app://print/a');`,
    'the session is not locked',
  ],
  [
    'printing where the network is let in',
    "lock(printing); printing.webRequest.onBeforeRequest((details, answer) => answer({})); await paper.loadURL('app://print/a');",
    'lets the network in',
  ],
  [
    'what is no PDF',
    "lock(printing); printing.protocol.handle('app', ({ url }) => new Response(url.endsWith('/a') ? '%PDF-1.7' : 'text', { headers: { 'Content-Type': 'application/pdf', ...(url.endsWith('/c') ? { 'Content-Security-Policy': 'x' } : {}) } })); await paper.loadURL('app://mini/b');",
    'no PDF',
  ],
  [
    'a page that may wander off',
    "await paper.loadURL('app://mini/a');",
    'the page that prints is not locked',
  ],
  [
    'the viewer kept out',
    "paper.webContents.setWindowOpenHandler(() => ({ action: 'deny' })); paper.webContents.on('will-frame-navigate', (event) => event.preventDefault()); await paper.loadURL('app://mini/a');",
    'kept out of its own frame',
  ],
  ['printing before it is there', 'paper.webContents.print({ silent: false }, () => {});', 'blank pages'],
  [
    'printing without a dialog',
    'paper.webContents.print({ silent: true }, () => {});',
    'without a dialog is not',
  ],
  [
    'a printer by its name',
    "paper.webContents.print({ silent: false, deviceName: 'x' }, () => {});",
    'option deviceName',
  ],
  ['opening the web', "shell.openExternal('https://example.com');", 'shell.openExternal is not in the host'],
  ['moving to the bin', "shell.trashItem('/x');", 'shell.trashItem is not in the host'],
  ['listening without an answer', "ipcMain.on('a', () => {});", 'ipcMain.on is not in the host'],
  [
    'another protocol',
    "protocol.registerFileProtocol('a', () => {});",
    'registerFileProtocol is not in the host',
  ],
  ['trust in certificates', 'dialog.showCertificateTrustDialog({});', 'TrustDialog is not in the host'],
  ['the mouse', 'screen.getCursorScreenPoint();', 'screen.getCursorScreenPoint is not in the host'],
  ['a folder', "app.getPath('music');", 'app.getPath music is not in the host'],
  ['another folder for logs', "app.setPath('logs', '/x');", 'app.setPath logs is not in the host'],
  ['a relative folder', "app.setPath('userData', 'x');", 'Path must be absolute'],
  [
    'an option of the window',
    open('{ frame: false, webPreferences: WEB }'),
    'BrowserWindow option frame is not in the host',
  ],
  [
    'an option of work',
    "utilityProcess.fork('x.js', [], { cwd: '/' });",
    'utilityProcess.fork option cwd is not in the host',
  ],
  [
    'a member of the page',
    `globalThis.window = ${open('{ webPreferences: WEB }')} window.webContents.openDevTools();`,
    'webContents.openDevTools is not in the host',
  ],
  ['a second window', open('{ webPreferences: WEB }'), 'a second window is not in the host'],
];

describe.each([
  ['before it is ready', '', beforeReady],
  ['when it is ready', 'await app.whenReady();', whenReady],
] as const)('%s', (_when, first, cases) => {
  let said: Map<string, string>;
  beforeAll(() => {
    said = tryAll(first, cases);
  });
  test.each(cases)('%s', (what, _code, message) => {
    expect(said.get(what)).toMatch(message);
  });
});

test('a name that the host has not, imported: the program does not begin', () => {
  const { status, stdout, stderr } = run("import { Tray } from 'electron'; console.log('began');");
  expect(status).not.toBe(0);
  expect(stderr).toContain("does not provide an export named 'Tray'");
  expect(stdout).toBe('');
});

test('a program that does not ask for the sandbox does not become ready', () => {
  const { status, stderr } = run(
    "import { readFileSync as read, writeFileSync } from 'node:fs'; import { spawnSync } from 'node:child_process'; " +
      "const bare = path.join(here, 'bare.js'); writeFileSync(bare, \"import { app } from 'electron'; await app.whenReady(); console.error('went through'); process.exit(0)\"); " +
      'const ran = spawnSync(process.execPath, [...process.execArgv, bare], { encoding: "utf8" }); console.error(ran.stderr); process.exit(ran.status ?? 9);',
  );
  expect(status).not.toBe(0);
  expect(stderr).toContain('app.enableSandbox must be called before the app is ready');
  expect(stderr).not.toContain('went through');
});

test('a window is not shown while the session is open to permissions and the network', () => {
  const { status, stderr } = run(
    "await app.whenReady(); protocol.handle('app', () => new Response('')); " +
      "const window = new BrowserWindow({ webPreferences: WEB }); await window.loadURL('app://mini/'); console.error('went through');",
  );
  expect(status).not.toBe(0);
  expect(stderr).toContain('the session is not locked');
  expect(stderr).not.toContain('went through');
});

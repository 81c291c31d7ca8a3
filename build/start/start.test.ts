import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { downloadSource, findElectron, installedElectron, knock, reasonIn } from './electron-runtime.ts';
import { hasDisplay, readWishes } from './wishes.ts';

describe('what npm start is asked for', () => {
  const from = path.resolve('/home/li/申报');
  test('drafts are named from where npm was started', () => {
    expect(readWishes(['a.dossier', '../b c.DOSSIER'], { INIT_CWD: from })).toEqual({
      host: undefined,
      files: [path.join(from, 'a.dossier'), path.resolve(from, '../b c.DOSSIER')],
    });
  });
  test.each([
    [[], {}, undefined],
    [['--browser'], {}, 'chromium'],
    [['--electron'], { DOSSIER_HOST: 'chromium' }, 'electron'],
    [[], { DOSSIER_HOST: 'chromium' }, 'chromium'],
    [[], { DOSSIER_HOST: '' }, undefined],
  ] as const)('%j with %j: %s', (words, environment, host) => {
    expect(readWishes(words, environment).host).toBe(host);
  });
  test('a word without meaning is told, with those that have one', () => {
    expect(() => readWishes(['--chrome'], {})).toThrow(/“--chrome”.*--browser/s);
    expect(() => readWishes(['a.docx'], {})).toThrow('a.docx');
    expect(() => readWishes([], { DOSSIER_HOST: 'firefox' })).toThrow('firefox');
  });
});

test.each([
  ['linux', {}, false],
  ['linux', { DISPLAY: ':0' }, true],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
  ['linux', { DISPLAY: '' }, false],
  ['linux', { DOSSIER_HOST_HEADLESS: '1' }, true],
  ['win32', {}, true],
  ['darwin', {}, true],
] as const)('a desktop on %s with %j: %s', (platform, environment, there) => {
  expect(hasDisplay(platform, environment)).toBe(there);
});

test('the mirror is the one that the installer will use', () => {
  expect(downloadSource({})).toEqual({
    address: 'https://github.com/electron/electron/releases/download/',
    proxied: false,
  });
  expect(
    downloadSource({ ELECTRON_MIRROR: 'https://b/', npm_config_electron_mirror: 'https://a/' }).address,
  ).toBe('https://a/');
  expect(downloadSource({ ELECTRON_MIRROR: 'https://b/', HTTPS_PROXY: 'http://proxy:8080' })).toEqual({
    address: 'https://b/',
    proxied: true,
  });
});

test.each([
  [
    'Error: getaddrinfo ENOTFOUND github.com\n    at x',
    '找不到这个地址，可能没有连网：getaddrinfo ENOTFOUND github.com',
  ],
  ['RequestError: connect ETIMEDOUT 1.2.3.4:443', '等待超时：connect ETIMEDOUT 1.2.3.4:443'],
  ['HTTPError: Response code 404 (Not Found)\n    at y', '地址上没有这个版本：Response code 404 (Not Found)'],
  ['Error: ENOSPC: no space left on device, write', '磁盘满了：ENOSPC: no space left on device, write'],
  ['Error: EACCES: permission denied, mkdir', '没有写入文件夹的权限：EACCES: permission denied, mkdir'],
  ['\n  something new\n    at z', 'something new'],
  ['', '没有说明原因'],
])('%j is told as %s', (complaint, told) => expect(reasonIn(complaint)).toBe(told));

describe('fetching Electron', () => {
  let root: string;
  let server: Server | undefined;
  let said: string[];
  const electron = () => path.join(root, 'node_modules/electron');

  /** An installer that does what it is told; it never gets to the network. */
  function install(script: string): void {
    mkdirSync(electron(), { recursive: true });
    writeFileSync(path.join(electron(), 'install.js'), script);
  }
  async function listen(): Promise<string> {
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return `http://127.0.0.1:${address.port}/`;
  }
  const find = (environment: NodeJS.ProcessEnv) =>
    findElectron(root, environment, (text) => said.push(text), { knock: 500, download: 20_000 });

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'dossier-start-'));
    said = [];
  });
  afterEach(() => {
    server?.close();
    server = undefined;
    rmSync(root, { recursive: true, force: true });
  });

  test('what is there is taken at once, without a word', async () => {
    mkdirSync(path.join(electron(), 'dist'), { recursive: true });
    writeFileSync(path.join(electron(), 'path.txt'), 'electron.exe');
    expect(installedElectron(root)).toBeUndefined();
    writeFileSync(path.join(electron(), 'dist/electron.exe'), '');
    expect(await find({})).toEqual({ program: path.join(electron(), 'dist', 'electron.exe') });
    expect(said).toEqual([]);
  });

  test('it is said what is fetched and from where, and the way past it', async () => {
    install(
      "const fs = require('fs'); fs.mkdirSync(__dirname + '/dist'); fs.writeFileSync(__dirname + '/dist/electron', ''); fs.writeFileSync(__dirname + '/path.txt', 'electron');",
    );
    const mirror = await listen();
    expect(await find({ ELECTRON_MIRROR: mirror })).toEqual({
      program: path.join(electron(), 'dist', 'electron'),
    });
    expect(said.join('\n')).toContain(mirror);
    expect(said.join('\n')).toContain('npm start -- --browser');
  });

  test('a network that does not answer is given up on before any download', async () => {
    install("require('fs').writeFileSync(__dirname + '/tried', '')");
    // TEST-NET-1: nobody is there.
    const found = await find({ ELECTRON_MIRROR: 'http://192.0.2.1/' });
    expect('reason' in found && found.reason).toMatch(/连不上 192\.0\.2\.1/);
    expect(installedElectron(root)).toBeUndefined();
  });

  test('a server that refuses, a name that does not exist, a mirror that is no address', async () => {
    const gone = await listen();
    server?.close();
    expect(await knock(gone)).toMatch(/连不上 127\.0\.0\.1（对方拒绝连接/);
    expect(await knock('https://no-such-server.invalid/')).toMatch(/连不上 no-such-server\.invalid（/);
    expect(await knock('镜像')).toContain('不是网址');
    expect(await knock('ftp://example.com/')).toContain('不是网址');
  });

  test('an installer that fails is quoted in plain words', async () => {
    install("console.error('HTTPError: Response code 404 (Not Found)'); process.exit(1)");
    const found = await find({ ELECTRON_MIRROR: await listen() });
    expect(found).toEqual({ reason: '地址上没有这个版本：Response code 404 (Not Found)' });
  });

  test('a download that does not end is ended', async () => {
    install('setInterval(() => {}, 1000)');
    const found = await findElectron(root, { ELECTRON_MIRROR: await listen() }, () => {}, {
      knock: 500,
      download: 300,
    });
    expect('reason' in found && found.reason).toContain('等待超时');
  });

  test('through a proxy the server itself is not knocked at', async () => {
    install(
      "console.error('Error: tunneling socket could not be established, statusCode=407'); process.exit(1)",
    );
    const found = await find({ ELECTRON_MIRROR: 'http://192.0.2.1/', HTTPS_PROXY: 'http://proxy' });
    expect('reason' in found && found.reason).toContain('407');
  });
});

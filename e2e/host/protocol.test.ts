import { beforeEach, describe, expect, test } from 'vitest';
import { HostProtocol, PAGE_ORIGIN } from './protocol.ts';

const SCHEME = { scheme: 'app', privileges: { standard: true, secure: true } };
let protocol: HostProtocol;
let asked: Request[];

function ready(handler: (request: Request) => Response): void {
  protocol.registerSchemesAsPrivileged([SCHEME]);
  protocol.close();
  protocol.handle('app', (request) => {
    asked.push(request);
    return handler(request);
  });
  protocol.toPage('app://dossier/index.html');
}

beforeEach(() => {
  protocol = new HostProtocol();
  asked = [];
});

test('the handler is asked by its own name for the address, with method and headers', async () => {
  ready(
    () =>
      new Response('here', {
        status: 201,
        headers: { 'X-Own': 'a', 'Content-Security-Policy': "default-src 'none'" },
      }),
  );
  const answer = await protocol.answer(`${PAGE_ORIGIN}/file/abc?x=1`, 'GET', { range: 'bytes=0-1' });
  expect([asked[0]?.url, asked[0]?.method, asked[0]?.headers.get('range')]).toEqual([
    'app://dossier/file/abc?x=1',
    'GET',
    'bytes=0-1',
  ]);
  expect(answer.status).toBe(201);
  expect(answer.body.toString()).toBe('here');
  // Nothing added, nothing left out.
  expect(answer.headers).toEqual({
    'x-own': 'a',
    'content-security-policy': "default-src 'none'",
    'content-type': 'text/plain;charset=UTF-8',
  });
});

test('a file too large to hold is refused unless a part of it is asked for, and its stream is ended', async () => {
  const size = 2 * 1024 ** 3;
  let ended = false;
  ready((request) => {
    const part = request.headers.get('range') !== null;
    const flow = new ReadableStream({
      pull: (controller) => {
        controller.enqueue(new Uint8Array(1024));
        if (part) controller.close();
      },
      cancel: () => {
        ended = true;
      },
    });
    const headers = { 'Content-Length': String(part ? 1024 : size) };
    return new Response(request.method === 'HEAD' ? null : flow, { status: part ? 206 : 200, headers });
  });
  const address = `${PAGE_ORIGIN}/file/scan`;
  await expect(protocol.answer(address, 'GET', {})).rejects.toThrow(/2147483648 bytes without Range/);
  expect(ended).toBe(true);
  const part = await protocol.answer(address, 'GET', { range: 'bytes=0-1023' });
  expect([part.status, part.body.length]).toEqual([206, 1024]);
  expect((await protocol.answer(address, 'HEAD', {})).headers['content-length']).toBe(String(size));
});

describe('addresses', () => {
  beforeEach(() => ready(() => new Response('')));
  test.each([
    ['app://dossier/index.html', `${PAGE_ORIGIN}/index.html`],
    ['app://dossier/a/b?c=d#e', `${PAGE_ORIGIN}/a/b?c=d#e`],
  ])('%s is shown as %s, and back', (app, page) => {
    expect(protocol.toPage(app)).toBe(page);
    expect(protocol.toApp(page)).toBe(app);
  });
  test.each([
    'https://dossier.invalid.example.com/index.html',
    'http://dossier.invalid/index.html',
    'https://example.com/https://dossier.invalid/',
    'about:blank',
  ])('%s is none of ours', (address) => expect(protocol.toApp(address)).toBe(address));
  test.each(['https://dossier/', 'file:///etc/passwd', 'data:text/html,x', 'javascript:1'])(
    '%s is not shown',
    (address) => expect(() => protocol.toPage(address)).toThrow(/not in the host/),
  );
});

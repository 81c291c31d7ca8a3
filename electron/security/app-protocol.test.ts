import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DrawPage, makeAppProtocol } from './app-protocol.ts';
import { LARGEST_PART } from './byte-range.ts';
import { OpaqueFiles } from './opaque-files.ts';

let root = '';
const offered = new OpaqueFiles();
const drawPage: DrawPage = async (place, page) => {
  if (page > 2) throw new Error('there is no such page');
  return Buffer.from(`${path.basename(place)} ${page}`);
};
let answer: (request: Request) => Promise<Response>;

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'dossier-protocol-'));
  mkdirSync(path.join(root, 'renderer'));
  writeFileSync(path.join(root, 'renderer', 'index.html'), '<meta nonce="__DOSSIER_NONCE__">');
  writeFileSync(path.join(root, 'renderer', 'main.js'), 'const x = "__DOSSIER_NONCE__";');
  writeFileSync(path.join(root, 'renderer', 'notes.exe'), 'x');
  answer = makeAppProtocol(path.join(root, 'renderer'), offered, drawPage);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const get = (address: string, init: RequestInit = {}) => answer(new Request(`app://dossier${address}`, init));

test('every answer, refusals too, carries the policy and is not to be guessed at or kept', async () => {
  for (const [address, method, status] of [
    ['/index.html', 'GET', 200],
    ['/index.html', 'HEAD', 200],
    ['/index.html', 'POST', 405],
    ['/none.html', 'GET', 404],
    ['/notes.exe', 'GET', 404],
    ['/file/AAAAAAAAAAAAAAAAAAAAAAAA', 'GET', 404],
  ] as const) {
    const response = await get(address, { method });
    expect([address, method, response.status]).toEqual([address, method, status]);
    const policy = response.headers.get('Content-Security-Policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[\w-]{22}'; /);
    expect(policy).not.toMatch(/unsafe/);
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(response.headers.get('Cache-Control')).toBe('no-store');
  }
});

test('another origin gets nothing', async () => {
  expect((await answer(new Request('app://other/index.html'))).status).toBe(403);
  expect((await answer(new Request('https://dossier/index.html'))).status).toBe(403);
});

test('the nonce of the header stands in the page, another one in the next load, and in no script', async () => {
  const nonces = new Set<string>();
  for (let load = 0; load < 2; load += 1) {
    const response = await get('/index.html');
    const nonce = /'nonce-([\w-]+)'/.exec(response.headers.get('Content-Security-Policy') ?? '')?.[1] ?? '';
    expect(await response.text()).toBe(`<meta nonce="${nonce}">`);
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(2);
  expect(await (await get('/main.js')).text()).toContain('__DOSSIER_NONCE__');
});

test('a file is given under its address only, in parts that together are the file, until it is taken back', async () => {
  const bytes = Buffer.alloc(LARGEST_PART * 2 + 1000, 0).map((_byte, index) => index % 251);
  const place = path.join(root, 'evidence.pdf');
  writeFileSync(place, bytes);
  const address = offered.offer({ path: place, type: 'application/pdf' });
  expect(address).toMatch(/^\/file\/[\w-]{24}$/);
  expect(offered.offer({ path: place, type: 'application/pdf' })).toBe(address);
  const whole = await get(address);
  expect(whole.headers.get('Content-Type')).toBe('application/pdf');
  expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
  const hash = createHash('sha256');
  for (let at = 0; at < bytes.length; ) {
    const part = await get(address, { headers: { Range: `bytes=${at}-` } });
    expect(part.status).toBe(206);
    const body = Buffer.from(await part.arrayBuffer());
    expect(part.headers.get('Content-Range')).toBe(`bytes ${at}-${at + body.length - 1}/${bytes.length}`);
    expect(body.length).toBeLessThanOrEqual(LARGEST_PART);
    hash.update(body);
    at += body.length;
  }
  expect(hash.digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect((await get(address, { headers: { Range: `bytes=${bytes.length}-` } })).status).toBe(416);
  offered.takeBack(address);
  expect((await get(address)).status).toBe(404);
});

test('a file that is made when it is asked for is given then, anew after it was deleted, and is 404 where it cannot be made', async () => {
  const place = path.join(root, 'small.jpg');
  let made = 0;
  const make = async () => {
    made += 1;
    writeFileSync(place, `small ${made}`);
    return true;
  };
  const address = offered.offer({ path: place, type: 'image/jpeg', make });
  expect(made).toBe(0);
  expect(await (await get(address)).text()).toBe('small 1');
  rmSync(place);
  expect(await (await get(address)).text()).toBe('small 2');
  const never = offered.offer({
    path: path.join(root, 'no.jpg'),
    type: 'image/jpeg',
    make: async () => false,
  });
  expect((await get(never)).status).toBe(404);
});

test('below the address of a PDF lie its pages as pictures, below that of a picture nothing; one that cannot be drawn is empty', async () => {
  const place = path.join(root, 'plan.pdf');
  writeFileSync(place, 'plan');
  const address = offered.offer({ path: place, type: 'application/pdf' });
  const page = await get(`${address}/page/2`);
  expect(page.headers.get('Content-Type')).toBe('image/jpeg');
  expect(page.headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect(await page.text()).toBe('plan.pdf 2');
  const undrawn = await get(`${address}/page/3`);
  expect([undrawn.status, await undrawn.text()]).toEqual([204, '']);
  for (const wrong of ['0', '02', '1.5', '-1', '1234567', '2/', '2/2', 'x', ''])
    expect([wrong, (await get(`${address}/page/${wrong}`)).status]).toEqual([wrong, 404]);
  expect((await get(`${address}/page/2`, { method: 'HEAD' })).status).toBe(405);
  const photo = offered.offer({ path: place, type: 'image/jpeg' });
  expect((await get(`${photo}/page/1`)).status).toBe(404);
  offered.takeBack(address);
  expect((await get(`${address}/page/2`)).status).toBe(404);
});

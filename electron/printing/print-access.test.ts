import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { OpaqueFiles } from '../security/opaque-files.ts';
import { makePrintProtocol, mayPrintPageLoad, printAddress } from './print-access.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'dossier-print-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the page that prints gets the offered PDF, and nothing once it is taken back', async () => {
  const place = path.join(folder, '03.pdf');
  writeFileSync(place, '%PDF-1.7');
  const files = new OpaqueFiles();
  const offered = files.offer({ path: place, type: 'application/pdf' });
  const address = printAddress(offered);
  const answer = makePrintProtocol(files);
  const given = await answer(new Request(address));
  expect(given.status).toBe(200);
  expect(given.headers.get('Content-Type')).toBe('application/pdf');
  expect(given.headers.get('Content-Security-Policy')).toBeNull();
  expect(await given.text()).toBe('%PDF-1.7');
  expect((await answer(new Request(address, { method: 'POST' }))).status).toBe(404);
  expect((await answer(new Request(address.replace('print', 'dossier')))).status).toBe(404);
  files.takeBack(offered);
  expect((await answer(new Request(address))).status).toBe(404);
});

test.each([
  ['app://print/abc', true],
  ['chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/index.html', true],
  ['chrome://resources/css/text_defaults_md.css', true],
  ['app://dossier/index.html', false],
  ['chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjaj/index.html', false],
  ['https://example.com/app://print/', false],
  ['file:///etc/passwd', false],
  ['chrome://settings/', false],
])('the page that prints may load %s: %s', (address, may) => {
  expect(mayPrintPageLoad(address)).toBe(may);
});

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileOfAddress, pathOfAddress } from './asset-path.ts';

let root = '';
let folder = '';
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'dossier-assets-'));
  folder = path.join(root, 'renderer');
  mkdirSync(path.join(folder, 'assets'), { recursive: true });
  mkdirSync(path.join(root, 'renderer-evil'));
  writeFileSync(path.join(folder, 'index.html'), 'page');
  writeFileSync(path.join(folder, 'assets', 'main-1.js'), 'script');
  writeFileSync(path.join(root, 'renderer-evil', 'x.js'), 'evil');
  writeFileSync(path.join(root, 'secret.txt'), 'secret');
  symlinkSync(path.join(root, 'secret.txt'), path.join(folder, 'link.html'));
  symlinkSync(path.join(root, 'renderer-evil'), path.join(folder, 'linked'));
  symlinkSync(path.join(folder, 'index.html'), path.join(folder, 'inside.html'));
  symlinkSync(path.join(folder, 'loop.html'), path.join(folder, 'loop.html'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test.each([
  ['app://dossier/index.html', 'index.html'],
  ['app://dossier/index.html?x=../../secret.txt#y', 'index.html'],
  ['app://dossier/assets/main-1.js', 'assets/main-1.js'],
  // The URL parser keeps plain dots within its own root.
  ['app://dossier/a/../index.html', 'index.html'],
])('%s is %s', (address, place) => {
  expect(pathOfAddress(folder, address)).toBe(path.join(folder, place));
});

test.each([
  ['another host', 'app://other/index.html'],
  ['another scheme', 'file:///index.html'],
  ['a web address', 'https://dossier/index.html'],
  ['the folder itself', 'app://dossier/'],
  ['encoded dots', 'app://dossier/%2e%2e%2fsecret.txt'],
  ['dots behind an encoded slash', 'app://dossier/..%2fsecret.txt'],
  ['dots in the middle', 'app://dossier/assets%2f..%2f..%2fsecret.txt'],
  ['double encoding', 'app://dossier/%252e%252e/secret.txt'],
  ['a backslash', 'app://dossier/..%5csecret.txt'],
  ['an absolute path', 'app://dossier//etc/passwd'],
  ['an encoded absolute path', 'app://dossier/%2fetc%2fpasswd'],
  ['a drive', 'app://dossier/C:/Windows/win.ini'],
  ['a device path', 'app://dossier/%5c%5c.%5cc:%5cx'],
  ['a zero byte', 'app://dossier/index.html%00.js'],
  ['an empty part', 'app://dossier/assets//main-1.js'],
  ['a single dot', 'app://dossier/assets%2f.%2fmain-1.js'],
  ['broken encoding', 'app://dossier/%e4%b8'],
  ['an alternate stream', 'app://dossier/index.html::$DATA'],
])('refused: %s', (_what, address) => {
  expect(pathOfAddress(folder, address)).toBeUndefined();
});

test('no address at all leads out of the folder', () => {
  const piece = fc.constantFrom(
    '..',
    '.',
    '%2e%2e',
    '%2f',
    '/',
    '\\',
    '%5c',
    'renderer-evil',
    'x',
    'C:',
    '%00',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const place = pathOfAddress(folder, `app://dossier/${pieces.join('')}`);
      expect(place === undefined || place.startsWith(folder + path.sep)).toBe(true);
    }),
  );
});

test.each([
  ['a file', '/index.html', 'index.html'],
  ['a link within the folder', '/inside.html', 'index.html'],
])('%s is given', async (_what, address, place) => {
  expect(await fileOfAddress(folder, `app://dossier${address}`)).toBe(path.join(folder, place));
});

test.each([
  ['a link to a file outside', '/link.html'],
  ['a link to the folder beside, whose name begins alike', '/linked/x.js'],
  ['a link to itself', '/loop.html'],
  ['a folder', '/assets'],
  ['a file as a folder', '/index.html/x'],
  ['what is not there', '/none.js'],
])('%s is not given', async (_what, address) => {
  expect(await fileOfAddress(folder, `app://dossier${address}`)).toBeUndefined();
});

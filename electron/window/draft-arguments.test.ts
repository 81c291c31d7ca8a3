import path from 'node:path';
import { expect, test } from 'vitest';
import { draftsAmong } from './draft-arguments.ts';

const home = path.resolve('/home/li');

test.each([
  ['a path', ['/data/我的申报.dossier'], ['/data/我的申报.dossier']],
  ['one from where the person is', ['申报.dossier'], [path.join(home, '申报.dossier')]],
  ['capital letters', ['/data/A.DOSSIER'], ['/data/A.DOSSIER']],
  ['several', ['/a.dossier', '/b.dossier'], ['/a.dossier', '/b.dossier']],
  ['switches and other files', ['--no-sandbox', '-x.dossier', '/a.pdf', '.'], []],
  ['another machine', ['\\\\server\\share\\a.dossier', '//server/a.dossier'], []],
  ['the network', ['https://example.com/a.dossier', 'smb://server/a.dossier'], []],
])('%s', (_what, words, drafts) => {
  expect(draftsAmong(words, home)).toEqual(drafts.map((each) => path.resolve(each)));
});

test.runIf(process.platform !== 'win32').each([
  ['as a Linux desktop names it', 'file:///data/%E6%88%91%E7%9A%84%20A.dossier', ['/data/我的 A.dossier']],
  ['with its own machine', 'file://localhost/data/a.dossier', ['/data/a.dossier']],
  ['of another machine', 'file://server/data/a.dossier', []],
  ['with a wrong escape', 'file:///data/%ZZ.dossier', []],
  ['with a hidden slash', 'file:///data/%2Fserver.dossier', []],
])('an address %s', (_what, word, drafts) => {
  expect(draftsAmong([word], home)).toEqual(drafts);
});

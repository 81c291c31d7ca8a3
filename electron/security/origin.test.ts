import { expect, test } from 'vitest';
import { isOurs, ORIGIN, PRIVILEGED_SCHEME, START_ADDRESS } from './origin.ts';

test.each([START_ADDRESS, ORIGIN, `${ORIGIN}/`, `${ORIGIN}/file/abc?x=1#y`, 'APP://dossier/index.html'])(
  'ours: %s',
  (address) => {
    expect(isOurs(address)).toBe(true);
  },
);

test.each([
  'app://dossier.evil.example/',
  'app://evil/',
  'app://dossier:80/',
  'app://dossier@evil/',
  'app://user@dossier/',
  'app:dossier',
  'https://dossier/',
  'file:///app/index.html',
  'data:text/html,app://dossier/',
  'javascript:alert(1)',
  'about:blank',
  'null',
  '',
  '//dossier/index.html',
])('not ours: %j', (address) => {
  expect(isOurs(address)).toBe(false);
});

test('the scheme has the rights of a web origin and not one more', () => {
  expect(PRIVILEGED_SCHEME).toEqual({
    scheme: 'app',
    privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
  });
  expect(Object.isFrozen(PRIVILEGED_SCHEME) && Object.isFrozen(PRIVILEGED_SCHEME.privileges)).toBe(true);
});

import { expect, test } from 'vitest';
import { WEB_PREFERENCES } from './web-preferences.ts';

test('a page runs sandboxed, in its own world, without Node, webview, developer tools or network dictionaries', () => {
  expect(WEB_PREFERENCES).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    enableBlinkFeatures: '',
    webviewTag: false,
    navigateOnDragDrop: false,
    plugins: false,
    spellcheck: false,
    devTools: false,
  });
});

test('nobody can loosen it while the program runs', () => {
  expect(Object.isFrozen(WEB_PREFERENCES)).toBe(true);
  expect(Reflect.set(WEB_PREFERENCES, 'sandbox', false)).toBe(false);
});

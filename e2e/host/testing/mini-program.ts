import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Sources of a small program for the host, apart from ours. */
export interface MiniProgram {
  /** Runs after the beginning that every program must make: scheme, sandbox. */
  main: string;
  preload?: string;
  page?: string;
  /** `script.js` of the page. */
  script?: string;
}

const BEGINNING = `
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, screen, session, shell, utilityProcess } from 'electron';
import { readFileSync } from 'node:fs';
import path from 'node:path';
const here = import.meta.dirname;
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
app.enableSandbox();
app.setPath('userData', process.env.DOSSIER_DATA ?? here);
app.requestSingleInstanceLock();
const WEB = { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false, preload: path.join(here, 'preload.cjs') };
function lock(locked = session.defaultSession) {
  locked.setPermissionRequestHandler((contents, what, answer) => answer(false));
  locked.setPermissionCheckHandler(() => false);
  locked.setDevicePermissionHandler(() => false);
  locked.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !details.url.startsWith('app://mini/') }));
}
`;

/** The usual way to a window, for programs that are not about it. */
export const OPEN_WINDOW = `
await app.whenReady();
lock();
const asked = [];
protocol.handle('app', (request) => {
  const { pathname } = new URL(request.url);
  asked.push({ url: request.url, method: request.method, range: request.headers.get('range') });
  return answer(pathname, request);
});
const window = new BrowserWindow({ width: 800, height: 600, show: false, webPreferences: WEB });
app.on('window-all-closed', () => app.quit());
`;

/** @returns its folder, as the host wants it */
export function makeMiniProgram({ main, preload = '', page = '', script = '' }: MiniProgram): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'dossier-mini-'));
  mkdirSync(path.join(folder, 'electron'));
  mkdirSync(path.join(folder, 'renderer'));
  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
  write('package.json', JSON.stringify({ name: 'mini', version: '1.2.3', type: 'module' }));
  write('electron/main.js', `${BEGINNING}${main}`);
  write('electron/preload.cjs', preload);
  write('renderer/index.html', page);
  write('renderer/script.js', script);
  return folder;
}

import type { BrowserWindowConstructorOptions, ForkOptions } from 'electron';
import { HostApp } from './app.ts';
import { HostBrowserWindow } from './browser-window.ts';
import { listenToTests } from './control.ts';
import { appFolder, HostMenu, hostScreen, hostShell } from './desktop.ts';
import { hostDialog } from './dialog.ts';
import { HostIpcMain } from './ipc-main.ts';
import { HostProtocol } from './protocol.ts';
import { HostSession } from './session.ts';
import { strict } from './strict.ts';
import { HostUtilityProcess } from './utility-process.ts';

/**
 * What `import … from 'electron'` gives the program on the Chromium host. A name that is missing here
 * stops the program before its first line; a member that is missing throws.
 */
const parts = { protocol: new HostProtocol(), session: new HostSession(), ipc: new HostIpcMain() };
const theApp = new HostApp(parts.protocol, appFolder());

export const app = strict('app', theApp);
export const protocol = strict('protocol', parts.protocol);
export const session = strict('session', { defaultSession: strict('session', parts.session) });
export const ipcMain = strict('ipcMain', parts.ipc);
export const dialog = strict('dialog', hostDialog);
export const shell = strict('shell', hostShell);
export const screen = strict('screen', hostScreen);
export const Menu = HostMenu;
export const utilityProcess = strict('utilityProcess', {
  fork(modulePath: string, parameters?: string[], options?: ForkOptions): HostUtilityProcess {
    if (!theApp.isReady()) throw new Error('utilityProcess cannot be created before app is ready.');
    return strict('UtilityProcess', HostUtilityProcess.fork(modulePath, parameters, options));
  },
});

export class BrowserWindow extends HostBrowserWindow {
  constructor(options: BrowserWindowConstructorOptions) {
    super(parts, options);
    theApp.emit('web-contents-created', {}, this.webContents);
    this.once('closed', () => theApp.windowClosed());
  }

  static getAllWindows(): HostBrowserWindow[] {
    return HostBrowserWindow.open === undefined ? [] : [HostBrowserWindow.open];
  }
}

listenToTests(theApp, parts.session);

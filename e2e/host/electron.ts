import type { BrowserWindowConstructorOptions, ForkOptions } from 'electron';
import { HostApp } from './app.ts';
import { HostBrowserWindow } from './browser-window.ts';
import { listenToTests } from './control.ts';
import { appFolder, HostMenu, hostScreen, hostShell } from './desktop.ts';
import { hostDialog } from './dialog.ts';
import { HostIpcMain } from './ipc-main.ts';
import { HostPrintWindow } from './print-window.ts';
import { HostProtocol } from './protocol.ts';
import { HostPrintSession, HostSession } from './session.ts';
import { notInSlice, strict } from './strict.ts';
import { HostUtilityProcess } from './utility-process.ts';

/**
 * What `import … from 'electron'` gives the program on the Chromium host. A name that is missing here
 * stops the program before its first line; a member that is missing throws.
 */
const parts = {
  protocol: new HostProtocol(),
  session: strict('session', new HostSession()),
  ipc: new HostIpcMain(),
};
/** What the program was given, and what it is: only pages that print have another session than the window. */
const printSessions = new Map<unknown, HostPrintSession>();
const theApp = new HostApp(parts.protocol, appFolder());

export const app = strict('app', theApp);
export const protocol = strict('protocol', parts.protocol);
export const session = strict('session', {
  defaultSession: parts.session,
  fromPartition(partition: string): HostPrintSession {
    if (!theApp.isReady()) throw new Error('Session can only be received when app is ready');
    if (partition.startsWith('persist:')) throw notInSlice('a second session that stays');
    if (printSessions.size > 0) throw notInSlice('a third session');
    const made = new HostPrintSession();
    const given = strict('session', made);
    printSessions.set(given, made);
    return given;
  },
});
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

class MainBrowserWindow extends HostBrowserWindow {
  constructor(options: BrowserWindowConstructorOptions) {
    super(parts, options);
    theApp.emit('web-contents-created', {}, this.webContents);
    this.once('closed', () => theApp.windowClosed());
  }

  static getAllWindows(): HostBrowserWindow[] {
    return HostBrowserWindow.open === undefined ? [] : [HostBrowserWindow.open];
  }
}

/** One window with the program's page; another is only for printing. */
export const BrowserWindow = new Proxy(MainBrowserWindow, {
  construct(target, given: [BrowserWindowConstructorOptions]) {
    const [options] = given;
    const printSession = printSessions.get(options.webPreferences?.session);
    if (printSession === undefined) return new target(options);
    const window = new HostPrintWindow(options, printSession);
    theApp.emit('web-contents-created', {}, window.webContents);
    return window;
  },
});

listenToTests(theApp, parts.session);

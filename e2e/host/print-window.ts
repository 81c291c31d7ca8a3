import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, Session, WebContentsPrintOptions } from 'electron';
import type { HostPrintSession } from './session.ts';
import { knownOptions, notInSlice, strict } from './strict.ts';

const OPTIONS = ['width', 'height', 'title', 'autoHideMenuBar', 'parent', 'webPreferences'];
/** A window with the PDF plug-in is refused as soon as it asks for more than the plug-in. */
const REQUIRED = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
  plugins: true,
};
const PRINT_OPTIONS = ['silent', 'printBackground', 'color', 'copies', 'collate', 'duplexMode', 'pageSize'];
/** The frame that the viewer itself needs, by an address of it. */
const VIEWER = 'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/index.html';

/** Only under test: what the person does with the next print dialogs, and what was handed to them. */
const scripted: string[] = [];
export const printed: { options: WebContentsPrintOptions; bytes: number }[] = [];
export function scriptPrints(reasons: readonly string[]): void {
  scripted.push(...reasons);
}

type Answer = (success: boolean, failureReason: string) => void;

class HostPrintContents extends EventEmitter {
  readonly session: Session;
  #refusesWindows = false;
  #bytes: number | undefined;

  constructor(session: Session) {
    super();
    this.session = session;
  }

  setWindowOpenHandler(handler: (details: { url: string }) => { action: 'deny' | 'allow' }): void {
    this.#refusesWindows = handler({ url: 'https://example.com/' }).action === 'deny';
  }

  /** @throws Error unless the program keeps the page where it is, and yet lets the viewer in */
  #assertLocked(): void {
    const prevents = (url: string, isMainFrame: boolean) => {
      let prevented = false;
      this.emit('will-frame-navigate', { preventDefault: () => (prevented = true), url, isMainFrame });
      return prevented;
    };
    if (!this.#refusesWindows || !prevents('https://example.com/', true) || !prevents('https://a.b/', false))
      throw new Error('the page that prints is not locked: navigation and windows must be refused');
    if (prevents(VIEWER, false)) throw new Error('the PDF viewer was kept out of its own frame');
  }

  show(bytes: number): void {
    this.#assertLocked();
    this.#bytes = bytes;
    setImmediate(() => this.emit('-pdf-ready-to-print'));
  }

  /** Nothing here can show the system's print dialog: as on a computer without printers, printing fails. */
  print(options: WebContentsPrintOptions, answer: Answer): void {
    knownOptions('webContents.print', options, PRINT_OPTIONS);
    if (options.silent !== false) throw notInSlice('printing without a dialog');
    if (this.#bytes === undefined) throw new Error('printed before the PDF was ready: blank pages');
    if (process.env.DOSSIER_HOST_TEST !== '1') {
      setImmediate(() => answer(false, 'the Chromium host has no print dialog'));
      return;
    }
    const reason = scripted.shift();
    if (reason === undefined) throw new Error('a print dialog was opened that the test did not foresee');
    printed.push({ options: { ...options }, bytes: this.#bytes });
    setImmediate(() => answer(reason === '', reason));
  }
}

/** The window that shows a PDF for printing; what the program hands to it is fetched and looked at, nothing is drawn. */
export class HostPrintWindow extends EventEmitter {
  readonly webContents: HostPrintContents;
  readonly #session: HostPrintSession;
  #destroyed = false;

  /** @param session of the window's preferences, one that `session.fromPartition` gave */
  constructor(options: BrowserWindowConstructorOptions, session: HostPrintSession) {
    super();
    knownOptions('BrowserWindow', options, OPTIONS);
    const preferences = options.webPreferences ?? {};
    for (const [name, value] of Object.entries(REQUIRED))
      if (preferences[name as keyof typeof REQUIRED] !== value)
        throw new Error(`webPreferences.${name} must be ${value}`);
    if (preferences.preload !== undefined) throw new Error('a window with plug-ins must not have a preload');
    if (preferences.session === undefined) throw notInSlice('a second window');
    this.#session = session;
    this.webContents = strict('webContents', new HostPrintContents(preferences.session));
  }

  async loadURL(address: string): Promise<void> {
    this.#session.assertLocked();
    if (this.#session.ask('https://example.com/', 'GET'))
      throw new Error('the session that prints lets the network in');
    if (!this.#session.ask(address, 'GET')) throw new Error(`ERR_BLOCKED_BY_CLIENT loading '${address}'`);
    const response = await this.#session.answer(address);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const isPdf = Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';
    if (!response.ok || response.headers.get('content-type') !== 'application/pdf' || !isPdf)
      throw new Error(`ERR_FAILED loading '${address}': no PDF`);
    // What keeps Chromium's viewer from showing its own frame.
    if (response.headers.has('content-security-policy'))
      throw new Error('ERR_BLOCKED_BY_RESPONSE: the PDF came with a policy');
    if (!this.#destroyed) this.webContents.show(bytes.length);
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.webContents.emit('destroyed');
    this.emit('closed');
  }
}

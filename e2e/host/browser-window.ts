import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserWindowConstructorOptions } from 'electron';
import type { BrowserContext } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { knownOptions, notInSlice, strict } from './strict.ts';
import { type HostParts, HostWebContents } from './web-contents.ts';

const OPTIONS = [
  'x',
  'y',
  'width',
  'height',
  'minWidth',
  'minHeight',
  'show',
  'title',
  'backgroundColor',
  'icon',
  'autoHideMenuBar',
  'webPreferences',
];
/** What the page has here in any case; a window that asks for less is refused. */
const REQUIRED = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
};

function checkOptions(options: BrowserWindowConstructorOptions): string {
  knownOptions('BrowserWindow', options, OPTIONS);
  const preferences = options.webPreferences ?? {};
  for (const [name, value] of Object.entries(REQUIRED))
    if (preferences[name as keyof typeof REQUIRED] !== value)
      throw new Error(`webPreferences.${name} must be ${value}`);
  if (preferences.preload === undefined) throw new Error('webPreferences.preload is missing');
  return preferences.preload;
}

/** The one window, shown by an installed Chromium in its application mode. */
export class HostBrowserWindow extends EventEmitter {
  static open: HostBrowserWindow | undefined;
  readonly webContents: HostWebContents;
  readonly #bounds: { x: number; y: number; width: number; height: number };
  readonly #preload: string;
  readonly #session: HostParts['session'];
  readonly #profile: string;
  #context: BrowserContext | undefined;
  #destroyed = false;

  constructor(parts: HostParts, options: BrowserWindowConstructorOptions) {
    super();
    if (HostBrowserWindow.open !== undefined) throw notInSlice('a second window');
    this.#preload = checkOptions(options);
    this.#session = parts.session;
    const { x = 0, y = 0, width = 1280, height = 840 } = options;
    this.#bounds = { x, y, width, height };
    // Nothing of the browser's own outlives the window: no history, no cache of what was filled in.
    this.#profile = mkdtempSync(path.join(tmpdir(), 'dossier-host-'));
    this.webContents = strict('webContents', new HostWebContents(parts, () => this.close(), this.#preload));
    HostBrowserWindow.open = this;
  }

  async loadURL(address: string): Promise<void> {
    if (this.#context === undefined) await this.#launch();
    await this.webContents.load(address);
  }

  async #launch(): Promise<void> {
    this.#session.assertLocked();
    const context = await launchBrowser(this.#profile, this.#bounds);
    this.#context = context;
    await this.webContents.attach(context, () => this.#gone());
    context.on('close', () => this.#gone());
    this.emit('ready-to-show');
  }

  #gone(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    HostBrowserWindow.open = undefined;
    const closing = this.#context?.close() ?? Promise.resolve();
    void closing.finally(() => {
      rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
      this.emit('closed');
    });
  }

  close(): void {
    if (this.mayClose()) this.destroy();
  }

  /** Asks the program, as a person's click on the cross does. */
  mayClose(): boolean {
    let prevented = false;
    this.emit('close', { preventDefault: () => (prevented = true) });
    return !prevented;
  }

  destroy(): void {
    this.#gone();
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  show(): void {}

  focus(): void {
    void this.webContents.page?.bringToFront();
  }

  isMinimized(): boolean {
    return false;
  }

  restore(): void {
    void this.#setState('normal');
  }

  maximize(): void {
    void this.#setState('maximized');
  }

  isMaximized(): boolean {
    return false;
  }

  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    return { ...this.#bounds };
  }

  async #setState(windowState: 'normal' | 'maximized'): Promise<void> {
    const page = this.webContents.page;
    if (page === undefined) return;
    const control = await page.context().newCDPSession(page);
    const { windowId } = await control.send('Browser.getWindowForTarget');
    await control.send('Browser.setWindowBounds', { windowId, bounds: { windowState } });
    await control.detach();
  }
}

import { EventEmitter } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserWindowConstructorOptions } from 'electron';
import type { BrowserContext, CDPSession } from 'playwright-core';
import type { Rectangle } from '../../electron/window/window-state.ts';
import { HEADLESS, launchBrowser } from './browser.ts';
import { knownOptions, notInSlice, strict } from './strict.ts';
import { type HostParts, HostWebContents } from './web-contents.ts';

/** As Chromium's protocol names them. */
interface WindowBounds {
  left?: number;
  top?: number;
  width?: number;
  height?: number;
  windowState?: 'normal' | 'maximized';
}

/** The same window, no larger than the area and wholly inside it. */
export function within({ x, y, width, height }: Rectangle, area: Rectangle): Rectangle {
  const [wide, high] = [Math.min(width, area.width), Math.min(height, area.height)];
  return {
    x: Math.max(area.x, Math.min(x, area.x + area.width - wide)),
    y: Math.max(area.y, Math.min(y, area.y + area.height - high)),
    width: wide,
    height: high,
  };
}

/** A new folder for the browser; those of programs that were killed are removed on the way. */
function makeProfile(): string {
  for (const name of readdirSync(tmpdir())) {
    const owner = /^dossier-host-(\d+)-/.exec(name)?.[1];
    if (owner === undefined || isRunning(Number(owner))) continue;
    // Another user's, or its browser is still ending: next time.
    rm(path.join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
  }
  return mkdtempSync(path.join(tmpdir(), `dossier-host-${process.pid}-`));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

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
  if (preferences.plugins === true) throw new Error('webPreferences.plugins must be false');
  if (preferences.session !== undefined) throw notInSlice('a window of another session');
  if (preferences.preload === undefined) throw new Error('webPreferences.preload is missing');
  return preferences.preload;
}

/** The one window, shown by an installed Chromium in its application mode. */
export class HostBrowserWindow extends EventEmitter {
  static open: HostBrowserWindow | undefined;
  readonly webContents: HostWebContents;
  #bounds: Rectangle;
  #maximized = false;
  readonly #preload: string;
  readonly #session: HostParts['session'];
  readonly #toPage: (address: string) => string;
  readonly #profile: string;
  #context: BrowserContext | undefined;
  #destroyed = false;

  constructor(parts: HostParts, options: BrowserWindowConstructorOptions) {
    super();
    if (HostBrowserWindow.open !== undefined) throw notInSlice('a second window');
    this.#preload = checkOptions(options);
    this.#session = parts.session;
    this.#toPage = (address) => parts.protocol.toPage(address);
    const { x = 0, y = 0, width = 1280, height = 840 } = options;
    this.#bounds = { x, y, width, height };
    // Nothing of the browser's own outlives the window: no history, no cache of what was filled in.
    this.#profile = makeProfile();
    this.webContents = strict(
      'webContents',
      new HostWebContents(parts, () => this.#wishClose(), this.#preload),
    );
    HostBrowserWindow.open = this;
  }

  async loadURL(address: string): Promise<void> {
    if (this.#context === undefined) await this.#launch(address);
    await this.webContents.load(address);
  }

  async #launch(address: string): Promise<void> {
    this.#session.assertLocked();
    const context = await launchBrowser(this.#profile, this.#bounds, this.#toPage(address));
    this.#context = context;
    await this.webContents.attach(context, () => this.#gone());
    context.on('close', () => this.#gone());
    if (!HEADLESS) await this.#fitScreen();
    this.emit('ready-to-show');
  }

  /** Before it runs only the browser knows how large the display is. */
  async #fitScreen(): Promise<void> {
    const page = this.webContents.page;
    if (page === undefined) return;
    const area = await page.evaluate(() => {
      // Chromium has the place of the work area, too; the standard's type does not.
      const { availWidth: width, availHeight: height } = screen;
      const [x, y] = ['availLeft', 'availTop'].map((name) => Number(Reflect.get(screen, name) ?? 0));
      return { x: x ?? 0, y: y ?? 0, width, height };
    });
    const bounds = within(this.#bounds, area);
    this.#bounds = bounds;
    await this.#setBounds({ left: bounds.x, top: bounds.y, width: bounds.width, height: bounds.height });
  }

  /** A person has moved or resized it: asked before it closes, for the program remembers its place. */
  async #readBounds(): Promise<void> {
    const { left, top, width, height, windowState } = await this.#control((control, windowId) =>
      control.send('Browser.getWindowBounds', { windowId }).then(({ bounds }) => bounds),
    );
    this.#maximized = windowState === 'maximized';
    if (windowState !== 'normal' || left === undefined || top === undefined) return;
    if (width !== undefined && height !== undefined) this.#bounds = { x: left, y: top, width, height };
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

  #wishClose(): void {
    void this.#readBounds()
      .catch((error: unknown) => console.error('host: window bounds', error))
      .then(() => this.close());
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
    return this.#maximized;
  }

  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    return { ...this.#bounds };
  }

  async #setState(windowState: 'normal' | 'maximized'): Promise<void> {
    this.#maximized = windowState === 'maximized';
    if (this.webContents.page !== undefined) await this.#setBounds({ windowState });
  }

  async #setBounds(bounds: WindowBounds): Promise<void> {
    await this.#control((control, windowId) => control.send('Browser.setWindowBounds', { windowId, bounds }));
  }

  async #control<T>(use: (control: CDPSession, windowId: number) => Promise<T>): Promise<T> {
    const page = this.webContents.page;
    if (page === undefined) throw new Error('the window is not shown yet');
    const control = await page.context().newCDPSession(page);
    try {
      const { windowId } = await control.send('Browser.getWindowForTarget');
      return await use(control, windowId);
    } finally {
      await control.detach();
    }
  }
}

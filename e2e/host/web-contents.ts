import { EventEmitter } from 'node:events';
import type { BrowserContext, Page, Route } from 'playwright-core';
import { Bridge } from './bridge.ts';
import type { HostIpcMain } from './ipc-main.ts';
import { type HostProtocol, PAGE_ORIGIN } from './protocol.ts';
import type { HostSession } from './session.ts';
import { notInSlice } from './strict.ts';

type OpenHandler = (details: { url: string }) => { action: 'deny' | 'allow' };
export interface HostParts {
  protocol: HostProtocol;
  session: HostSession;
  ipc: HostIpcMain;
}

/** The page of the one window. */
export class HostWebContents extends EventEmitter {
  readonly id = 1;
  readonly #parts: HostParts;
  readonly #wishClose: () => void;
  readonly #preloadFile: string;
  #context: BrowserContext | undefined;
  #gone: () => void = () => {};
  #replacing = false;
  #page: Page | undefined;
  #bridge: Bridge | undefined;
  #openHandler: OpenHandler | undefined;
  /** The program's own loading, the one navigation that is let through. */
  #loading: string | undefined;
  #address = '';
  #crashed = false;

  /** @param wishClose the person closes the page's window */
  constructor(parts: HostParts, wishClose: () => void, preloadFile: string) {
    super();
    this.#parts = parts;
    this.#wishClose = wishClose;
    this.#preloadFile = preloadFile;
  }

  get session(): HostSession {
    return this.#parts.session;
  }

  get page(): Page | undefined {
    return this.#page;
  }

  async attach(context: BrowserContext, gone: () => void): Promise<void> {
    this.#context = context;
    this.#gone = gone;
    await context.route('**/*', (route) => this.#serve(route));
    await this.#show(context.pages()[0] ?? (await context.newPage()));
    context.on('page', (other) => {
      if (!this.#replacing) void this.#refuseWindow(other);
    });
  }

  async #show(page: Page): Promise<void> {
    const { protocol, ipc } = this.#parts;
    this.#page = page;
    page.on('dialog', (dialog) => {
      const closing = dialog.type() === 'beforeunload';
      // A test that looks at the same page may have answered already.
      const answered = () => undefined;
      // The program itself loads another page: nobody is asked.
      if (closing && this.#loading !== undefined) return void dialog.accept().catch(answered);
      // The window stays, and the program is asked.
      void dialog.dismiss().then(() => (closing ? this.#wishClose() : undefined), answered);
    });
    page.on('close', () => {
      if (page === this.#page) this.#gone();
    });
    page.on('crash', () => {
      this.#crashed = true;
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
    });
    page.on('framenavigated', (frame) => {
      if (frame !== page.mainFrame() || page !== this.#page) return;
      if (frame.url().startsWith(`${PAGE_ORIGIN}/`)) this.#address = frame.url();
      else if (this.#address !== '') this.reload();
    });
    page.on('load', () => this.emit('did-finish-load'));
    this.#bridge = await Bridge.attach(
      page,
      this.#preloadFile,
      (origin) => protocol.toApp(origin),
      (frame, channel, given) => ipc.invoke(this, frame, channel, given),
      (url) => this.#navigationTried(url),
    );
  }

  /** A page whose process died cannot be loaded again: another takes its place in the same browser. */
  async #replace(): Promise<void> {
    const old = this.#page;
    if (this.#context === undefined) return;
    this.#replacing = true;
    try {
      await this.#show(await this.#context.newPage());
      await old?.close();
    } finally {
      this.#replacing = false;
    }
  }

  async #refuseWindow(other: Page): Promise<void> {
    const answer = this.#openHandler?.({ url: this.#parts.protocol.toApp(other.url()) });
    if (answer?.action === 'allow') throw notInSlice('a second window');
    await other.close();
    await this.#page?.bringToFront();
  }

  /** The host lets none through; a program that would have is at fault, and hears of it. */
  #navigationTried(url: string): void {
    let prevented = false;
    const address = this.#parts.protocol.toApp(url);
    const event = { preventDefault: () => (prevented = true), url: address, isMainFrame: true };
    this.emit('will-frame-navigate', event);
    this.emit('will-navigate', event, address);
    if (!prevented) console.error('host: the program would have let its page navigate');
  }

  /** A window that is just opening has no frame yet; ours always has one. */
  #ofAnotherWindow(route: Route): boolean {
    try {
      return route.request().frame().page() !== this.#page;
    } catch {
      return true;
    }
  }

  async #serve(route: Route): Promise<void> {
    const request = route.request();
    const url = request.url();
    const { protocol, session } = this.#parts;
    const ours = url.startsWith(`${PAGE_ORIGIN}/`);
    if (!ours) session.foreignRequests.push(url);
    const allowed = session.ask(protocol.toApp(url), request.method());
    const navigation = request.isNavigationRequest();
    if (navigation && this.#ofAnotherWindow(route)) return route.abort('blockedbyclient');
    if (navigation && url !== this.#loading) {
      // Before the program's first page it is the browser itself, which begins with its address.
      if (this.#address !== '') this.#navigationTried(url);
      // Aborted, not blocked: the page stays where it is.
      return route.abort('aborted');
    }
    if (!ours || !allowed) return route.abort('blockedbyclient');
    try {
      const answer = await protocol.answer(url, request.method(), await request.allHeaders());
      await route.fulfill(answer);
    } catch (error) {
      console.error('host: request failed', error);
      await route.abort('failed');
    }
  }

  async load(address: string): Promise<void> {
    if (this.#page === undefined) throw new Error('the window has no page yet');
    const target = this.#parts.protocol.toPage(address);
    this.#loading = target;
    try {
      this.#crashed = false;
      await this.#page.goto(target, { waitUntil: 'commit' });
      this.#address = target;
    } finally {
      this.#loading = undefined;
    }
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  send(channel: string, ...given: unknown[]): void {
    void this.#bridge?.send(channel, given).catch((error: unknown) => console.error('host: send', error));
  }

  reload(): void {
    const address = this.#address;
    if (address === '') return;
    const again = async () => {
      if (this.#crashed) await this.#replace();
      await this.load(this.#parts.protocol.toApp(address));
    };
    again().catch((error: unknown) => {
      if (!this.isDestroyed()) console.error('host: reload failed', error);
    });
  }

  getURL(): string {
    return this.#parts.protocol.toApp(this.#address);
  }

  isDestroyed(): boolean {
    return this.#page?.isClosed() ?? true;
  }

  isCrashed(): boolean {
    return this.#crashed;
  }
}

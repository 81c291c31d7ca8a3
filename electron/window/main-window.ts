import path from 'node:path';
import { app, BrowserWindow, dialog, Menu, screen } from 'electron';
import { makeOpaqueId } from '../security/opaque-files.ts';
import { START_ADDRESS } from '../security/origin.ts';
import { WEB_PREFERENCES } from '../security/web-preferences.ts';
import type { Log } from './log.ts';
import { contextMenu } from './menu.ts';
import {
  FLUSH_TIMEOUT,
  nextQuitState,
  type QuitAction,
  type QuitHappening,
  type QuitState,
} from './quit-state.ts';
import { sendEvent } from './register-calls.ts';
import { placeWindow, readWindowState, SMALLEST, writeWindowState } from './window-state.ts';

/** A page that dies more often than this within a minute is not loaded again by itself. */
const MOST_CRASHES = 3;

/** The one window: its place, its way out, what happens when its page dies. */
export class MainWindow {
  readonly #window: BrowserWindow;
  readonly #log: Log;
  readonly #stateFile: string;
  #state: QuitState = { phase: 'open' };
  #quitting = false;
  /** The page has called at least once since it was loaded: it can be asked to save. */
  #answers = false;
  #crashes: number[] = [];

  /** @param folder of the compiled program, with preload.cjs */
  constructor(folder: string, stateFile: string, log: Log) {
    this.#log = log;
    this.#stateFile = stateFile;
    const displays = screen.getAllDisplays().map((display) => display.workArea);
    const { maximized, ...bounds } = placeWindow(readWindowState(stateFile), displays);
    this.#window = new BrowserWindow({
      ...bounds,
      minWidth: SMALLEST.width,
      minHeight: SMALLEST.height,
      show: false,
      title: '申报匣',
      icon: path.join(folder, '..', 'build', 'icon.png'),
      webPreferences: { ...WEB_PREFERENCES, preload: path.join(folder, 'preload.cjs') },
    });
    if (maximized) this.#window.maximize();
    this.#window.once('ready-to-show', () => this.#window.show());
    this.#window.on('close', (event) => this.#closeWished(event));
    this.#watchPage();
    app.on('before-quit', () => {
      this.#quitting = true;
    });
  }

  get window(): BrowserWindow {
    return this.#window;
  }

  async load(): Promise<void> {
    await this.#window.loadURL(START_ADDRESS);
  }

  /** Something came from the page. */
  heard(): void {
    if (!this.#answers) this.#log('info', 'the window answers');
    this.#answers = true;
  }

  /** The page says that all is saved (`flushed`). */
  flushed(requestId: string): void {
    this.#happen({ kind: 'flushed', requestId });
  }

  /** A second start, or a file opened with us. */
  comeToFront(): void {
    // Started again in the second in which the first run makes its last backup.
    if (this.#window.isDestroyed()) return;
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
  }

  #closeWished(event: { preventDefault(): void }): void {
    const quitting = this.#quitting;
    this.#quitting = false;
    const requestId = makeOpaqueId();
    const next = nextQuitState(this.#state, {
      kind: 'closeWished',
      quitting,
      requestId,
      windowAnswers: this.#answers,
    });
    this.#state = next.state;
    if (next.action === 'close') {
      this.#rememberPlace();
      return;
    }
    event.preventDefault();
    if (next.action === 'requestFlush') this.#requestFlush(requestId);
  }

  #requestFlush(requestId: string): void {
    sendEvent(this.#window.webContents, 'flushRequested', { requestId });
    setTimeout(() => this.#happen({ kind: 'timedOut', requestId }), FLUSH_TIMEOUT).unref();
  }

  #happen(happening: QuitHappening): void {
    const next = nextQuitState(this.#state, happening);
    this.#state = next.state;
    this.#act(next.action);
  }

  #act(action: QuitAction | undefined): void {
    if (action === 'close') {
      if (this.#state.phase === 'flushed' && this.#state.quitting) app.quit();
      else if (!this.#window.isDestroyed()) this.#window.close();
    }
    if (action === 'tellNotSaved') void this.#tellNotSaved();
  }

  async #tellNotSaved(): Promise<void> {
    this.#log('problem', 'the page did not confirm that it saved');
    const { response } = await dialog.showMessageBox(this.#window, {
      type: 'warning',
      title: '申报匣',
      message: '窗口没有回应，最近几秒填写的内容可能还没有保存。',
      detail: '建议先继续填写，看到“已保存”后再关闭。之前保存的内容都在。',
      buttons: ['继续填写', '仍然关闭'],
      defaultId: 0,
      cancelId: 0,
    });
    if (response !== 1) return;
    this.#rememberPlace();
    this.#window.destroy();
  }

  #rememberPlace(): void {
    try {
      const bounds = this.#window.getNormalBounds();
      writeWindowState(this.#stateFile, { ...bounds, maximized: this.#window.isMaximized() });
    } catch (error) {
      // The window's place is a comfort; losing it must not keep anyone from closing.
      this.#log('problem', 'window state', error);
    }
  }

  #watchPage(): void {
    const contents = this.#window.webContents;
    contents.on('render-process-gone', (_event, { reason }) => {
      this.#log('problem', `page gone: ${reason}`);
      this.#answers = false;
      this.#happen({ kind: 'windowGone' });
      if (reason === 'clean-exit' || this.#window.isDestroyed()) return;
      const now = Date.now();
      this.#crashes = [...this.#crashes.filter((at) => now - at < 60_000), now];
      if (this.#crashes.length <= MOST_CRASHES) contents.reload();
      else dialog.showErrorBox('申报匣', '窗口多次停止工作。已保存的内容都在，请退出后重新打开申报匣。');
    });
    contents.on('context-menu', (_event, clicked) => {
      const entries = contextMenu(clicked);
      if (entries.length > 0) Menu.buildFromTemplate(entries).popup({ window: this.#window });
    });
  }
}

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { WebContentsPrintOptions } from 'electron';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import type { AppControl, DialogAnswer, StartOptions } from './app-control.ts';

const root = path.resolve(import.meta.dirname, '..');
/** Chromium's sandbox cannot work for root, who is met in containers only. */
const AS_ROOT = process.getuid?.() === 0;
/** Chromium's own remarks on the machine it finds, and the debugger's that a test is attached. */
const REMARKS =
  /^\[\d+:.*\.(?:cc|mm)[:(]|^(?:Debugger|DevTools) listening on|^(?:Debugger attached|For help, see)|^\s*$/;

/** In the program's main process, for the functions that tests send there. */
declare global {
  var dossierTest: {
    answers: DialogAnswer[];
    opened: string[];
    printReasons: string[];
    printed: WebContentsPrintOptions[];
  };
}

/** @throws Error when Electron's runtime is not installed */
function electronProgram(): string {
  const folder = path.join(root, 'node_modules', 'electron');
  const named = path.join(folder, 'path.txt');
  const program = existsSync(named) ? path.join(folder, 'dist', readFileSync(named, 'utf8')) : '';
  if (existsSync(program)) return program;
  throw new Error('Electron is not installed: node node_modules/electron/install.js');
}

function environment({ data, environment: more }: StartOptions): Record<string, string> {
  // What would make Electron behave as Node, or load what the test runner loads, stays behind.
  const left = ['ELECTRON_RUN_AS_NODE', 'NODE_OPTIONS'];
  return Object.fromEntries(
    Object.entries({ ...process.env, DOSSIER_DATA: data, ...more }).flatMap(([name, value]) =>
      value === undefined || left.includes(name) ? [] : [[name, value]],
    ),
  );
}

/** Starts the program on Electron, without waiting for a window and with nobody watching. */
export function spawnProgram(options: StartOptions): ChildProcess {
  const flags = AS_ROOT ? ['--no-sandbox'] : [];
  return spawn(electronProgram(), [...flags, options.program, ...options.parameters], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment(options),
  });
}

/** The program on Electron, started and driven by Playwright. */
export class ElectronControl implements AppControl {
  readonly page: Page;
  readonly #app: ElectronApplication;
  readonly #child: ChildProcess;
  readonly #foreign: string[];

  private constructor(page: Page, app: ElectronApplication, foreign: string[]) {
    this.page = page;
    this.#app = app;
    this.#child = app.process();
    this.#foreign = foreign;
  }

  static async start(options: StartOptions, complaints: string[]): Promise<ElectronControl> {
    electronProgram();
    // Without a path Playwright takes the project's own Electron and holds `ready` back until it listens.
    const app = await _electron.launch({
      args: [options.program, ...options.parameters],
      chromiumSandbox: !AS_ROOT,
      env: environment(options),
    });
    app
      .process()
      .stderr?.setEncoding('utf8')
      .on('data', (text: string) => {
        const own = text.split(/\r?\n/).filter((line) => !REMARKS.test(line));
        if (own.length > 0) complaints.push(own.join('\n'));
      });
    const foreign: string[] = [];
    app.context().on('request', (request) => {
      if (!/^(?:app|data|blob|devtools):/.test(request.url())) foreign.push(request.url());
    });
    await ElectronControl.#listen(app);
    const page = await app.firstWindow();
    await page.waitForURL('app://dossier/**');
    return new ElectronControl(page, app, foreign);
  }

  /** In the main process: dialogs answer what a test says, and nothing is opened on the desktop. */
  static async #listen(app: ElectronApplication): Promise<void> {
    await app.evaluate(({ app: theApp, dialog, shell }) => {
      globalThis.dossierTest = { answers: [], opened: [], printReasons: [], printed: [] };
      theApp.on('web-contents-created', (_event, contents) => {
        contents.print = (options = {}, answer) => {
          const reason = globalThis.dossierTest.printReasons.shift();
          if (reason === undefined)
            throw new Error('a print dialog was opened that the test did not foresee');
          globalThis.dossierTest.printed.push({ ...options });
          setImmediate(() => answer?.(reason === '', reason));
        };
      });
      const next = (title = '') => {
        const { answers } = globalThis.dossierTest;
        if (answers.length === 0)
          throw new Error(`a dialog was opened that the test did not foresee: ${title}`);
        return answers.shift() ?? null;
      };
      const titled = (given: unknown[]) => (given.at(-1) as { title?: string }).title;
      const paths = (given: unknown[]) => {
        const answer = next(titled(given));
        return Array.isArray(answer) ? (answer as string[]) : [];
      };
      Object.assign(dialog, {
        showOpenDialog: async (...given: unknown[]) => {
          const filePaths = paths(given);
          return { canceled: filePaths.length === 0, filePaths };
        },
        showSaveDialog: async (...given: unknown[]) => {
          const [filePath = ''] = paths(given);
          return { canceled: filePath === '', filePath };
        },
        showMessageBox: async (...given: unknown[]) => {
          const { cancelId = 0, title } = given.at(-1) as { cancelId?: number; title?: string };
          const answer = next(title);
          return { response: typeof answer === 'number' ? answer : cancelId, checkboxChecked: false };
        },
        showErrorBox: (title: string, content: string) => console.error(`${title}\n${content}`),
      });
      Object.assign(shell, {
        openPath: async (place: string) => {
          globalThis.dossierTest.opened.push(place);
          return '';
        },
        showItemInFolder: (place: string) => {
          // The folder is what the person sees.
          globalThis.dossierTest.opened.push(place.replace(/[\\/][^\\/]*$/, ''));
        },
      });
    });
  }

  async answerDialogs(answers: readonly DialogAnswer[]): Promise<void> {
    await this.#app.evaluate(
      (_electronModule, given) => {
        globalThis.dossierTest.answers.push(...given);
      },
      [...answers],
    );
  }

  async answerPrints(reasons: readonly string[]): Promise<void> {
    await this.#app.evaluate(
      (_electronModule, given) => void globalThis.dossierTest.printReasons.push(...given),
      [...reasons],
    );
  }

  async printed(): Promise<WebContentsPrintOptions[]> {
    return this.#app.evaluate(() => [...globalThis.dossierTest.printed]);
  }

  async chooseMenu(label: string): Promise<void> {
    await this.#app.evaluate(({ Menu }, wanted) => {
      const all = (menu: Electron.Menu | null | undefined): Electron.MenuItem[] =>
        (menu?.items ?? []).flatMap((item) => [item, ...all(item.submenu)]);
      const item = all(Menu.getApplicationMenu()).find((each) => each.label === wanted);
      if (item === undefined) throw new Error(`the menu has no entry ${wanted} to choose`);
      item.click();
    }, label);
  }

  async foreignRequests(): Promise<string[]> {
    return [...this.#foreign];
  }

  async openedPlaces(): Promise<string[]> {
    return this.#app.evaluate(() => [...globalThis.dossierTest.opened]);
  }

  /** Playwright gives a page up whose process died, so the window is asked from the main process. */
  async crashPage(): Promise<boolean> {
    return this.#app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (contents === undefined) return false;
      const back = new Promise<void>((resolve) => contents.once('did-finish-load', () => resolve()));
      contents.forcefullyCrashRenderer();
      await back;
      return (
        (await contents.executeJavaScript('window.dossier.readAbout().then((about) => about.ok)')) === true
      );
    });
  }

  async loadPageAnew(): Promise<void> {
    await this.#app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload());
  }

  isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async wishQuit(): Promise<void> {
    // In the next turn: the answer must be out before the program ends.
    await this.#app.evaluate(({ app }) => void setTimeout(() => app.quit()));
  }

  async ended(): Promise<number | null> {
    if (this.isRunning()) await once(this.#child, 'exit');
    return this.#child.exitCode;
  }

  async kill(): Promise<void> {
    // On Windows Playwright starts the program through a shell, which would die alone.
    if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(this.#child.pid), '/T', '/F']);
    else this.#child.kill('SIGKILL');
    await this.ended();
  }

  async close(): Promise<void> {
    if (this.isRunning()) await this.kill();
  }
}

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { TestCommand } from './host/control.ts';

const root = path.resolve(import.meta.dirname, '..');
type Question<D extends TestCommand['do']> = Omit<Extract<TestCommand, { do: D }>, 'id'>;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** The browser answers on the port once it is up; before that it is asked again. */
async function connect(port: number, child: ChildProcess): Promise<Browser> {
  for (;;) {
    if (child.exitCode !== null)
      throw new Error(`the program ended with ${child.exitCode} before its window`);
    try {
      return await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    } catch (error) {
      if (!/ECONNREFUSED|ECONNRESET|socket hang up/.test(String(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

export interface AppOptions {
  /** Data folder of an earlier run; a new one otherwise, removed by `stop`. */
  data?: string;
  size?: { width: number; height: number };
}

/** The built program with its window, started as a person starts it, on the Chromium host. */
export class RunningApp {
  readonly page: Page;
  readonly data: string;
  /** What the program and the page complained of. */
  readonly complaints: string[];
  readonly #child: ChildProcess;
  readonly #browser: Browser;
  #lastId = 0;

  private constructor(page: Page, data: string, complaints: string[], child: ChildProcess, browser: Browser) {
    this.page = page;
    this.data = data;
    this.complaints = complaints;
    this.#child = child;
    this.#browser = browser;
  }

  static async start(options: AppOptions = {}): Promise<RunningApp> {
    const data = options.data ?? mkdtempSync(path.join(tmpdir(), 'dossier-e2e-'));
    const port = await freePort();
    const child = startProgram(data, { DOSSIER_HOST_DEBUG_PORT: String(port) });
    const complaints: string[] = [];
    child.stderr?.setEncoding('utf8').on('data', (text: string) => complaints.push(text));
    child.stdout?.resume();
    try {
      const browser = await connect(port, child);
      const [context] = browser.contexts();
      const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
      if (page === undefined) throw new Error('the program has no window');
      page.on('pageerror', (error) => complaints.push(`page: ${error.message}`));
      await page.waitForURL('https://dossier.invalid/**');
      await page.waitForFunction(() => document.querySelector('#root')?.childElementCount);
      if (options.size !== undefined) await page.setViewportSize(options.size);
      return new RunningApp(page, data, complaints, child, browser);
    } catch (error) {
      child.kill('SIGKILL');
      throw new Error(`the program did not open its window: ${complaints.join('')}`, { cause: error });
    }
  }

  async #ask<D extends TestCommand['do']>(question: Question<D>): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    const answered = new Promise((resolve, reject) => {
      const listen = (message: unknown) => {
        const { id: answeredId, value } = message as { id: number; value: unknown };
        if (answeredId !== id) return;
        this.#child.off('message', listen);
        resolve(value);
      };
      this.#child.on('message', listen);
      this.#child.once('exit', () => reject(new Error('the program ended')));
    });
    this.#child.send({ ...question, id });
    return answered;
  }

  /** What the next dialogs are answered: lists of paths, numbers of buttons; undefined cancels. */
  async answerDialogs(...answers: (readonly string[] | number | null)[]): Promise<void> {
    await this.#ask<'scriptDialogs'>({ do: 'scriptDialogs', answers });
  }

  async chooseMenu(label: string): Promise<void> {
    await this.#ask<'chooseMenu'>({ do: 'chooseMenu', label });
  }

  /** Every request of the page that was not for the program itself. */
  async foreignRequests(): Promise<string[]> {
    return (await this.#ask<'foreignRequests'>({ do: 'foreignRequests' })) as string[];
  }

  /** Folders and files that were shown to the person. */
  async openedPlaces(): Promise<string[]> {
    return (await this.#ask<'openedPlaces'>({ do: 'openedPlaces' })) as string[];
  }

  log(): string {
    return readFileSync(path.join(this.data, 'logs', 'dossier.log'), 'utf8');
  }

  /** As a person quits. @returns the exit code */
  async quit(): Promise<number | null> {
    const ended = this.ended();
    await this.#ask<'quit'>({ do: 'quit' });
    return ended;
  }

  async ended(): Promise<number | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit');
    return this.#child.exitCode;
  }

  /** As a power cut ends it: nothing gets a chance to save. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended();
  }

  /** Ends what still runs and removes the data. */
  async stop(): Promise<void> {
    await this.#browser.close().catch(() => undefined);
    if (this.#child.exitCode === null && this.#child.signalCode === null) await this.kill();
    rmSync(this.data, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Starts the program on a data folder, without waiting for a window. */
export function startProgram(data: string, environment: NodeJS.ProcessEnv = {}): ChildProcess {
  return fork(path.join(root, 'out/app/electron/main.js'), [], {
    execPath: path.join(root, 'node_modules/.bin/node'),
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      '--import',
      new URL('./host/register.ts', import.meta.url).href,
    ],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      DOSSIER_DATA: data,
      DOSSIER_HOST_TEST: '1',
      DOSSIER_HOST_HEADLESS: '1',
      ...environment,
    },
  });
}

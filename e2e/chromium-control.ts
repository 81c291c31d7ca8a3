import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import type { WebContentsPrintOptions } from 'electron';
import { type Browser, chromium, errors, type Page } from 'playwright-core';
import type { AppControl, DialogAnswer, StartOptions } from './app-control.ts';
import type { TestCommand } from './host/control.ts';

type Question<D extends TestCommand['do']> = Omit<Extract<TestCommand, { do: D }>, 'id'>;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Two ends attach to a window that is just being made, and now and then one waits for ever. Milliseconds. */
const LONGEST_ANSWER = 15_000;
const MOST_UNANSWERED = 3;

/** The browser answers on the port once it is up; before that, and where it does not answer, it is asked again. */
async function connect(port: number, child: ChildProcess): Promise<Browser> {
  let unanswered = 0;
  for (;;) {
    if (child.exitCode !== null)
      throw new Error(`the program ended with ${child.exitCode} before its window`);
    try {
      return await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: LONGEST_ANSWER });
    } catch (error) {
      if (error instanceof errors.TimeoutError) unanswered += 1;
      else if (!/ECONNREFUSED|ECONNRESET|socket hang up/.test(String(error))) throw error;
      if (unanswered === MOST_UNANSWERED) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/**
 * The browser's own first navigation is given up for the program's, or, begun before the host answers for the program,
 * ends at the proxy that leads nowhere; whoever looks in between sees its end.
 */
async function arrive(page: Page): Promise<void> {
  for (;;) {
    try {
      return await page.waitForURL('https://dossier.invalid/**');
    } catch (error) {
      if (!/ERR_ABORTED|ERR_PROXY_CONNECTION_FAILED/.test(String(error))) throw error;
    }
  }
}

/** Starts the program on the Chromium host, without waiting for a window. */
export function forkProgram({ data, program, parameters, environment }: StartOptions): ChildProcess {
  return fork(path.join(program, 'electron/main.js'), [...parameters], {
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

/** The program on the Chromium host: the window over Chromium's debugging port, the rest over Node's channel. */
export class ChromiumControl implements AppControl {
  readonly page: Page;
  readonly #child: ChildProcess;
  readonly #browser: Browser;
  #lastId = 0;

  private constructor(page: Page, child: ChildProcess, browser: Browser) {
    this.page = page;
    this.#child = child;
    this.#browser = browser;
  }

  static async start(options: StartOptions, complaints: string[]): Promise<ChromiumControl> {
    const port = await freePort();
    const child = forkProgram({
      ...options,
      environment: { ...options.environment, DOSSIER_HOST_DEBUG_PORT: String(port) },
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => complaints.push(text));
    child.stdout?.resume();
    try {
      const browser = await connect(port, child);
      const [context] = browser.contexts();
      const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
      if (page === undefined) throw new Error('the program has no window');
      await arrive(page);
      return new ChromiumControl(page, child, browser);
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    }
  }

  async #ask<D extends TestCommand['do']>(question: Question<D>): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    const answered = new Promise((resolve, reject) => {
      const ended = () => reject(new Error('the program ended'));
      const listen = (message: unknown) => {
        const { id: answeredId, value } = message as { id: number; value: unknown };
        if (answeredId !== id) return;
        this.#child.off('message', listen);
        this.#child.off('exit', ended);
        resolve(value);
      };
      this.#child.on('message', listen);
      this.#child.once('exit', ended);
    });
    this.#child.send({ ...question, id });
    return answered;
  }

  async answerDialogs(answers: readonly DialogAnswer[]): Promise<void> {
    await this.#ask<'scriptDialogs'>({ do: 'scriptDialogs', answers: [...answers] });
  }

  async answerPrints(reasons: readonly string[]): Promise<void> {
    await this.#ask<'scriptPrints'>({ do: 'scriptPrints', reasons: [...reasons] });
  }

  async printed(): Promise<WebContentsPrintOptions[]> {
    const handed = (await this.#ask<'printed'>({ do: 'printed' })) as { options: WebContentsPrintOptions }[];
    return handed.map(({ options }) => options);
  }

  async chooseMenu(label: string): Promise<void> {
    await this.#ask<'chooseMenu'>({ do: 'chooseMenu', label });
  }

  async foreignRequests(): Promise<string[]> {
    return (await this.#ask<'foreignRequests'>({ do: 'foreignRequests' })) as string[];
  }

  async openedPlaces(): Promise<string[]> {
    return (await this.#ask<'openedPlaces'>({ do: 'openedPlaces' })) as string[];
  }

  /** Another page takes the place of the one whose process died. */
  async crashPage(): Promise<boolean> {
    const context = this.page.context();
    const back = context.waitForEvent('page');
    const session = await context.newCDPSession(this.page);
    void session.send('Page.crash').catch(() => undefined);
    const page = await back;
    await page.waitForFunction(() => document.querySelector('#root')?.childElementCount);
    return page.evaluate(async () => (await window.dossier.readAbout()).ok);
  }

  async loadPageAnew(): Promise<void> {
    await this.#ask<'loadPageAnew'>({ do: 'loadPageAnew' });
  }

  isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async wishQuit(): Promise<void> {
    await this.#ask<'quit'>({ do: 'quit' });
  }

  async ended(): Promise<number | null> {
    if (this.isRunning()) await once(this.#child, 'exit');
    return this.#child.exitCode;
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended();
  }

  async close(): Promise<void> {
    await this.#browser.close().catch(() => undefined);
    if (this.isRunning()) await this.kill();
  }
}

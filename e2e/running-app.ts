import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { WebContentsPrintOptions } from 'electron';
import type { Page } from 'playwright-core';
import type { AppControl, DialogAnswer, StartOptions } from './app-control.ts';
import { ChromiumControl, forkProgram } from './chromium-control.ts';
import { ElectronControl, spawnProgram } from './electron-control.ts';

const root = path.resolve(import.meta.dirname, '..');
/** `E2E_HOST=electron` runs the same tests on Electron; its runtime must be there. */
export const HOST = process.env.E2E_HOST === 'electron' ? 'electron' : 'chromium';

/** A watchdog against hanging, not a measure of speed; milliseconds. */
const LONGEST_WAIT = 60_000;

export interface AppOptions {
  /** Data folder of an earlier run; a new one otherwise, removed by `stop`. */
  data?: string;
  size?: { width: number; height: number };
  /** Folder of the built program, when it is not out/app. */
  program?: string;
  /** Words that the program is started with. */
  parameters?: readonly string[];
}

function startOptions(data: string, options: AppOptions, environment: NodeJS.ProcessEnv = {}): StartOptions {
  const { program = path.join(root, 'out/app'), parameters = [] } = options;
  return { data, program, parameters, environment };
}

/** The built program with its window, started as a person starts it, on either host. */
export class RunningApp {
  readonly page: Page;
  readonly data: string;
  /** What the program and the page complained of. */
  readonly complaints: string[];
  readonly #control: AppControl;
  #openedBefore = 0;

  private constructor(control: AppControl, data: string, complaints: string[]) {
    this.page = control.page;
    this.data = data;
    this.complaints = complaints;
    this.#control = control;
  }

  static async start(options: AppOptions = {}): Promise<RunningApp> {
    const data = options.data ?? mkdtempSync(path.join(tmpdir(), 'dossier-e2e-'));
    const complaints: string[] = [];
    const start = HOST === 'electron' ? ElectronControl.start : ChromiumControl.start;
    let control: AppControl | undefined;
    try {
      control = await start(startOptions(data, options), complaints);
      const { page } = control;
      page.setDefaultTimeout(LONGEST_WAIT);
      page.on('pageerror', (error) => complaints.push(`page: ${error.message}`));
      await page.waitForFunction(() => document.querySelector('#root')?.childElementCount);
      if (options.size !== undefined) await page.setViewportSize(options.size);
      return new RunningApp(control, data, complaints);
    } catch (error) {
      await control?.close();
      throw new Error(`the program did not open its window: ${complaints.join('')}`, { cause: error });
    }
  }

  /** What the next dialogs are answered: lists of paths, numbers of buttons; null cancels. */
  async answerDialogs(...answers: DialogAnswer[]): Promise<void> {
    await this.#control.answerDialogs(answers);
  }

  /** What comes of the next print dialogs, in Electron's words: nothing when it was printed, else the reason. */
  async answerPrints(...reasons: string[]): Promise<void> {
    await this.#control.answerPrints(reasons);
  }

  /** What the print dialogs opened with. */
  async printed(): Promise<WebContentsPrintOptions[]> {
    return this.#control.printed();
  }

  async chooseMenu(label: string): Promise<void> {
    await this.#control.chooseMenu(label);
  }

  /** Every request of the page that was not for the program itself. */
  async foreignRequests(): Promise<string[]> {
    return this.#control.foreignRequests();
  }

  /** Folders and files that were shown to the person. */
  async openedPlaces(): Promise<string[]> {
    return (await this.#control.openedPlaces()).slice(this.#openedBefore);
  }

  isRunning(): boolean {
    return this.#control.isRunning();
  }

  /** The page as after a start, with the same data, settings and program, once all that was typed is saved. */
  async loadPageAnew(): Promise<void> {
    await this.page.waitForFunction(() => {
      const state = document.querySelector<HTMLElement>('.save-state');
      return state === null || state.dataset.phase === 'saved';
    });
    await this.#loadPage();
  }

  async #loadPage(): Promise<void> {
    await this.page.evaluate(() => void Object.assign(window, { before: true }));
    await this.#control.loadPageAnew();
    await this.page.waitForFunction(
      () => !('before' in window) && document.querySelector('#root')?.childElementCount,
    );
  }

  /**
   * As at a first start, in the program that runs: no draft is there, the page is loaded anew, and what
   * was complained of and opened so far is forgotten. Settings and backups stay. A start takes seconds
   * of both cores, and tests that are not about starting need none of their own.
   */
  async beginAnew(): Promise<void> {
    await this.page.evaluate(async () => {
      for (const bin of [false, true]) {
        const listed = await window.dossier.listDrafts({ bin });
        if (!listed.ok) throw new Error(listed.error.message);
        for (const { draftId } of listed.value.drafts) {
          if (!bin) await window.dossier.binDraft({ draftId });
          const deleted = await window.dossier.deleteDraft({ draftId });
          if (!deleted.ok) throw new Error(deleted.error.message);
        }
      }
    });
    await this.#loadPage();
    this.complaints.length = 0;
    this.#openedBefore = (await this.#control.openedPlaces()).length;
  }

  /** Ends the page's process as a fault would. @returns whether the window came back and answers */
  async crashPage(): Promise<boolean> {
    return this.#control.crashPage();
  }

  log(): string {
    return readFileSync(path.join(this.data, 'logs', 'dossier.log'), 'utf8');
  }

  /** As a person quits. @returns the exit code */
  async quit(): Promise<number | null> {
    const ended = this.#control.ended();
    await this.#control.wishQuit();
    return ended;
  }

  async ended(): Promise<number | null> {
    return this.#control.ended();
  }

  /** As a power cut ends it: nothing gets a chance to save. */
  async kill(): Promise<void> {
    await this.#control.kill();
  }

  /** Ends what still runs and removes the data. */
  async stop(): Promise<void> {
    await this.#control.close();
    rmSync(this.data, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * A program as at its first start: the one that runs, begun anew, or else a new one.
 *
 * @param last what the test before left, which is ended when it cannot go on
 */
export async function freshApp(last: RunningApp | undefined, options: AppOptions): Promise<RunningApp> {
  if (last?.isRunning() && !last.page.isClosed()) {
    await last.beginAnew();
    if (options.size !== undefined) await last.page.setViewportSize(options.size);
    return last;
  }
  await last?.stop();
  return RunningApp.start(options);
}

/** Starts the program on a data folder, without waiting for a window. */
export function startProgram(
  data: string,
  environment: NodeJS.ProcessEnv = {},
  parameters: readonly string[] = [],
): ChildProcess {
  const start = HOST === 'electron' ? spawnProgram : forkProgram;
  return start(startOptions(data, { parameters }, environment));
}

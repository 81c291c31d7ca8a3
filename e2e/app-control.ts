import type { WebContentsPrintOptions } from 'electron';
import type { Page } from 'playwright-core';
import type { Bridge } from '../shared/contract.ts';

declare global {
  interface Window {
    readonly dossier: Bridge;
  }
}

/** Paths, the number of a button, or `null` for a person who cancels. */
export type DialogAnswer = readonly string[] | number | null;

export interface StartOptions {
  /** Data folder. */
  data: string;
  /** Folder of the built program, with its package.json. */
  program: string;
  parameters: readonly string[];
  environment: NodeJS.ProcessEnv;
}

/** What a test may do with the program besides what a person does in its window; the same on every host. */
export interface AppControl {
  readonly page: Page;
  answerDialogs(answers: readonly DialogAnswer[]): Promise<void>;
  /** What comes of the next print dialogs, in Electron's words: nothing when it was printed, else the reason. */
  answerPrints(reasons: readonly string[]): Promise<void>;
  /** What the print dialogs opened with. */
  printed(): Promise<WebContentsPrintOptions[]>;
  chooseMenu(label: string): Promise<void>;
  foreignRequests(): Promise<string[]>;
  openedPlaces(): Promise<string[]>;
  /** Ends the page's process as a fault would. @returns whether the window came back and answers */
  crashPage(): Promise<boolean>;
  /** The program loads its page anew. */
  loadPageAnew(): Promise<void>;
  isRunning(): boolean;
  /** Asks the program to quit; it may take its time. */
  wishQuit(): Promise<void>;
  /** @returns the exit code, null when a signal ended it */
  ended(): Promise<number | null>;
  kill(): Promise<void>;
  /** Ends what still runs. */
  close(): Promise<void>;
}

import { existsSync } from 'node:fs';
import path from 'node:path';
import type { MadePart } from '../../shared/contract/export.ts';
import { DossierError } from '../../shared/errors.ts';
import { printSettings } from '../../shared/text/print-settings.ts';
import type { PrintOutcome } from '../printing/print-job.ts';
import type { Services } from '../window/services.ts';
import type { MadeThings } from './made-things.ts';

/** The part of Electron's `shell` that is used. */
export interface ShowingShell {
  showItemInFolder(place: string): void;
  /** @returns what went wrong, empty when nothing did */
  openPath(place: string): Promise<string>;
}

/** The part of `PrintWindow` that is used. */
export interface Printer {
  print(file: string, copies: number): Promise<PrintOutcome>;
}

interface MadeContext {
  readonly made: MadeThings;
  readonly shell: ShowingShell;
  readonly printer: Printer;
}

/** @throws gone for what never was there, was moved or deleted */
function placeOf({ made }: MadeContext, madeId: string, part: MadePart): string {
  const place = made.find(madeId)[part];
  if (place === undefined || !existsSync(place)) throw new DossierError('gone', { what: '导出的文件' });
  return place;
}

/** How to print from a viewer, whichever it is: all of them have these words. */
function printingSteps(copies: number): string[] {
  const keys = process.platform === 'darwin' ? 'Command+P' : 'Ctrl+P';
  return [`在刚打开的 PDF 窗口中按 ${keys}。`, ...printSettings(copies)];
}

/**
 * What the window may do with what was made: nothing else on the disk can be shown, opened or printed.
 * Where no print dialog comes, the bound PDF opens in the person's own viewer.
 */
export function madeServices(context: MadeContext) {
  const open = async (madeId: string, part: MadePart) => {
    const place = placeOf(context, madeId, part);
    const detail = await context.shell.openPath(place);
    if (detail !== '') throw new DossierError('notOpened', { name: path.basename(place), detail });
  };
  return {
    revealMade: ({ madeId }) => {
      context.shell.showItemInFolder(placeOf(context, madeId, 'itself'));
      return undefined;
    },
    openMade: async ({ madeId, part }) => {
      await open(madeId, part);
      return undefined;
    },
    printMade: async ({ madeId, copies }) => {
      const outcome = await context.printer.print(placeOf(context, madeId, 'bound'), copies);
      if (outcome !== 'failed') return { outcome };
      await open(madeId, 'bound');
      return { outcome: 'opened', steps: printingSteps(copies) };
    },
  } satisfies Partial<Services>;
}

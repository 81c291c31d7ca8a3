import { existsSync } from 'node:fs';
import path from 'node:path';
import type { MadePart } from '../../shared/contract/export.ts';
import { DossierError } from '../../shared/errors.ts';
import type { Services } from '../window/services.ts';
import type { MadeThings } from './made-things.ts';

/** The part of Electron's `shell` that is used. */
export interface ShowingShell {
  showItemInFolder(place: string): void;
  /** @returns what went wrong, empty when nothing did */
  openPath(place: string): Promise<string>;
}

interface MadeContext {
  readonly made: MadeThings;
  readonly shell: ShowingShell;
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
  return [
    `在刚打开的 PDF 窗口中按 ${keys}。`,
    `份数填 ${copies}，勾选“逐份打印”。`,
    '纸张选 A4，缩放选“实际大小”（100%），不要选“适合页面”。',
    '选“双面打印”，沿长边翻转；打印机不能双面的，选单面。',
    '彩色页和装订次序见“盖章与装订说明”。',
  ];
}

/**
 * What the window may do with what was made: nothing else on the disk can be shown, opened or printed.
 *
 * Printing opens the bound PDF in the person's own viewer. The window itself has no PDF plug-in
 * (`plugins: false`) and lets no other scheme than ours in, while Electron prints a PDF only through
 * Chromium's viewer, an extension page; and pages drawn by pdfjs would go to the printer as pictures,
 * hundreds of megabytes of them. The viewer's print dialog is the system's, with duplex and copies.
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
      await open(madeId, 'bound');
      return { steps: printingSteps(copies) };
    },
  } satisfies Partial<Services>;
}

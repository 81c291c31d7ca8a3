import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MenuItemConstructorOptions } from 'electron';
import { notInSlice } from './strict.ts';

/** Parts of the desktop: folders and files opened for the person, the menu, the displays. */
function start(command: string, parameters: string[]): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, { stdio: 'ignore', detached: true });
    child.on('error', (error) => resolve(error.message));
    child.on('spawn', () => {
      child.unref();
      resolve('');
    });
  });
}

/** Only under test: what would have been opened. */
export const opened: string[] = [];

async function openPath(place: string): Promise<string> {
  opened.push(place);
  if (process.env.DOSSIER_HOST_TEST === '1') return '';
  if (process.platform === 'darwin') return start('open', [place]);
  if (process.platform === 'win32') return start('explorer.exe', [place]);
  return start('xdg-open', [place]);
}

export const hostShell = {
  openPath,
  showItemInFolder(place: string): void {
    if (process.env.DOSSIER_HOST_TEST !== '1' && process.platform === 'win32')
      void start('explorer.exe', [`/select,${place}`]);
    else void openPath(path.dirname(place));
  },
};

/** The browser's window has no place for a menu: it is kept, and its choices can be made by a test. */
export class HostMenu {
  static application: HostMenu | undefined;
  readonly template: readonly MenuItemConstructorOptions[];

  private constructor(template: readonly MenuItemConstructorOptions[]) {
    this.template = template;
  }

  static buildFromTemplate(template: readonly MenuItemConstructorOptions[]): HostMenu {
    return new HostMenu(template);
  }

  static setApplicationMenu(menu: HostMenu | null): void {
    HostMenu.application = menu ?? undefined;
  }

  /** Chromium shows its own context menu; the program's is never asked for. */
  popup(): void {
    throw notInSlice('Menu.popup');
  }

  /** Only under test: as if a person had chosen the entry with this label. */
  static choose(label: string): void {
    const all = (entries: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
      entries.flatMap((entry) => [entry, ...(Array.isArray(entry.submenu) ? all(entry.submenu) : [])]);
    const entry = all(HostMenu.application?.template ?? []).find((each) => each.label === label);
    if (entry?.click === undefined) throw new Error(`the menu has no entry ${label} to choose`);
    // The entry's own parameters are not in the slice: none of ours reads them.
    (entry.click as () => void)();
  }
}

/** Where the displays are is the browser's to know; it moves a window that it cannot show. */
export const hostScreen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }],
};

/** @returns the folder of the program that is run: where its package.json lies */
export function appFolder(): string {
  const main = process.argv[1];
  if (main === undefined)
    throw new Error('the host is started with the program: node --import register.ts main.js');
  return path.resolve(path.dirname(main.startsWith('file:') ? fileURLToPath(main) : main), '..');
}

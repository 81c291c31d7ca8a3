import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserWindow, Session, WebContents } from 'electron';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { HostPrintWindow, printed, scriptPrints } from '../../e2e/host/print-window.ts';
import { HostPrintSession } from '../../e2e/host/session.ts';
import { lockContents, lockSession } from '../security/lock-down.ts';
import { mayPrintPageLoad } from './print-access.ts';
import { printOptions } from './print-job.ts';
import { PrintWindow } from './print-window.ts';

vi.stubEnv('DOSSIER_HOST_TEST', '1');
const folder = mkdtempSync(path.join(tmpdir(), 'dossier-print-'));
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});
const place = (name: string, content: string) => {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
};
const book = place('03.pdf', '%PDF-1.7 the book');

let session: HostPrintSession;
let windows: HostPrintWindow[];
let logged: string[];
let printer: PrintWindow;
/** Each address that a window was shown. */
let loaded: string[];

beforeEach(() => {
  session = new HostPrintSession();
  windows = [];
  logged = [];
  loaded = [];
  // The host's windows and sessions stand in for Electron's, as in the whole program on it.
  const given = session as unknown as Session;
  lockSession(given, (what) => logged.push(what), mayPrintPageLoad);
  printer = new PrintWindow({
    session: given,
    parent: {} as BrowserWindow,
    log: (_level, what, error) => logged.push(`${what} ${String(error ?? '')}`),
    open: (options) => {
      const window = new HostPrintWindow(options, session);
      lockContents(window.webContents as unknown as WebContents, () => undefined, mayPrintPageLoad);
      const load = window.loadURL.bind(window);
      window.loadURL = (address) => {
        loaded.push(address);
        return load(address);
      };
      windows.push(window);
      return window as unknown as BrowserWindow;
    },
  });
  printed.length = 0;
});

test('the dialog opens over the whole PDF, and afterwards nothing of it can be fetched any more', async () => {
  scriptPrints(['']);
  expect(await printer.print(book, 2)).toBe('printed');
  expect(printed).toEqual([{ options: printOptions(2), bytes: '%PDF-1.7 the book'.length }]);
  expect(windows.map((window) => window.isDestroyed())).toEqual([true]);
  expect((await session.answer(loaded[0] ?? '')).status).toBe(404);
  expect(logged.filter((line) => line.startsWith('print'))).toEqual([]);
});

test('who closes the dialog has printed nothing, and no fault is logged; a printer that fails is one', async () => {
  scriptPrints(['Print job canceled', 'Print job failed']);
  expect(await printer.print(book, 2)).toBe('cancelled');
  expect(logged.filter((line) => line.startsWith('print'))).toEqual([]);
  expect(await printer.print(book, 2)).toBe('failed');
  expect(logged.at(-1)).toContain('Print job failed');
});

test('who closes the window before the dialog is there has printed nothing', async () => {
  const outcome = printer.print(book, 2);
  windows[0]?.destroy();
  expect(await outcome).toBe('cancelled');
  expect(printed).toEqual([]);
});

test('a second wish ends the first: the page that asked may have been loaded anew', async () => {
  scriptPrints(['']);
  const [first, second] = [printer.print(book, 2), printer.print(book, 1)];
  expect(await first).toBe('cancelled');
  expect(await second).toBe('printed');
  expect(printed).toEqual([expect.objectContaining({ options: printOptions(1) })]);
  expect(windows.map((window) => window.isDestroyed())).toEqual([true, true]);
});

test('what is no PDF, or is gone, is not printed; the reason goes to the log', async () => {
  expect(await printer.print(place('a.pdf', 'no PDF'), 2)).toBe('failed');
  expect(await printer.print(path.join(folder, 'none.pdf'), 2)).toBe('failed');
  expect(logged.filter((line) => line.startsWith('print')).join()).toMatch(/no PDF.*ENOENT/);
  expect(windows.map((window) => window.isDestroyed())).toEqual([true, true]);
});

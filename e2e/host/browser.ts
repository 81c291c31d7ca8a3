import { existsSync } from 'node:fs';
import path from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import type { Rectangle } from '../../electron/window/window-state.ts';

/** Only for tests: another program may look at the page through this port. */
const DEBUG_PORT = process.env.DOSSIER_HOST_DEBUG_PORT;
export const HEADLESS = process.env.DOSSIER_HOST_HEADLESS === '1';

const PLACES: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
    'microsoft-edge-stable',
  ].flatMap((name) => (process.env.PATH ?? '').split(':').map((folder) => path.join(folder, name))),
  darwin: ['Google Chrome', 'Microsoft Edge', 'Chromium'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      path.join(folder, 'Google/Chrome/Application/chrome.exe'),
      path.join(folder, 'Microsoft/Edge/Application/msedge.exe'),
      path.join(folder, 'Chromium/Application/chrome.exe'),
    ]),
};

/** The browser to show the window with: `DOSSIER_BROWSER`, else the first one that is installed. */
export function findBrowser(): string | undefined {
  const named = process.env.DOSSIER_BROWSER;
  return named ?? PLACES[process.platform]?.find((place) => existsSync(place));
}

/** Nothing of the browser's own may use the network, and no name resolves. */
const QUIET = [
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-domain-reliability',
  '--disable-breakpad',
  '--no-pings',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

/**
 * Starts the browser with one bare window, like an application's.
 *
 * @throws Error in Chinese when none is installed
 */
export async function launchBrowser(profile: string, window: Rectangle): Promise<BrowserContext> {
  const executablePath = findBrowser();
  if (executablePath === undefined)
    throw new Error(
      '没有找到 Chromium、Chrome 或 Edge。请安装其中一个，或用环境变量 DOSSIER_BROWSER 指明它的位置，然后重新启动。',
    );
  const size = { width: window.width, height: window.height };
  return chromium.launchPersistentContext(profile, {
    executablePath,
    headless: HEADLESS,
    // The sandbox cannot work for root, who is met in containers only; everywhere else it stays.
    chromiumSandbox: process.getuid?.() !== 0,
    viewport: HEADLESS ? size : null,
    locale: 'zh-CN',
    acceptDownloads: false,
    serviceWorkers: 'block',
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    ignoreDefaultArgs: ['--enable-automation'],
    args: [
      ...QUIET,
      ...(HEADLESS
        ? []
        : [
            '--app=about:blank',
            `--window-size=${window.width},${window.height}`,
            `--window-position=${window.x},${window.y}`,
          ]),
      ...(DEBUG_PORT === undefined ? [] : [`--remote-debugging-port=${DEBUG_PORT}`]),
    ],
  });
}

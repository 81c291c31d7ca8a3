import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import type { Rectangle } from '../../electron/window/window-state.ts';
import { launchFault } from './launch-fault.ts';

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
  if (named !== undefined && named !== '') return named;
  return PLACES[process.platform]?.find((place) => existsSync(place));
}

/** Nothing of the browser's own may use the network: all of it is sent to a place where nobody listens. */
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
  '--proxy-server=http://127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
  '--lang=zh-CN',
];

/** What a browser offers to people who browse, and what has no place over a form. */
const PREFERENCES = {
  translate: { enabled: false },
  credentials_enable_service: false,
  profile: { password_manager_enabled: false },
  autofill: { profile_enabled: false, credit_card_enabled: false },
  browser: { enable_spellchecking: false, has_seen_welcome_page: true },
  safebrowsing: { enabled: false },
  search: { suggest_enabled: false },
  alternate_error_pages: { enabled: false },
  intl: { accept_languages: 'zh-CN,zh', selected_languages: 'zh-CN,zh' },
};

function writePreferences(profile: string): void {
  mkdirSync(path.join(profile, 'Default'), { recursive: true });
  writeFileSync(path.join(profile, 'Default', 'Preferences'), JSON.stringify(PREFERENCES));
}

/**
 * Starts the browser with one bare window, like an application's.
 *
 * @param profile a new folder
 * @param address of the page to come; only a window that begins there stays without an address bar
 * @throws Error in Chinese when none is installed or it does not start
 */
export async function launchBrowser(
  profile: string,
  window: Rectangle,
  address: string,
): Promise<BrowserContext> {
  const executablePath = findBrowser();
  if (executablePath === undefined)
    throw new Error(
      '没有找到 Chromium、Chrome 或 Edge。请安装其中一个，或用环境变量 DOSSIER_BROWSER 指明它的位置，然后重新启动。',
    );
  writePreferences(profile);
  const size = { width: window.width, height: window.height };
  const launched = chromium.launchPersistentContext(profile, {
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
    // A second, blank window would open beside ours.
    ignoreDefaultArgs: ['--enable-automation', 'about:blank'],
    // On Linux the browser's own words (the context menu) follow this.
    env: { ...process.env, LANGUAGE: 'zh_CN' },
    args: [
      ...QUIET,
      // Nobody looks: drawn without imitating a graphics card, which costs more than the drawing.
      ...(HEADLESS ? ['--disable-gpu'] : []),
      // Also where nobody sees it: the address bar that it does without would cost half of the start.
      `--app=${address}`,
      ...(HEADLESS
        ? []
        : [`--window-size=${window.width},${window.height}`, `--window-position=${window.x},${window.y}`]),
      ...(DEBUG_PORT === undefined ? [] : [`--remote-debugging-port=${DEBUG_PORT}`]),
    ],
  });
  return launched.catch((error: unknown) => {
    throw launchFault(executablePath, error);
  });
}

import path from 'node:path';

export interface StartWishes {
  /** Undefined: Electron, and where it cannot be had, the Chromium host. */
  host: 'electron' | 'chromium' | undefined;
  /** Drafts to open; whole paths. */
  files: string[];
}

/**
 * What `npm start -- …` was asked for: `--browser` or `--electron` settles the host (as `DOSSIER_HOST`
 * does), the rest are drafts, named from where npm was started.
 *
 * @throws Error in Chinese for a word that means nothing here
 */
export function readWishes(words: readonly string[], environment: NodeJS.ProcessEnv): StartWishes {
  const folder = environment.INIT_CWD ?? process.cwd();
  const wishes: StartWishes = { host: undefined, files: [] };
  const named = environment.DOSSIER_HOST;
  if (named === 'electron' || named === 'chromium') wishes.host = named;
  else if (named !== undefined && named !== '')
    throw new Error(`环境变量 DOSSIER_HOST 只能是 electron 或 chromium，现在是“${named}”。`);
  for (const word of words) {
    if (word === '--browser') wishes.host = 'chromium';
    else if (word === '--electron') wishes.host = 'electron';
    else if (word.toLowerCase().endsWith('.dossier')) wishes.files.push(path.resolve(folder, word));
    else
      throw new Error(
        `不认识“${word}”。可以写：npm start -- [--browser 用本机浏览器打开] [--electron 只用 Electron] [草稿.dossier]`,
      );
  }
  return wishes;
}

/** Whether there is a desktop to open a window on; Linux says so by two variables. */
export function hasDisplay(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): boolean {
  if (platform !== 'linux' || environment.DOSSIER_HOST_HEADLESS === '1') return true;
  return Boolean(environment.DISPLAY) || Boolean(environment.WAYLAND_DISPLAY);
}

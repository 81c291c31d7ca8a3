import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { findBrowser } from '../e2e/host/browser.ts';
import { ensureBuilt } from './ensure-built.ts';
import { findElectron } from './start/electron-runtime.ts';
import { hasDisplay, readWishes } from './start/wishes.ts';

/**
 * `npm start`: builds what changed, then opens the window. On Electron; where its runtime cannot be
 * had, on the Chromium host, after saying why. `npm start -- --browser` goes there at once.
 */
const root = path.resolve(import.meta.dirname, '..');
const app = path.join(root, 'out', 'app');

/** @returns the exit code of the window's program, when it ends */
function run(program: string, parameters: string[]): Promise<number> {
  // Ctrl+C reaches the program as well, which saves first; npm start waits for it.
  process.on('SIGINT', () => {});
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { cwd: root, stdio: 'inherit' });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

function openOnElectron(program: string, files: string[]): Promise<number> {
  // Chromium's sandbox cannot work for root, who is met in containers only.
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return run(program, [...flags, app, ...files]);
}

function openInBrowser(files: string[]): Promise<number> {
  const register = pathToFileURL(path.join(root, 'e2e', 'host', 'register.ts')).href;
  const main = path.join(app, 'electron', 'main.js');
  return run(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    '--import',
    register,
    main,
    ...files,
  ]);
}

async function start(): Promise<number> {
  const { host, files } = readWishes(process.argv.slice(2), process.env);
  const absent = files.find((file) => !existsSync(file));
  if (absent !== undefined) throw new Error(`没有找到草稿文件：${absent}`);
  if (!hasDisplay(process.platform, process.env))
    throw new Error(
      '没有找到桌面（DISPLAY 和 WAYLAND_DISPLAY 都是空的），打不开窗口。请在图形桌面中运行 npm start；\n没有桌面时可以用命令行：npm run -s cli -- help',
    );
  const fault = ensureBuilt(root, () => console.log('正在编译（第一次和更新之后，不到一分钟）……'));
  if (fault !== undefined) throw new Error(`没有编译成功：\n${fault}`);

  if (host !== 'chromium') {
    const electron = await findElectron(root, process.env, console.log);
    if ('program' in electron) return openOnElectron(electron.program, files);
    console.error(`没有得到 Electron 运行环境：${electron.reason}`);
    console.error('可以换一个下载地址：先设置环境变量 ELECTRON_MIRROR=<镜像地址>，再运行 npm start。');
    if (host === 'electron') return 1;
  }
  const browser = findBrowser();
  if (browser === undefined)
    throw new Error(
      '没有找到 Chromium、Chrome 或 Edge。安装其中一个，或用环境变量 DOSSIER_BROWSER 指明它的位置，再运行 npm start。',
    );
  if (!existsSync(browser)) throw new Error(`环境变量 DOSSIER_BROWSER 指明的程序不存在：${browser}`);
  console.log(`用本机浏览器打开窗口（功能相同，不联网）：${browser}`);
  return openInBrowser(files);
}

process.exitCode = await start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});

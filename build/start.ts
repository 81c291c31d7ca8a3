import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { findBrowser } from '../e2e/host/browser.ts';

/**
 * `npm start`: builds what changed, then opens the window. On Electron; where its runtime cannot be
 * had, on the Chromium host, after saying why. `DOSSIER_HOST=electron|chromium` settles it.
 */
const root = path.resolve(import.meta.dirname, '..');
const app = path.join(root, 'out', 'app');
const mainFile = path.join(app, 'electron', 'main.js');
const wanted = process.env.DOSSIER_HOST;

function newestChange(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .reduce(
      (newest, entry) => Math.max(newest, statSync(path.join(entry.parentPath, entry.name)).mtimeMs),
      0,
    );
}

function isBuilt(): boolean {
  const last = path.join(app, 'renderer', 'index.html');
  if (!existsSync(mainFile) || !existsSync(last)) return false;
  const builtAt = statSync(last).mtimeMs;
  return ['electron', 'shared', 'renderer', 'build'].every(
    (folder) => newestChange(path.join(root, folder)) < builtAt,
  );
}

/** @returns Electron's program, or why there is none */
function findElectron(): { program: string } | { reason: string } {
  const folder = path.join(root, 'node_modules', 'electron');
  const named = path.join(folder, 'path.txt');
  const program = () => path.join(folder, 'dist', readFileSync(named, 'utf8'));
  if (existsSync(named) && existsSync(program())) return { program: program() };
  console.log('正在获取 Electron 运行环境（只需一次）……');
  const fetched = spawnSync(process.execPath, [path.join(folder, 'install.js')], {
    encoding: 'utf8',
    timeout: 300_000,
  });
  if (fetched.status === 0 && existsSync(named) && existsSync(program())) return { program: program() };
  const lines = `${fetched.stderr ?? ''}\n${fetched.error?.message ?? ''}`.split('\n');
  const told = lines
    .map((line) => line.trim())
    .filter((line) => /error|ENOTFOUND|ECONN|status|timed/i.test(line));
  return { reason: told[0] ?? `安装程序退出码 ${fetched.status ?? '无'}` };
}

/** @returns the exit code of the window's program, when it ends */
function run(program: string, parameters: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { cwd: root, stdio: 'inherit' });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux' || process.env.DOSSIER_HOST_HEADLESS === '1') return true;
  return Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);
}

async function start(): Promise<number> {
  if (!isBuilt()) {
    console.log('正在编译……');
    if ((await run(process.execPath, [path.join(root, 'build', 'build.ts')])) !== 0) return 1;
  }
  if (!hasDisplay()) {
    console.error(
      '没有找到桌面（DISPLAY 和 WAYLAND_DISPLAY 都是空的），打不开窗口。请在图形桌面中运行 npm start；',
    );
    console.error('没有桌面时可以用命令行：npm run -s cli -- help');
    return 1;
  }
  const opened = process.argv.slice(2);
  if (wanted !== 'chromium') {
    const electron = findElectron();
    if ('program' in electron) {
      // Chromium's sandbox cannot work for root, who is met in containers only.
      const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
      return run(electron.program, [...flags, app, ...opened]);
    }
    console.error(`没有得到 Electron 运行环境：${electron.reason}`);
    console.error('如果网络需要镜像，可先设置环境变量 ELECTRON_MIRROR=<镜像地址>，再运行 npm start。');
    if (wanted === 'electron') return 1;
  }
  const browser = findBrowser();
  if (browser === undefined) {
    console.error(
      '也没有找到 Chromium、Chrome 或 Edge。安装其中一个，或用 DOSSIER_BROWSER 指明它的位置，再运行 npm start。',
    );
    return 1;
  }
  console.log(`改用本机浏览器打开窗口（功能相同，不联网）：${browser}`);
  const register = path.join(root, 'e2e', 'host', 'register.ts');
  return run(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    '--import',
    `file://${register.replaceAll('\\', '/').replace(/^(?=[A-Za-z]:)/, '/')}`,
    mainFile,
    ...opened,
  ]);
}

process.exitCode = await start();

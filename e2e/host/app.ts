import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { HostBrowserWindow } from './browser-window.ts';
import type { HostProtocol } from './protocol.ts';
import { notInSlice } from './strict.ts';

/** Tells the program that runs already; ends with 1 when none answers. */
const TELL = `const [place, told] = process.argv.slice(-2);
require('node:net').connect(place, function () { this.end(told); }).on('error', () => process.exit(1));`;

type PathName = 'userData' | 'temp' | 'home' | 'documents' | 'logs';

function configurationFolder(): string {
  if (process.platform === 'win32') return process.env.APPDATA ?? path.join(homedir(), 'AppData/Roaming');
  if (process.platform === 'darwin') return path.join(homedir(), 'Library/Application Support');
  return process.env.XDG_CONFIG_HOME ?? path.join(homedir(), '.config');
}

/** Life of the program: ready, quit, one instance, folders. Folders are those that Electron would use. */
export class HostApp extends EventEmitter {
  readonly isPackaged = false;
  readonly #paths: Partial<Record<PathName, string>> = {};
  readonly #ready: Promise<void>;
  readonly #description: { name: string; version: string };
  #sandboxed = false;
  #isReady = false;
  #quitting = false;

  /** @param appFolder with the program's package.json */
  constructor(protocol: HostProtocol, appFolder: string) {
    super();
    this.#description = JSON.parse(readFileSync(path.join(appFolder, 'package.json'), 'utf8'));
    // Ctrl+C and the end of the session are wishes to quit, as in Electron; a second one is an order.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => this.quit());
    this.#ready = new Promise((resolve) => {
      // After every import of the main module has run, as in Electron.
      setImmediate(() => {
        if (!this.#sandboxed) throw new Error('app.enableSandbox must be called before the app is ready');
        protocol.close();
        this.#isReady = true;
        resolve();
        this.emit('ready');
      });
    });
  }

  whenReady(): Promise<void> {
    return this.#ready;
  }
  isReady(): boolean {
    return this.#isReady;
  }
  enableSandbox(): void {
    if (this.#isReady) throw new Error('app.enableSandbox() can only be called before app is ready');
    this.#sandboxed = true;
  }
  getName(): string {
    return this.#description.name;
  }
  getVersion(): string {
    return this.#description.version;
  }
  setPath(name: string, folder: string): void {
    if (name !== 'userData') throw notInSlice(`app.setPath ${name}`);
    if (!path.isAbsolute(folder)) throw new Error('Path must be absolute');
    this.#paths.userData = folder;
  }
  getPath(name: string): string {
    const userData = this.#paths.userData ?? path.join(configurationFolder(), this.#description.name);
    if (name === 'userData') return userData;
    if (name === 'temp') return tmpdir();
    if (name === 'home') return homedir();
    if (name === 'logs') return path.join(userData, 'logs');
    if (name === 'documents') {
      const documents = path.join(homedir(), 'Documents');
      return existsSync(documents) ? documents : homedir();
    }
    throw notInSlice(`app.getPath ${name}`);
  }

  /**
   * Asked over a local socket whose name is made of the data folder. Electron answers at once, so a
   * process of its own asks while this one waits.
   */
  requestSingleInstanceLock(): boolean {
    const userData = path.resolve(this.getPath('userData'));
    const name = createHash('sha256').update(userData).digest('hex').slice(0, 24);
    const place =
      process.platform === 'win32'
        ? `\\\\.\\pipe\\dossier-${name}`
        : path.join(tmpdir(), `dossier-${name}.sock`);
    const told = JSON.stringify({ argv: process.argv, cwd: process.cwd() });
    if (spawnSync(process.execPath, ['-e', TELL, place, told], { stdio: 'ignore' }).status === 0)
      return false;
    // A socket that nobody answers is left over from a program that was killed.
    if (process.platform !== 'win32') rmSync(place, { force: true });
    const server = createServer((socket) => {
      let text = '';
      socket.on('data', (part) => {
        text += part;
      });
      socket.on('end', () => {
        const { argv, cwd } = JSON.parse(text) as { argv: string[]; cwd: string };
        this.emit('second-instance', {}, argv, cwd);
      });
      socket.on('error', (error) => console.error('host: second instance', error));
    });
    server.listen(place);
    server.unref();
    return true;
  }

  quit(): void {
    if (this.#quitting) return;
    let prevented = false;
    const event = { preventDefault: () => (prevented = true) };
    this.emit('before-quit', event);
    if (prevented) return;
    const window = HostBrowserWindow.open;
    if (window === undefined) {
      this.#end();
      return;
    }
    this.#quitting = true;
    // A window that stays ends the wish to quit, as in Electron.
    if (!window.mayClose()) this.#quitting = false;
    else window.destroy();
  }

  #end(): void {
    let prevented = false;
    this.emit('will-quit', { preventDefault: () => (prevented = true) });
    this.#quitting = false;
    if (!prevented) this.exit(0);
  }

  exit(code = 0): void {
    process.exit(code);
  }

  /** The last window has gone. */
  windowClosed(): void {
    if (this.#quitting) this.#end();
    else if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
    else this.quit();
  }
}

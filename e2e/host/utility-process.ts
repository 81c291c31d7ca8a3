import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import type { ForkOptions, UtilityProcess } from 'electron';
import { knownOptions, notInSlice } from './strict.ts';

const STREAMS = ['stdin', 'stdout', 'stderr'] as const;
type StreamKind = 'pipe' | 'ignore' | 'inherit';

function streams(stdio: ForkOptions['stdio'] = 'inherit'): StreamKind[] {
  const kinds: readonly string[] = typeof stdio === 'string' ? ['ignore', stdio, stdio] : stdio;
  return STREAMS.map((name, at): StreamKind => {
    const kind = kinds[at];
    if (name === 'stdin' && kind !== 'ignore')
      throw new Error('stdin value other than ignore is not supported.');
    if (kind === 'pipe' || kind === 'ignore' || kind === 'inherit') return kind;
    throw new TypeError(`${name} cannot be ${kind}`);
  });
}

/**
 * Electron's process for work without a window, as a process of Node. Its script finds
 * `process.parentPort`, and neither `electron` nor Node's own channel.
 */
export class HostUtilityProcess extends EventEmitter implements Pick<UtilityProcess, 'kill' | 'postMessage'> {
  readonly #child: ChildProcess;
  readonly #kinds: StreamKind[];
  #started = false;

  private constructor(modulePath: string, parameters: string[], options: ForkOptions) {
    super();
    knownOptions('utilityProcess.fork', options, ['serviceName', 'stdio']);
    this.#kinds = streams(options.stdio);
    this.#child = fork(modulePath, parameters, {
      execArgv: [
        '--disable-warning=ExperimentalWarning',
        '--import',
        new URL('./parent-port.ts', import.meta.url).href,
      ],
      // Carries what structured clone carries, and nothing as text.
      serialization: 'advanced',
      stdio: [...this.#kinds, 'ipc'],
    });
    this.#child.once('spawn', () => {
      this.#started = true;
      this.emit('spawn');
    });
    this.#child.on('message', ({ cloned }: { cloned: unknown }) => this.emit('message', cloned));
    this.#child.on('error', (error) => console.error('host: utility process', error));
    // After its streams have ended, so that its last words are not lost.
    this.#child.once('close', (code, signal) => {
      this.#started = false;
      this.emit('exit', code ?? (signal === null ? 1 : constants.signals[signal]));
    });
  }

  static fork(modulePath: string, parameters: string[] = [], options: ForkOptions = {}): HostUtilityProcess {
    return new HostUtilityProcess(modulePath, parameters, options);
  }

  get pid(): number | undefined {
    return this.#started ? this.#child.pid : undefined;
  }

  get stdout(): Readable | null {
    return this.#child.stdout;
  }

  get stderr(): Readable | null {
    return this.#child.stderr;
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) throw notInSlice('a message port that is handed over');
    // Throws for what cannot be cloned; Node's own codec lets some of it through.
    const cloned: unknown = structuredClone(message);
    if (this.#child.connected) this.#child.send({ cloned });
  }

  kill(): boolean {
    return this.#child.kill();
  }
}

import { EventEmitter } from 'node:events';
import { registerHooks } from 'node:module';
import { isMainThread } from 'node:worker_threads';

/** Loaded before the script of a utility process: gives it what Electron gives it, and takes away what Electron has not. */
const send = process.send?.bind(process);
if (isMainThread && send === undefined) throw new Error('a utility process is started by the host');

class HostParentPort extends EventEmitter {
  readonly #early: unknown[] = [];
  #flowing = false;

  constructor() {
    super();
    // Messages flow from the first listener on, in the next turn.
    this.on('newListener', (name) => {
      if (name === 'message' && !this.#flowing) setImmediate(() => this.#flow());
    });
  }

  receive(data: unknown): void {
    if (this.#flowing) this.emit('message', { data, ports: [] });
    else this.#early.push(data);
  }

  #flow(): void {
    this.#flowing = true;
    for (const data of this.#early.splice(0)) this.receive(data);
  }

  postMessage(message: unknown): void {
    // Wrapped: Node's own channel carries no bare undefined.
    send?.({ cloned: structuredClone(message) });
  }
}

// Node loads it once more for each thread that such a process starts.
if (isMainThread) {
  const port = new HostParentPort();
  process.on('message', (message: { cloned: unknown }) => port.receive(message.cloned));
  // Chromium ends its children with the main process.
  process.on('disconnect', () => process.exit(1));
  Object.defineProperties(process, {
    parentPort: { value: port },
    send: { value: undefined },
    disconnect: { value: undefined },
  });
}
registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'electron') throw new Error('electron is not in the slice of a utility process');
    return next(specifier, context);
  },
});

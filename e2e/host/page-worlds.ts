import type { decode as Decode, encode as Encode, FunctionTable } from './codec.ts';

/**
 * The two sides inside the page, as Electron has them: the preload script in a world of its own, which
 * alone holds the binding to the program, and the page's world, which sees only what the preload script
 * exposes. They share the document, and speak by events whose name is a secret of the two.
 * Both functions run in the page by their source text: nothing from outside but their parameters.
 */
type Codec = { encode: typeof Encode; decode: typeof Decode };
type Callable = (...given: unknown[]) => unknown;
type BridgeMessage = {
  to: 'page' | 'preload';
  kind: 'expose' | 'call' | 'value' | 'promise' | 'settled' | 'failed' | 'callback';
  id: number;
  name?: string;
  text?: string;
};

/** In the page's own world, before any script of the page. */
export function installPageWorld(secret: string, { encode, decode }: Codec): void {
  if (window.top !== window) return;
  const listen = document.addEventListener.bind(document);
  const dispatch = document.dispatchEvent.bind(document);
  const Custom = CustomEvent;
  const listeners = new Map<number, Callable>();
  const waiting = new Map<number, { resolve: Callable; reject: Callable }>();
  let replies: BridgeMessage[] = [];
  let last = 0;
  // What Electron gives for a denied window; one that opens by a link is closed by the host.
  Object.defineProperty(window, 'open', { value: () => null });

  const send = (message: Omit<BridgeMessage, 'to'>) =>
    dispatch(new Custom(secret, { detail: JSON.stringify({ to: 'preload', ...message }) }));
  const functions: FunctionTable = {
    hold(given) {
      listeners.set(++last, given);
      return last;
    },
    stub:
      (held) =>
      (...given) => {
        const id = ++last;
        send({ kind: 'call', id, name: String(held), text: encode(given, functions) });
        const reply = replies.find((each) => each.id === id);
        replies = replies.filter((each) => each.id !== id);
        if (reply === undefined) throw new Error('the preload script does not answer');
        if (reply.kind === 'failed') throw new Error(reply.text);
        if (reply.kind === 'value') return decode(reply.text ?? '["u"]', functions);
        return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
      },
  };
  const freeze = (value: unknown): unknown => {
    // Bytes cannot be frozen; Electron leaves them as they are too.
    if (ArrayBuffer.isView(value)) return value;
    if (typeof value === 'object' && value !== null) Object.values(value).forEach(freeze);
    return Object.freeze(value);
  };
  listen(secret, (event) => {
    const message = JSON.parse((event as CustomEvent<string>).detail) as BridgeMessage;
    if (message.to !== 'page') return;
    const { kind, id, name = '', text = '["u"]' } = message;
    if (kind === 'expose') {
      const value = freeze(decode(text, functions));
      Object.defineProperty(window, name, { value, enumerable: true });
    } else if (kind === 'callback') {
      const given = decode(text, functions) as unknown[];
      listeners.get(id)?.(...given);
    } else if (waiting.has(id)) {
      const { resolve, reject } = waiting.get(id) ?? {};
      waiting.delete(id);
      if (kind === 'failed') reject?.(new Error(text));
      else resolve?.(decode(text, functions));
    } else replies.push(message);
  });
}

/** In the preload script's world: `electron` as a sandboxed preload script has it, and nothing else. */
export function installPreloadWorld(
  secret: string,
  binding: string,
  { encode, decode }: Codec,
  preload: (require: (name: string) => unknown, module: { exports: object }, exports: object) => void,
): void {
  if (window.top !== window) return;
  const scope = globalThis as typeof globalThis & Record<string, unknown>;
  const toHost = scope[binding] as (text: string) => void;
  const held = new Map<number, Callable>();
  const invoked = new Map<number, { resolve: Callable; reject: Callable }>();
  const channels = new Map<string, Set<Callable>>();
  let last = 0;

  const send = (message: Omit<BridgeMessage, 'to'>) =>
    document.dispatchEvent(new CustomEvent(secret, { detail: JSON.stringify({ to: 'page', ...message }) }));
  const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
  const functions: FunctionTable = {
    hold(given) {
      held.set(++last, given);
      return last;
    },
    stub:
      (id) =>
      (...given) =>
        send({ kind: 'callback', id, text: encode(given, functions) }),
  };
  document.addEventListener(secret, (event) => {
    const message = JSON.parse((event as CustomEvent<string>).detail) as BridgeMessage;
    if (message.to !== 'preload' || message.kind !== 'call') return;
    const { id, name, text = '["l",[]]' } = message;
    try {
      const result = held.get(Number(name))?.(...(decode(text, functions) as unknown[]));
      if (!(result instanceof Promise)) return send({ kind: 'value', id, text: encode(result, functions) });
      send({ kind: 'promise', id });
      result.then(
        (value) => send({ kind: 'settled', id, text: encode(value, functions) }),
        (error: unknown) => send({ kind: 'failed', id, text: messageOf(error) }),
      );
    } catch (error) {
      send({ kind: 'failed', id, text: messageOf(error) });
    }
  });

  const strict = <T extends object>(what: string, slice: T): T =>
    new Proxy(slice, {
      get(target, key) {
        if (key in target) return Reflect.get(target, key);
        throw new Error(`${what}.${String(key)} is not in the host's slice of electron`);
      },
    });
  const electron = strict('electron', {
    contextBridge: strict('contextBridge', {
      exposeInMainWorld: (name: string, api: unknown) =>
        send({ kind: 'expose', id: 0, name, text: encode(api, functions) }),
    }),
    ipcRenderer: strict('ipcRenderer', {
      invoke: (channel: string, ...given: unknown[]) =>
        new Promise((resolve, reject) => {
          const text = encode(given);
          invoked.set(++last, { resolve, reject });
          toHost(JSON.stringify({ id: last, channel, text }));
        }),
      on(channel: string, listener: Callable) {
        channels.set(channel, (channels.get(channel) ?? new Set()).add(listener));
      },
      removeListener(channel: string, listener: Callable) {
        channels.get(channel)?.delete(listener);
      },
    }),
  });
  scope.deliverFromHost = (kind: string, name: string, text: string) => {
    if (kind === 'event') {
      const given = decode(text) as unknown[];
      for (const listener of [...(channels.get(name) ?? [])]) listener({}, ...given);
      return;
    }
    const { resolve, reject } = invoked.get(Number(name)) ?? {};
    invoked.delete(Number(name));
    if (kind === 'failed') reject?.(new Error(text));
    else resolve?.(decode(text));
  };
  // Stopped before it begins: on the way out Chromium would ask whether the page may be left, and that
  // question is kept for a person who closes the window.
  window.navigation.addEventListener('navigate', (event) => {
    if (event.destination.sameDocument || !event.cancelable) return;
    event.preventDefault();
    toHost(JSON.stringify({ id: 0, channel: '', text: encode([event.destination.url]) }));
  });
  // Keys of the browser that Electron's window does not have: reload, print, source, inspect, tabs. Nothing
  // is taken from the page, which hears them all the same.
  const onMac = navigator.platform.startsWith('Mac');
  window.addEventListener(
    'keydown',
    (event) => {
      const key = event.key.toLowerCase();
      const letter = (onMac ? event.metaKey : event.ctrlKey) && key.length === 1;
      const ofBrowser =
        ['f3', 'f5', 'f7', 'f12'].includes(key) ||
        (letter && (event.shiftKey ? 'bcijnort' : 'dghjlnoprtuw').includes(key));
      if (ofBrowser) event.preventDefault();
    },
    true,
  );
  // The browser's menu is for pages of the web; it stays where there is text to copy or to paste.
  window.addEventListener('contextmenu', (event) => {
    const [target] = event.composedPath();
    const writes = target instanceof Element && target.closest('input, textarea, [contenteditable]') !== null;
    if (!writes && getSelection()?.toString() === '') event.preventDefault();
  });
  // With it, Chromium asks before a person's closing of the window; the host answers for the program.
  window.addEventListener('beforeunload', (event) => event.preventDefault());

  const require = (name: string) => {
    if (name === 'electron') return electron;
    throw new Error(`module not found: ${name}`);
  };
  const module = { exports: {} };
  preload(require, module, module.exports);
}

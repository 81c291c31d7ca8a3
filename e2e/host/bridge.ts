import { randomBytes } from 'node:crypto';
import type { CDPSession, Page } from 'playwright-core';
import { decode, encode } from './codec.ts';
import { HOST_BINDING, PRELOAD_WORLD, pageScripts } from './page-scripts.ts';

/** Who sent a message, as Electron tells it; null when the frame has gone. */
export type SenderFrame = {
  origin: string;
  url: string;
  /** Of a frame within the page: not null. */
  parent: object | null;
  isDestroyed(): boolean;
} | null;
type Answerer = (frame: SenderFrame, channel: string, given: unknown[]) => Promise<unknown>;

/** Between the program and the preload script's world of one page. */
export class Bridge {
  readonly #session: CDPSession;
  /** Of the preload script's world: context → frame and origin. */
  readonly #contexts = new Map<number, { frameId: string; origin: string }>();
  /** Of the main frame's document. */
  #current: number | undefined;
  #mainFrameId = '';

  readonly #navigationTried: (url: string) => void;

  private constructor(session: CDPSession, navigationTried: (url: string) => void) {
    this.#session = session;
    this.#navigationTried = navigationTried;
  }

  /** To be attached before the page's first document. `appOrigin` gives the program's name for an origin. */
  static async attach(
    page: Page,
    preloadFile: string,
    appOrigin: (origin: string) => string,
    answer: Answerer,
    navigationTried: (url: string) => void,
  ): Promise<Bridge> {
    const session = await page.context().newCDPSession(page);
    const bridge = new Bridge(session, navigationTried);
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name !== PRELOAD_WORLD) return;
      const { frameId } = context.auxData as { frameId: string };
      bridge.#contexts.set(context.id, { frameId, origin: appOrigin(context.origin) });
      if (frameId === bridge.#mainFrameId) bridge.#current = context.id;
    });
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) =>
      bridge.#forget(executionContextId),
    );
    session.on('Runtime.executionContextsCleared', () => {
      bridge.#contexts.clear();
      bridge.#current = undefined;
    });
    session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === HOST_BINDING) void bridge.#answer(executionContextId, payload, answer);
    });
    await session.send('Page.enable');
    const { frameTree } = await session.send('Page.getFrameTree');
    bridge.#mainFrameId = frameTree.frame.id;
    await session.send('Runtime.addBinding', { name: HOST_BINDING, executionContextName: PRELOAD_WORLD });
    const scripts = pageScripts(`dossier-${randomBytes(16).toString('hex')}`, preloadFile);
    await session.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.page });
    await session.send('Page.addScriptToEvaluateOnNewDocument', {
      source: scripts.preload,
      worldName: PRELOAD_WORLD,
    });
    await session.send('Runtime.enable');
    return bridge;
  }

  #forget(context: number): void {
    this.#contexts.delete(context);
    if (this.#current === context) this.#current = undefined;
  }

  async #answer(context: number, payload: string, answer: Answerer): Promise<void> {
    const { id, channel, text } = JSON.parse(payload) as { id: number; channel: string; text: string };
    if (id === 0) {
      this.#navigationTried(String((decode(text) as unknown[])[0]));
      return;
    }
    const known = this.#contexts.get(context);
    const frame: SenderFrame =
      known === undefined
        ? null
        : {
            origin: known.origin,
            url: `${known.origin}/`,
            parent: known.frameId === this.#mainFrameId ? null : {},
            isDestroyed: () => !this.#contexts.has(context),
          };
    try {
      const value = await answer(frame, channel, decode(text) as unknown[]);
      await this.#deliver(context, 'value', String(id), encode(value));
    } catch (error) {
      // As Electron does: the message is all that is left of an error.
      const message = `Error invoking remote method '${channel}': ${String(error)}`;
      await this.#deliver(context, 'failed', String(id), message);
    }
  }

  async #deliver(context: number, kind: string, name: string, text: string): Promise<void> {
    if (!this.#contexts.has(context)) return;
    try {
      await this.#session.send('Runtime.callFunctionOn', {
        executionContextId: context,
        functionDeclaration: '(kind, name, text) => deliverFromHost(kind, name, text)',
        arguments: [{ value: kind }, { value: name }, { value: text }],
      });
    } catch (error) {
      // The document went away between the look and the call: nobody is left to hear.
      if (this.#contexts.has(context) && !/Target.*closed|context/i.test(String(error))) throw error;
    }
  }

  /** An event of the program for whatever document is shown. */
  async send(channel: string, given: unknown[]): Promise<void> {
    const text = encode(given);
    if (this.#current !== undefined) await this.#deliver(this.#current, 'event', channel, text);
  }
}

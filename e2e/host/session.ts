import type { OnBeforeRequestListenerDetails, Session } from 'electron';
import { notInSlice, strict } from './strict.ts';

type BeforeRequest = (
  details: OnBeforeRequestListenerDetails,
  answer: (response: { cancel?: boolean }) => void,
) => void;

/** What the program demands of its session; the host refuses to show a page before all of it is set. */
export class HostSession {
  #beforeRequest: BeforeRequest | undefined;
  #permissions = 0;
  /** Requests that were not for the program itself, refused; for the tests. */
  readonly foreignRequests: string[] = [];

  readonly webRequest = strict('session.webRequest', {
    onBeforeRequest: (listener: BeforeRequest | null) => {
      this.#beforeRequest = listener ?? undefined;
    },
  });

  /** Chromium asks nobody here: every permission is denied by the host, whatever a handler would say. */
  setPermissionRequestHandler(handler: Parameters<Session['setPermissionRequestHandler']>[0]): void {
    if (handler !== null) this.#permissions |= 1;
  }
  setPermissionCheckHandler(handler: Parameters<Session['setPermissionCheckHandler']>[0]): void {
    if (handler !== null) this.#permissions |= 2;
  }
  setDevicePermissionHandler(handler: Parameters<Session['setDevicePermissionHandler']>[0]): void {
    if (handler !== null) this.#permissions |= 4;
  }

  assertLocked(): void {
    if (this.#permissions !== 7 || this.#beforeRequest === undefined)
      throw new Error(
        'the session is not locked: permission handlers and webRequest.onBeforeRequest must be set',
      );
  }

  /** Tells the program of a request; whatever it says, only its own origin is ever served. */
  ask(url: string, method: string): boolean {
    let cancelled = true;
    const details = { url, method, id: 0, timestamp: Date.now(), resourceType: 'other' };
    this.#beforeRequest?.(details as OnBeforeRequestListenerDetails, ({ cancel }) => {
      cancelled = cancel === true;
    });
    return !cancelled;
  }
}

/** Of windows that print: besides the lock, a handler of its own for the program's scheme. */
export class HostPrintSession extends HostSession {
  #handler: ((request: Request) => Response | Promise<Response>) | undefined;
  #scheme = '';

  readonly protocol = strict('session.protocol', {
    handle: (
      scheme: string,
      handler: (request: GlobalRequest) => GlobalResponse | Promise<GlobalResponse>,
    ) => {
      if (this.#handler !== undefined) throw new Error(`the scheme ${scheme} has a handler already`);
      this.#scheme = scheme;
      this.#handler = handler;
    },
  });

  async answer(address: string): Promise<Response> {
    const { protocol } = new URL(address);
    if (this.#handler === undefined || protocol !== `${this.#scheme}:`)
      throw notInSlice(`loading ${protocol}`);
    return this.#handler(new Request(address));
  }
}

import type { CustomScheme, Protocol } from 'electron';
import { notInSlice } from './strict.ts';

/** Chromium refuses a scheme that it does not know: the handler's answers are served under this origin. */
export const PAGE_ORIGIN = 'https://dossier.invalid';

type Handler = (request: Request) => Response | Promise<Response>;

/** Bytes of one answer that are held in memory; more must be asked for by Range. */
const LARGEST_ANSWER = 256 * 1024 * 1024;

export class HostProtocol implements Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'> {
  #scheme: string | undefined;
  #handler: Handler | undefined;
  #ready = false;
  #host = 'dossier';

  /** The program is ready: schemes can no longer be registered. */
  close(): void {
    this.#ready = true;
  }

  registerSchemesAsPrivileged(schemes: readonly CustomScheme[]): void {
    if (this.#ready)
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    const [only] = schemes;
    if (only === undefined || schemes.length > 1) throw notInSlice('more than one scheme');
    if (only.privileges?.standard !== true || only.privileges.secure !== true)
      throw notInSlice('a scheme that is not standard and secure');
    this.#scheme = only.scheme;
  }

  handle(
    scheme: string,
    handler: (request: GlobalRequest) => GlobalResponse | Promise<GlobalResponse>,
  ): void {
    if (!this.#ready) throw new Error('protocol.handle is to be called when the app is ready');
    if (scheme !== this.#scheme) throw new Error(`the scheme ${scheme} was not registered`);
    if (this.#handler !== undefined) throw new Error(`the scheme ${scheme} has a handler already`);
    this.#handler = handler as Handler;
  }

  /** `app://dossier/x` → `https://dossier.invalid/x`, and back; others stay as they are. */
  toPage(address: string): string {
    const url = new URL(address);
    if (url.protocol !== `${this.#scheme}:`) throw notInSlice(`loading ${url.protocol}`);
    this.#host = url.host;
    return `${PAGE_ORIGIN}${url.pathname}${url.search}${url.hash}`;
  }

  toApp(address: string): string {
    if (address !== PAGE_ORIGIN && !address.startsWith(`${PAGE_ORIGIN}/`)) return address;
    return `${this.#scheme}://${this.#host}${address.slice(PAGE_ORIGIN.length)}`;
  }

  /** What the program's own handler answers, whole. */
  async answer(
    address: string,
    method: string,
    headers: Record<string, string>,
  ): Promise<{ status: number; headers: Record<string, string>; body: Buffer }> {
    if (this.#handler === undefined) throw new Error('the scheme has no handler');
    const response = await this.#handler(new Request(this.toApp(address), { method, headers }));
    const length = Number(response.headers.get('content-length') ?? 0);
    if (method !== 'HEAD' && length > LARGEST_ANSWER) {
      await response.body?.cancel();
      throw notInSlice(`an answer of ${length} bytes without Range`);
    }
    const body = Buffer.from(await response.arrayBuffer());
    return { status: response.status, headers: Object.fromEntries(response.headers), body };
  }
}

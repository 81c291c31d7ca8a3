import { bytesOfInstructions } from './instruction-bytes.ts';
import { MOST_INSTRUCTIONS, MOST_PICTURE_PIXELS } from './page-limits.ts';
import { askedFor, commonPixels, heardTooLarge, instructionsIn, pageKey } from './thread-words.ts';

/** The thread of pdfjs's worker, watched for pages whose drawing has no end. */
export class WatchedThread extends Worker {
  readonly #pages = new Map<string, string>();
  readonly #bytes = new Map<string, number>();
  readonly #watching = new Map<string, Set<() => void>>();

  #keptPixels = 0;
  #refused: () => void = () => {};

  constructor(...given: ConstructorParameters<typeof Worker>) {
    super(...given);
    this.addEventListener('message', ({ data }: MessageEvent<unknown>) => this.#hear(data));
  }

  override postMessage(message: unknown, transfer?: Transferable[] | StructuredSerializeOptions): void {
    const asked = askedFor(message);
    if (asked !== undefined) {
      this.#pages.set(asked.stream, asked.page);
      this.#bytes.set(asked.page, 0);
    }
    if (Array.isArray(transfer)) super.postMessage(message, transfer);
    else super.postMessage(message, transfer);
  }

  /** Tells `tooMuch` when the page, from 1, of a document asks for more than can be held, until the signal. */
  watch(document: string, page: number, tooMuch: () => void, signal: AbortSignal): void {
    const key = pageKey(document, page);
    const watching = this.#watching.get(key) ?? new Set();
    this.#watching.set(key, watching.add(tooMuch));
    signal.addEventListener('abort', () => watching.delete(tooMuch), { once: true });
  }

  /** Tells `refused` when pdfjs did not get all it wanted: what it says of any page from then on may lack something. */
  whenRefused(refused: () => void): void {
    this.#refused = refused;
  }

  /** Whether the pictures that are kept for more than one page are too many; who asks has them given back. */
  keepsTooMuch(): boolean {
    if (this.#keptPixels <= MOST_PICTURE_PIXELS) return false;
    this.#keptPixels = 0;
    return true;
  }

  #hear(message: unknown): void {
    const tooLarge = heardTooLarge(message);
    if (tooLarge !== undefined) this.#tell(tooLarge.page);
    if (tooLarge?.isRefused === true) this.#refused();
    this.#keptPixels += commonPixels(message, MOST_PICTURE_PIXELS / 2);
    const heard = instructionsIn(message);
    const page = heard === undefined ? undefined : this.#pages.get(heard.stream);
    if (heard === undefined || page === undefined) return;
    const bytes = (this.#bytes.get(page) ?? 0) + bytesOfInstructions(heard.argsArray);
    this.#bytes.set(page, bytes);
    if (bytes > MOST_INSTRUCTIONS) this.#tell(page);
  }

  #tell(page: string): void {
    for (const tooMuch of this.#watching.get(page) ?? []) tooMuch();
  }
}

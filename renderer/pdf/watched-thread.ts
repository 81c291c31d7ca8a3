import { z } from 'zod';

/** Of what pdfjs asks its worker: the instructions to draw a page, which come in pieces. */
const asked = z.object({
  action: z.literal('GetOperatorList'),
  sourceName: z.string(),
  streamId: z.number(),
  data: z.object({ pageIndex: z.number() }),
});
/** One of the pieces. */
const piece = z.object({
  targetName: z.string(),
  streamId: z.number(),
  chunk: z.object({ fnArray: z.array(z.unknown()), argsArray: z.array(z.unknown()) }),
});

/** What an instruction takes until it is drawn, measured by how the window grows: several objects, here and in the worker. */
const BYTES_AN_INSTRUCTION = 1_500;
/** What the instructions of a page may take, bytes; pdfjs holds all of them until the page is drawn. A dense plan has 100,000. */
const MOST_BYTES = 240 << 20;

function numbersIn(value: unknown, depth = 0): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (!Array.isArray(value) || depth > 2) return 0;
  return value.reduce((sum: number, each: unknown) => sum + numbersIn(each, depth + 1), 0);
}

/** The thread of pdfjs's worker, watched for pages whose drawing has no end. */
export class WatchedThread extends Worker {
  readonly #pages = new Map<string, string>();
  readonly #bytes = new Map<string, number>();
  readonly #watching = new Map<string, Set<() => void>>();

  constructor(...given: ConstructorParameters<typeof Worker>) {
    super(...given);
    this.addEventListener('message', ({ data }: MessageEvent<unknown>) => this.#hear(data));
  }

  override postMessage(message: unknown, transfer?: Transferable[] | StructuredSerializeOptions): void {
    const { data } = asked.safeParse(message);
    if (data !== undefined) {
      const page = `${data.sourceName} ${data.data.pageIndex + 1}`;
      this.#pages.set(`${data.sourceName} ${data.streamId}`, page);
      this.#bytes.set(page, 0);
    }
    if (Array.isArray(transfer)) super.postMessage(message, transfer);
    else super.postMessage(message, transfer);
  }

  /** Tells `tooMuch` when the page, from 1, of a document asks for more than can be held, until the signal. */
  watch(document: string, page: number, tooMuch: () => void, signal: AbortSignal): void {
    const key = `${document} ${page}`;
    const watching = this.#watching.get(key) ?? new Set();
    this.#watching.set(key, watching.add(tooMuch));
    signal.addEventListener('abort', () => watching.delete(tooMuch), { once: true });
  }

  #hear(message: unknown): void {
    const { data } = piece.safeParse(message);
    const page = data === undefined ? undefined : this.#pages.get(`${data.targetName} ${data.streamId}`);
    if (data === undefined || page === undefined) return;
    const { fnArray, argsArray } = data.chunk;
    const bytes = (this.#bytes.get(page) ?? 0) + fnArray.length * BYTES_AN_INSTRUCTION + numbersIn(argsArray);
    this.#bytes.set(page, bytes);
    if (bytes > MOST_BYTES) for (const tooMuch of this.#watching.get(page) ?? []) tooMuch();
  }
}

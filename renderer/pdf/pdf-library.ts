import type { PDFWorker } from 'pdfjs-dist';
import { MOST_PICTURE_PIXELS } from './page-limits.ts';
import readingThread from './reading-thread.ts?worker&url';
import { SteadyCanvasFactory } from './steady-canvas.ts';
import { WatchedThread } from './watched-thread.ts';

type PdfLibrary = typeof import('pdfjs-dist');

let loading: Promise<PdfLibrary> | undefined;

/** pdfjs, loaded when the first PDF is to be shown. */
export function pdfLibrary(): Promise<PdfLibrary> {
  loading ??= import('pdfjs-dist');
  return loading;
}

/** Where build/vite.config.ts puts what pdfjs looks up by itself. */
const ASSETS = new URL('/pdfjs/', document.baseURI).href;

/** Options of every document. No WebAssembly: our policy refuses to compile it; pdfjs has JavaScript in its place. */
export const DOCUMENT_OPTIONS = {
  useWasm: false,
  wasmUrl: `${ASSETS}wasm/`,
  cMapUrl: `${ASSETS}cmaps/`,
  cMapPacked: true,
  standardFontDataUrl: `${ASSETS}standard_fonts/`,
  useWorkerFetch: true,
  enableXfa: false,
  CanvasFactory: SteadyCanvasFactory,
  // What is left out for it is told by our thread, and the page is not shown.
  maxImageSize: MOST_PICTURE_PIXELS,
  disableAutoFetch: true,
  disableStream: true,
  rangeChunkSize: 256 * 1024,
} as const;

/** A worker of pdfjs that can be ended whatever it is doing. */
export class PdfWorker {
  #running: { thread: WatchedThread; worker: PDFWorker } | undefined;

  async get(): Promise<PDFWorker> {
    const { PDFWorker } = await pdfLibrary();
    if (this.#running === undefined) {
      const thread = new WatchedThread(readingThread, { type: 'module' });
      this.#running = { thread, worker: PDFWorker.create({ port: thread }) };
    }
    return this.#running.worker;
  }

  /**
   * Tells `tooMuch` when a page asks for more than can be held, until the signal.
   *
   * @param document pdfjs's name of it
   * @param page from 1
   */
  watch(document: string, page: number, tooMuch: () => void, signal: AbortSignal): void {
    this.#running?.thread.watch(document, page, tooMuch, signal);
  }

  /** Ends the worker with all that it holds; the next document gets a new one. */
  end(): void {
    this.#running?.worker.destroy();
    this.#running?.thread.terminate();
    this.#running = undefined;
  }
}

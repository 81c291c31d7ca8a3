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

/** How long a thread has to put away its documents before it is ended with them, milliseconds. */
export const PATIENCE = 2_000;

/** A thread in which pdfjs reads. */
export interface RunningThread {
  worker: PDFWorker;
  watch: WatchedThread['watch'];
  keepsTooMuch: () => boolean;
  /** Once it is given up: nothing is to be asked of it any more. */
  over: AbortSignal;
  giveUp: () => void;
}

/** A thread of pdfjs that can be ended whatever it is doing; who asks then gets another. */
export class PdfWorker {
  #running: (RunningThread & { end: () => void }) | undefined;

  async get(): Promise<RunningThread> {
    const { PDFWorker } = await pdfLibrary();
    this.#running ??= this.#start(PDFWorker);
    return this.#running;
  }

  #start(type: typeof PDFWorker) {
    const thread = new WatchedThread(readingThread, { type: 'module' });
    const worker = type.create({ port: thread });
    const over = new AbortController();
    const end = () => {
      over.abort();
      worker.destroy();
      thread.terminate();
    };
    const giveUp = () => {
      if (over.signal.aborted) return;
      if (this.#running?.over === over.signal) this.#running = undefined;
      over.abort();
      setTimeout(end, PATIENCE);
    };
    thread.whenRefused(giveUp);
    const watch: WatchedThread['watch'] = (...given) => thread.watch(...given);
    const keepsTooMuch = () => thread.keepsTooMuch();
    return { worker, watch, keepsTooMuch, over: over.signal, giveUp, end };
  }

  /** Ends the thread with all that it holds. */
  end(): void {
    this.#running?.end();
    this.#running = undefined;
  }
}

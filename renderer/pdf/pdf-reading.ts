import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { DOCUMENT_OPTIONS, PATIENCE, type PdfWorker, pdfLibrary } from './pdf-library.ts';
import { readBeginning, readBytes } from './range-reader.ts';
import { SteadyCanvasFactory } from './steady-canvas.ts';

/** The thread can no longer be trusted with its documents, through no fault of what was asked: it is asked of another. */
export class Spoilt extends Error {}

/** A PDF as one thread reads it. */
export interface PdfReading {
  document: PDFDocumentProxy;
  page: (page: number) => Promise<PDFPageProxy>;
  /** Told before a page is drawn, by how many pixels it has. */
  beginPage: (pixels: number) => void;
  /** After a page was drawn: has given back what is kept of it for others, where that is much. */
  endPage: () => Promise<void>;
  /** Rejects when it can no longer be read, with `Spoilt` where another thread could; pdfjs itself would wait for ever. */
  failed: Promise<never>;
  /** Tells `tooMuch` when the page, from 1, asks for more than can be held, until the signal. */
  watch: (page: number, tooMuch: () => void, signal: AbortSignal) => void;
  /** Ends the thread, which goes on without end: `Spoilt` for all who wait for it. */
  giveUp: () => void;
  /** Ends the reading, and frees what the thread holds of it. */
  putAway: () => Promise<void>;
}

/**
 * Opens the PDF behind one of the program's addresses. Only what is drawn is read.
 *
 * @throws what pdfjs and the reading throw, Spoilt, or the signal's reason
 */
export async function beginReading(
  address: string,
  worker: PdfWorker,
  signal: AbortSignal,
): Promise<PdfReading> {
  const { getDocument, PDFDataRangeTransport } = await pdfLibrary();
  const { promise: failed, reject: fail } = Promise.withResolvers<never>();
  // Those who wait hear of it; where nobody does, it is no fault of the window.
  failed.catch(() => undefined);
  const ended = new AbortController();

  class Transport extends PDFDataRangeTransport {
    override requestDataRange(begin: number, end: number): void {
      readBytes(address, begin, end, ended.signal).then((bytes) => {
        try {
          this.onDataRange(begin, bytes);
        } catch {
          // Who asked for it was given up meanwhile: pdfjs finds no reader, and throws.
        }
      }, fail);
    }
    override abort(): void {
      ended.abort();
    }
  }

  const beginning = await readBeginning(address, signal);
  const thread = await worker.get();
  signal.throwIfAborted();
  const range = new Transport(beginning.total, beginning.bytes);
  const task = getDocument({ ...DOCUMENT_OPTIONS, worker: thread.worker, range });
  const putAway = async () => {
    ended.abort();
    fail(new Spoilt());
    const waited = new Promise((resolve) => setTimeout(resolve, PATIENCE));
    // pdfjs takes back its fonts only once the thread answers.
    await Promise.race([task.destroy().catch(() => undefined), waited]);
  };
  thread.over.addEventListener('abort', () => void putAway(), { signal: ended.signal });
  const stop = () => void putAway();
  signal.addEventListener('abort', stop, { signal: ended.signal });
  if (thread.over.aborted) stop();
  try {
    const document = await Promise.race([task.promise, failed]);
    return {
      document,
      page: (page) => Promise.race([document.getPage(page), failed]),
      beginPage: (pixels) => {
        const { canvasFactory } = document;
        if (canvasFactory instanceof SteadyCanvasFactory) canvasFactory.begin(pixels);
      },
      endPage: async () => {
        // Where a page that was given up is not put away yet, it is done after the next.
        if (thread.keepsTooMuch()) await Promise.race([document.cleanup().catch(() => undefined), failed]);
      },
      failed,
      watch: (page, tooMuch, until) => thread.watch(task.docId, page, tooMuch, until),
      giveUp: thread.giveUp,
      putAway,
    };
  } catch (error) {
    stop();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

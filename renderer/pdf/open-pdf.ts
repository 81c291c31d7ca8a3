import type { PDFDocumentLoadingTask, PDFDocumentProxy } from 'pdfjs-dist';
import { DOCUMENT_OPTIONS, PdfWorker, pdfLibrary } from './pdf-library.ts';
import { PdfProblem, pdfProblem } from './pdf-problem.ts';
import { readBeginning, readBytes } from './range-reader.ts';

/** Size of a page as it stands upright, points (1/72 inch). */
export interface PageSize {
  width: number;
  height: number;
}

export type Rotation = 0 | 90 | 180 | 270;

export interface Drawing {
  /** CSS pixels a point. */
  scale: number;
  /** Clockwise, on top of what the page says of itself. */
  rotation: Rotation;
  /** Pixels of the screen a CSS pixel. */
  pixelRatio: number;
}

/** More pixels than this are not held for one page; it is drawn coarser and shown larger. */
const MOST_PIXELS = 16_000_000;

/** An open PDF: its pages are read as they are drawn. */
export class PdfFile {
  readonly pageCount: number;
  readonly #task: PDFDocumentLoadingTask;
  readonly #document: PDFDocumentProxy;
  readonly #sizes = new Map<number, PageSize>();
  /** Rejects when the file can no longer be read; pdfjs itself would wait for ever. */
  readonly #failed: Promise<never>;
  readonly #reading: AbortController;

  constructor(
    task: PDFDocumentLoadingTask,
    document: PDFDocumentProxy,
    failed: Promise<never>,
    reading: AbortController,
  ) {
    this.#task = task;
    this.#document = document;
    this.#failed = failed;
    this.#reading = reading;
    this.pageCount = document.numPages;
  }

  /** Size of a page, from 1, where it was read already. */
  knownSize(page: number): PageSize | undefined {
    return this.#sizes.get(page);
  }

  /** @throws PdfProblem */
  async readSize(page: number): Promise<PageSize> {
    const known = this.#sizes.get(page);
    if (known !== undefined) return known;
    try {
      const { width, height } = (await this.#page(page)).getViewport({ scale: 1 });
      const size = { width, height };
      this.#sizes.set(page, size);
      return size;
    } catch (error) {
      throw pdfProblem(error);
    }
  }

  /**
   * Draws a page, from 1, onto a canvas of its own.
   *
   * @throws PdfProblem, or the signal's reason
   */
  async draw(page: number, drawing: Drawing, signal: AbortSignal): Promise<HTMLCanvasElement> {
    const proxy = await this.#page(page);
    signal.throwIfAborted();
    const rotation = (proxy.rotate + drawing.rotation) % 360;
    const whole = proxy.getViewport({ scale: drawing.scale * drawing.pixelRatio, rotation });
    const coarser = Math.min(1, Math.sqrt(MOST_PIXELS / (whole.width * whole.height)));
    const viewport = coarser === 1 ? whole : whole.clone({ scale: whole.scale * coarser });
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(viewport.width));
    canvas.height = Math.max(1, Math.round(viewport.height));
    const task = proxy.render({ canvas, viewport });
    const stop = () => task.cancel();
    signal.addEventListener('abort', stop);
    try {
      await Promise.race([task.promise, this.#failed]);
      return canvas;
    } catch (error) {
      signal.throwIfAborted();
      throw pdfProblem(error);
    } finally {
      signal.removeEventListener('abort', stop);
      proxy.cleanup();
    }
  }

  /**
   * Ends the reading at once, and frees what the worker holds of it. pdfjs would end the reading only
   * when its worker answers: what is read till then may be gone already, where the file goes with the view.
   */
  close(): void {
    this.#reading.abort();
    void this.#task.destroy().catch(() => undefined);
  }

  #page(page: number) {
    return Promise.race([this.#document.getPage(page), this.#failed]);
  }
}

/** Documents that a person reads; thumbnails have a worker of their own. */
const reading = new PdfWorker();

/** Loads what opening a PDF needs, while it is still being made. Where that fails, opening it tells. */
export function prepareReading(): void {
  reading.get().catch(() => undefined);
}

/**
 * Opens the PDF behind one of the program's addresses. Only what is drawn is read.
 *
 * @param worker that does the work; by default the one for documents that a person reads
 * @throws PdfProblem, in Chinese; or the signal's reason
 */
export async function openPdf(address: string, signal?: AbortSignal, worker = reading): Promise<PdfFile> {
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

  let task: PDFDocumentLoadingTask | undefined;
  const stop = () => {
    ended.abort();
    void task?.destroy().catch(() => undefined);
  };
  signal?.addEventListener('abort', stop);
  try {
    const beginning = await readBeginning(address, signal);
    signal?.throwIfAborted();
    task = getDocument({
      ...DOCUMENT_OPTIONS,
      worker: await worker.get(),
      range: new Transport(beginning.total, beginning.bytes),
    });
    const document = await Promise.race([task.promise, failed]);
    signal?.throwIfAborted();
    const file = new PdfFile(task, document, failed, ended);
    if (file.pageCount === 0) throw new PdfProblem('文件没有页面，不能显示。');
    // Every page is laid out by the first one's size until its own is known.
    await file.readSize(1);
    return file;
  } catch (error) {
    stop();
    signal?.throwIfAborted();
    throw pdfProblem(error);
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

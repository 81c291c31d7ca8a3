import type { PDFDocumentLoadingTask, PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { DrawQueue } from './draw-queue.ts';
import { whenWaited } from './patience.ts';
import { DOCUMENT_OPTIONS, PdfWorker, pdfLibrary } from './pdf-library.ts';
import { PdfProblem, pdfProblem, TooHeavy } from './pdf-problem.ts';
import { fillCanvas, ProgramPages } from './program-pages.ts';
import { readBeginning, readBytes } from './range-reader.ts';
import { steadyContext } from './steady-canvas.ts';

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

/** What a page or a file that has no end is given, milliseconds; the window goes on meanwhile. */
const LONGEST_WAIT = 20_000;

const TOO_SLOW = '这个文件过于复杂，打不开来看。文件没有改动；导出时以文件内容为准。';

/** What `work` gives, if it comes in time. @throws `late` after the longest wait */
async function inTime<T>(work: Promise<T>, late: PdfProblem): Promise<T> {
  const { promise: waited, reject } = Promise.withResolvers<never>();
  const end = whenWaited(LONGEST_WAIT, () => reject(late));
  try {
    return await Promise.race([work, waited]);
  } finally {
    end();
  }
}

/** An open PDF: its pages are read as they are drawn. */
export class PdfFile {
  readonly pageCount: number;
  readonly #worker: PdfWorker;
  readonly #programPages: ProgramPages;
  /** Pages that are too heavy for the window: they are not tried again as the person scrolls. */
  readonly #heavy = new Set<number>();
  readonly #task: PDFDocumentLoadingTask;
  readonly #document: PDFDocumentProxy;
  readonly #sizes = new Map<number, PageSize>();
  /** Rejects when the file can no longer be read; pdfjs itself would wait for ever. */
  readonly #failed: Promise<never>;
  readonly #putAway: () => Promise<void>;

  constructor(
    task: PDFDocumentLoadingTask,
    document: PDFDocumentProxy,
    failed: Promise<never>,
    worker: PdfWorker,
    programPages: ProgramPages,
    putAway: () => Promise<void>,
  ) {
    this.#worker = worker;
    this.#programPages = programPages;
    this.#task = task;
    this.#document = document;
    this.#failed = failed;
    this.#putAway = putAway;
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
      const proxy = await inTime(this.#page(page), new TooHeavy());
      const { width, height } = proxy.getViewport({ scale: 1 });
      const size = { width, height };
      this.#sizes.set(page, size);
      return size;
    } catch (error) {
      throw pdfProblem(error);
    }
  }

  /**
   * Draws a page, from 1, onto a canvas of its own: here, or where that would take too much, from the picture that the
   * program draws of it.
   *
   * @param queue in which pages are drawn here one after the other; without it at once
   * @throws PdfProblem, also for a page without end; or the signal's reason
   */
  async draw(
    page: number,
    drawing: Drawing,
    signal: AbortSignal,
    queue?: DrawQueue,
  ): Promise<HTMLCanvasElement> {
    const drawHere = () => this.#drawHere(page, drawing, signal);
    if (!this.#heavy.has(page))
      try {
        return await (queue === undefined ? drawHere() : queue.run(signal, drawHere));
      } catch (error) {
        if (!(error instanceof TooHeavy)) throw error;
        this.#heavy.add(page);
      }
    const { canvas } = this.#canvasFor(await this.#page(page), drawing);
    const bitmap = await this.#programPages.bitmap(page, signal);
    fillCanvas(canvas, bitmap, drawing.rotation);
    bitmap.close();
    return canvas;
  }

  async #drawHere(page: number, drawing: Drawing, signal: AbortSignal): Promise<HTMLCanvasElement> {
    signal.throwIfAborted();
    if (this.#heavy.has(page)) throw new TooHeavy();
    const over = new AbortController();
    const { promise: ended, reject } = Promise.withResolvers<never>();
    const giveUp = () => reject(new TooHeavy());
    const endWait = whenWaited(LONGEST_WAIT, giveUp);
    this.#worker.watch(this.#task.docId, page, giveUp, over.signal);
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop);
    try {
      const proxy = await Promise.race([this.#page(page), ended]);
      return await this.#drawPage(proxy, drawing, ended);
    } catch (error) {
      signal.throwIfAborted();
      throw pdfProblem(error);
    } finally {
      endWait();
      over.abort();
      signal.removeEventListener('abort', stop);
      // Where nobody waits for it any more.
      ended.catch(() => undefined);
    }
  }

  /** A canvas as large as the page is shown, or coarser. */
  #canvasFor(proxy: PDFPageProxy, { scale, pixelRatio, rotation }: Drawing) {
    const turned = (proxy.rotate + rotation) % 360;
    const whole = proxy.getViewport({ scale: scale * pixelRatio, rotation: turned });
    const coarser = Math.min(1, Math.sqrt(MOST_PIXELS / (whole.width * whole.height)));
    const viewport = coarser === 1 ? whole : whole.clone({ scale: whole.scale * coarser });
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(viewport.width));
    canvas.height = Math.max(1, Math.round(viewport.height));
    return { canvas, viewport };
  }

  /** @param ended rejects when the drawing is given up */
  async #drawPage(proxy: PDFPageProxy, drawing: Drawing, ended: Promise<never>): Promise<HTMLCanvasElement> {
    const { canvas, viewport } = this.#canvasFor(proxy, drawing);
    steadyContext(canvas, false);
    const task = proxy.render({ canvas, viewport });
    let isDone = false;
    const done = () => {
      isDone = true;
    };
    task.promise.then(done, done);
    try {
      await Promise.race([task.promise, this.#failed, ended]);
      return canvas;
    } catch (error) {
      if (!isDone) task.cancel();
      throw error;
    } finally {
      proxy.cleanup();
    }
  }

  /**
   * Ends the reading at once, and frees what the worker holds of it. pdfjs would end the reading only
   * when its worker answers: what is read till then may be gone already, where the file goes with the view.
   */
  close(): void {
    void this.#putAway();
  }

  #page(page: number) {
    return Promise.race([this.#document.getPage(page), this.#failed]);
  }
}

/** The worker of the next document that a person reads: each has its own, for one that is kept busy without end. */
let spare = new PdfWorker();

/** Loads what opening a PDF needs, while it is still being made. Where that fails, opening it tells. */
export function prepareReading(): void {
  spare.get().catch(() => undefined);
}

function takeSpare(): PdfWorker {
  const taken = spare;
  spare = new PdfWorker();
  return taken;
}

/** How long a worker has to put away its document before it is ended with it, milliseconds. */
const PATIENCE = 2_000;

/**
 * Opens the PDF behind one of the program's addresses. Only what is drawn is read.
 *
 * @param shared a worker that goes on when the file is closed; by default the file gets one of its own
 * @throws PdfProblem, in Chinese; or the signal's reason
 */
export async function openPdf(address: string, signal?: AbortSignal, shared?: PdfWorker): Promise<PdfFile> {
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

  const worker = shared ?? takeSpare();
  let task: PDFDocumentLoadingTask | undefined;
  const putAway = async () => {
    ended.abort();
    const waited = new Promise((resolve) => setTimeout(resolve, PATIENCE));
    // pdfjs takes back its fonts only once the worker answers.
    await Promise.race([task?.destroy().catch(() => undefined), waited]);
    if (shared === undefined) worker.end();
  };
  const stop = () => void putAway();
  signal?.addEventListener('abort', stop);
  try {
    const beginning = await readBeginning(address, signal);
    signal?.throwIfAborted();
    task = getDocument({
      ...DOCUMENT_OPTIONS,
      worker: await worker.get(),
      range: new Transport(beginning.total, beginning.bytes),
    });
    const document = await inTime(Promise.race([task.promise, failed]), new PdfProblem(TOO_SLOW));
    signal?.throwIfAborted();
    const file = new PdfFile(
      task,
      document,
      failed,
      worker,
      new ProgramPages(address, ended.signal),
      putAway,
    );
    if (file.pageCount === 0) throw new PdfProblem('文件没有页面，不能显示。');
    // Every page is laid out by the first one's size until its own is known.
    await file.readSize(1);
    prepareReading();
    return file;
  } catch (error) {
    stop();
    signal?.throwIfAborted();
    throw pdfProblem(error);
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

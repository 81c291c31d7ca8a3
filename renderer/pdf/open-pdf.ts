import type { PDFPageProxy } from 'pdfjs-dist';
import { drawnHere } from './draw-queue.ts';
import { canvasSize, type PageSize, type Rotation, turned } from './page-size.ts';
import { whenWaited } from './patience.ts';
import { PdfWorker } from './pdf-library.ts';
import { PdfProblem, pdfProblem, TooHeavy } from './pdf-problem.ts';
import { beginReading, type PdfReading, Spoilt } from './pdf-reading.ts';
import { fillCanvas, ProgramPages } from './program-pages.ts';
import { steadyContext } from './steady-canvas.ts';

export interface Drawing {
  /** CSS pixels a point. */
  scale: number;
  /** Clockwise, on top of what the page says of itself. */
  rotation: Rotation;
  /** Pixels of the screen a CSS pixel. */
  pixelRatio: number;
  /** So long it may take here, milliseconds. */
  patience?: number;
}

/** What a page or a file that has no end is given, milliseconds; the window goes on meanwhile. */
const LONGEST_WAIT = 20_000;

const TOO_SLOW = '这个文件过于复杂，打不开来看。文件没有改动；导出时以文件内容为准。';

/** What `work` gives, if it comes in time. @throws `late` after the longest wait, once `giveUp` was told */
async function inTime<T>(work: Promise<T>, late: PdfProblem, giveUp: () => void): Promise<T> {
  const { promise: waited, reject } = Promise.withResolvers<never>();
  const end = whenWaited(LONGEST_WAIT, () => {
    reject(late);
    giveUp();
  });
  try {
    return await Promise.race([work, waited]);
  } finally {
    end();
  }
}

/** An open PDF: its pages are read as they are drawn. */
export class PdfFile {
  readonly pageCount: number;
  readonly #programPages: ProgramPages;
  /** Pages that are too heavy for the window: they are not tried again as the person scrolls. */
  readonly #heavy = new Set<number>();
  readonly #sizes = new Map<number, PageSize>();
  readonly #closed: AbortController;
  readonly #begin: () => Promise<PdfReading>;
  readonly #end: () => void;
  #reading: Promise<PdfReading>;

  /**
   * @param closed ends all that is going on
   * @param begin reads the file anew, in another thread
   * @param end told when the file is closed and put away
   */
  constructor(
    address: string,
    first: PdfReading,
    closed: AbortController,
    begin: () => Promise<PdfReading>,
    end: () => void,
  ) {
    this.#programPages = new ProgramPages(address, closed.signal);
    this.#reading = Promise.resolve(first);
    this.#closed = closed;
    this.#begin = begin;
    this.#end = end;
    this.pageCount = first.document.numPages;
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
      const proxy = await this.#read((reading) => inTime(reading.page(page), new TooHeavy(), reading.giveUp));
      const { width, height } = proxy.getViewport({ scale: 1 });
      const size = { width, height };
      this.#sizes.set(page, size);
      return size;
    } catch (error) {
      throw pdfProblem(error);
    }
  }

  /**
   * Draws a page, from 1, onto a canvas of its own: here, one after the other, or where that would take too much, from
   * the picture that the program draws of it.
   *
   * @throws PdfProblem, also for a page without end; or the signal's reason
   */
  async draw(page: number, drawing: Drawing, signal: AbortSignal): Promise<HTMLCanvasElement> {
    if (!this.#heavy.has(page))
      try {
        return await drawnHere.run(signal, () => this.#drawHere(page, drawing, signal));
      } catch (error) {
        if (!(error instanceof TooHeavy)) throw error;
        this.#heavy.add(page);
      }
    const { canvas } = await this.#canvasFor(page, drawing);
    const bitmap = await this.#programPages.bitmap(page, signal);
    fillCanvas(canvas, bitmap, drawing.rotation);
    bitmap.close();
    return canvas;
  }

  /** Asks the thread that reads the file; one that was given up meanwhile is followed by another. */
  async #read<T>(ask: (reading: PdfReading) => Promise<T>): Promise<T> {
    for (;;) {
      this.#closed.signal.throwIfAborted();
      const reading = this.#reading;
      try {
        return await ask(await reading);
      } catch (error) {
        if (!(error instanceof Spoilt)) throw error;
        if (this.#reading !== reading) continue;
        this.#reading = this.#begin();
        // Who asks next hears of it.
        this.#reading.catch(() => undefined);
      }
    }
  }

  async #drawHere(page: number, drawing: Drawing, signal: AbortSignal): Promise<HTMLCanvasElement> {
    signal.throwIfAborted();
    if (this.#heavy.has(page)) throw new TooHeavy();
    try {
      return await this.#read((reading) => this.#drawIn(reading, page, drawing, signal));
    } catch (error) {
      signal.throwIfAborted();
      throw pdfProblem(error);
    }
  }

  async #drawIn(
    reading: PdfReading,
    page: number,
    drawing: Drawing,
    signal: AbortSignal,
  ): Promise<HTMLCanvasElement> {
    const over = new AbortController();
    const { promise: ended, reject } = Promise.withResolvers<never>();
    const giveUp = () => reject(new TooHeavy());
    const endWait = whenWaited(drawing.patience ?? LONGEST_WAIT, giveUp);
    reading.watch(page, giveUp, over.signal);
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop);
    const noMore = Promise.race([ended, reading.failed]);
    // Where nobody waits for it any more.
    noMore.catch(() => undefined);
    try {
      const proxy = await Promise.race([reading.page(page), noMore]);
      const canvas = await this.#drawPage(proxy, drawing, reading, noMore);
      await Promise.race([reading.endPage(), noMore]);
      return canvas;
    } catch (error) {
      // What pdfjs holds of such a page is not sound: pictures that it shares with the next were put away already.
      if (error instanceof TooHeavy) reading.giveUp();
      throw error;
    } finally {
      endWait();
      over.abort();
      signal.removeEventListener('abort', stop);
    }
  }

  /** A canvas as large as the page is shown, or coarser. */
  async #canvasFor(page: number, { scale, pixelRatio, rotation }: Drawing) {
    const shown = turned(await this.readSize(page), rotation);
    const size = canvasSize(shown, scale * pixelRatio);
    const canvas = document.createElement('canvas');
    canvas.width = size.width;
    canvas.height = size.height;
    return { canvas, scale: size.scale };
  }

  /** @param ended rejects when the drawing is given up */
  async #drawPage(
    proxy: PDFPageProxy,
    drawing: Drawing,
    reading: PdfReading,
    ended: Promise<never>,
  ): Promise<HTMLCanvasElement> {
    const { canvas, scale } = await this.#canvasFor(proxy.pageNumber, drawing);
    reading.beginPage(canvas.width * canvas.height);
    steadyContext(canvas, false);
    const viewport = proxy.getViewport({ scale, rotation: (proxy.rotate + drawing.rotation) % 360 });
    const task = proxy.render({ canvas, viewport });
    let isDone = false;
    const done = () => {
      isDone = true;
    };
    task.promise.then(done, done);
    try {
      await Promise.race([task.promise, ended]);
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
    this.#closed.abort();
    const putAway = this.#reading.then((reading) => reading.putAway());
    void putAway.catch(() => undefined).finally(this.#end);
  }
}

/** The thread of the next document that a person reads: each has its own, for one that is kept busy without end. */
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

/**
 * Opens the PDF behind one of the program's addresses. Only what is drawn is read.
 *
 * @param shared a worker whose thread goes on when the file is closed; by default the file gets one of its own
 * @throws PdfProblem, in Chinese; or the signal's reason
 */
export async function openPdf(address: string, signal?: AbortSignal, shared?: PdfWorker): Promise<PdfFile> {
  const closed = new AbortController();
  const worker = shared ?? takeSpare();
  const end = () => {
    if (shared === undefined) worker.end();
  };
  const begin = () => beginReading(address, worker, closed.signal);
  let close = () => {
    closed.abort();
    end();
  };
  const stop = () => close();
  signal?.addEventListener('abort', stop);
  try {
    signal?.throwIfAborted();
    const first = await inTime(firstReading(begin), new PdfProblem(TOO_SLOW), stop);
    const file = new PdfFile(address, first, closed, begin, end);
    close = () => file.close();
    if (file.pageCount === 0) throw new PdfProblem('文件没有页面，不能显示。');
    // Every page is laid out by the first one's size until its own is known.
    await file.readSize(1);
    signal?.throwIfAborted();
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

/** Another file may have used up the thread that they share. */
async function firstReading(begin: () => Promise<PdfReading>): Promise<PdfReading> {
  for (;;) {
    try {
      return await begin();
    } catch (error) {
      if (!(error instanceof Spoilt)) throw error;
    }
  }
}

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { bundledFontPath } from '../book/fonts/bundled.ts';
import { type Answer, answerSchema, type DrawingSize, type Question } from './drawing-words.ts';

/** Why a PDF or a page of it was not drawn. `time` and `memory`: it wants more than any honest page does. */
export class NotDrawn extends Error {
  readonly why: 'damaged' | 'time' | 'memory';

  constructor(why: NotDrawn['why'], detail: string) {
    super(detail);
    this.why = why;
  }
}

/** In Chinese, to follow “第 3 页”. */
export function describeNotDrawn({ why }: NotDrawn): string {
  if (why === 'damaged') return '已损坏';
  return `过于复杂，画出来要${why === 'time' ? '很长时间' : '很多内存'}`;
}

/** A page as it looks, row by row, 8 bits a channel: 1 channel grey or 3 sRGB. */
export interface DrawnPage {
  data: Uint8Array;
  width: number;
  height: number;
  channels: 1 | 3;
  /** Longer edge of the page, pt. */
  longestPt: number;
}

/** A PDF whose pages can be drawn, until its drawer opens another or ends. */
export interface DrawablePdf {
  pageCount: number;
  /**
   * Draws a page as viewers show it, turned by its own /Rotate, on white.
   *
   * @param index 0-based
   * @param fields form fields and seals that are fields, too
   * @throws NotDrawn
   */
  draw(index: number, size: DrawingSize, colour: boolean, fields?: boolean): Promise<DrawnPage>;
}

/** Compiled, this file lies beside drawing-thread.js; in the tests beside drawing-thread.ts. */
const THREAD = path.join(import.meta.dirname, `drawing-thread${path.extname(import.meta.filename)}`);

/** What a page may take. */
interface Limits {
  /** Of the processor, ms; of a file of more than a few kilobytes more. */
  time: number;
  /** Of memory beside the file itself, bytes; the library takes up to a fifth more than it asks for. */
  memory: number;
}

/**
 * Measured on two slow cores: a scan of A4 at 600 dpi in JPEG 2000, 7 MB, takes 1,600 ms and 185 MB, and a plan of
 * 360,000 lines, 5 MB, 3,300 ms; pages made to be drawn without end weigh a few kilobytes.
 */
const LIMITS: Limits = { time: 4_000, memory: 280 << 20 };
const TIME_A_MEGABYTE = 1_000;
const MOST_TIME = 15_000;
/** The same by the clock: a machine that is busy with other things is not the page's fault, one that swaps is. */
const PATIENCE = 10;
const LOOKED_EVERY = 50;
/** No more than this is counted between two looks: a machine that was asleep drew nothing. */
const MOST_BETWEEN = 1_000;

/** What every thread starts with. */
interface Library {
  library: WebAssembly.Module;
  /** Shared memory: fifteen megabytes are not copied for each. */
  font: Uint8Array;
}

let prepared: Promise<Library> | undefined;

async function prepareLibrary(): Promise<Library> {
  const place = createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm');
  const [bytes, read] = await Promise.all([readFile(place), readFile(bundledFontPath('serif'))]);
  const font = new Uint8Array(new SharedArrayBuffer(read.length));
  font.set(read);
  return { library: await WebAssembly.compile(bytes), font };
}

/** The library, compiled once for all threads. Given its bytes, it looks for them nowhere else. */
function library(): Promise<Library> {
  prepared ??= prepareLibrary();
  return prepared;
}

/** One thread; what it was asked and could not answer, or not in time, ends it. */
class DrawingThread {
  readonly #worker: Worker;
  #current = Promise.withResolvers<Answer>();
  #isFree = false;
  #hasEnded = false;

  private constructor(library: Library, mostMemory: number) {
    // What the library says of a broken file is for its makers.
    this.#worker = new Worker(THREAD, { workerData: { ...library, mostMemory }, stdout: true, stderr: true });
    this.#worker.on('message', (message) => this.#current.resolve(answerSchema.parse(message)));
    this.#worker.on('error', (error) => this.#broke(String(error)));
    this.#worker.on('exit', (code) => this.#broke(`the thread ended with ${code}`));
  }

  /** @throws Error where no thread can be had: no fault of any file */
  static async start(library: Library, mostMemory: number): Promise<DrawingThread> {
    const thread = new DrawingThread(library, mostMemory);
    await thread.#current.promise;
    thread.#isFree = true;
    return thread;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** @param most time of the processor, ms @param given goes over to the thread @throws NotDrawn */
  async ask(question: Question, most: number, given: ArrayBuffer[] = []): Promise<Answer> {
    if (!this.#isFree || this.#hasEnded) throw new Error('the thread is not free');
    this.#isFree = false;
    const current = Promise.withResolvers<Answer>();
    this.#current = current;
    const processor = process.cpuUsage();
    let [waited, looked] = [0, performance.now()];
    // Nothing else goes on in a process that waits for a page.
    const looking = setInterval(() => {
      const { user, system } = process.cpuUsage(processor);
      const now = performance.now();
      waited += Math.min(now - looked, MOST_BETWEEN);
      looked = now;
      if ((user + system) / 1_000 > most || waited > most * PATIENCE)
        current.reject(new NotDrawn('time', `not drawn after ${Math.round(most)} ms`));
    }, LOOKED_EVERY);
    try {
      this.#worker.postMessage(question, given);
      const answer = await current.promise;
      if (answer.kind === 'failed') throw new NotDrawn(answer.why, answer.detail);
      this.#isFree = true;
      return answer;
    } catch (error) {
      // What broke off in the middle left the library's memory as it was then: the next file would fail, too.
      await this.end();
      throw error;
    } finally {
      clearInterval(looking);
    }
  }

  async end(): Promise<void> {
    this.#hasEnded = true;
    await this.#worker.terminate();
  }

  #broke(detail: string): void {
    this.#hasEnded = true;
    this.#current.reject(new Error(`the thread that draws broke: ${detail}`));
  }
}

/** Bytes that can be given over: a Buffer may be a piece of one that others use. */
function asGiven(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteLength } = bytes;
  const isWhole = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength;
  return isWhole ? new Uint8Array(buffer) : new Uint8Array(bytes);
}

/**
 * Draws pages of PDFs in a thread of its own, so that a page made to be drawn without end ends with the
 * thread and not with the patience of who waits. One file at a time.
 */
export class PdfDrawer {
  readonly #library: Library;
  readonly #limits: Limits;
  #thread: DrawingThread | undefined;
  #opened = 0;

  private constructor(prepared: Library, limits: Limits) {
    this.#library = prepared;
    this.#limits = limits;
  }

  /** @param limits of every page */
  static async start(limits = LIMITS): Promise<PdfDrawer> {
    return new PdfDrawer(await library(), limits);
  }

  /**
   * Opens a file; the one before is closed.
   *
   * @param bytes given over: a scan of 200 MB is not to be held twice. Those that are a piece of a larger buffer stay
   * @throws NotDrawn, `damaged` also for a file that has a password; Error where no thread can be had
   */
  async open(bytes: Uint8Array): Promise<DrawablePdf> {
    const { time, memory } = this.#limits;
    const most = Math.min(MOST_TIME, time + (bytes.length / (1 << 20)) * TIME_A_MEGABYTE);
    if (this.#thread === undefined || this.#thread.hasEnded)
      this.#thread = await DrawingThread.start(this.#library, memory);
    const thread = this.#thread;
    this.#opened += 1;
    const number = this.#opened;
    const given = asGiven(bytes);
    const answer = await thread.ask({ kind: 'open', bytes: given }, most, [given.buffer]);
    if (answer.kind !== 'opened') throw new Error(`${answer.kind} is no answer`);
    return {
      pageCount: answer.pageCount,
      draw: async (page, size, colour, fields = false) => {
        if (thread.hasEnded || number !== this.#opened) throw new NotDrawn('damaged', 'it is closed');
        const drawn = await thread.ask({ kind: 'draw', page, size, colour, fields }, most);
        if (drawn.kind !== 'drawn') throw new Error(`${drawn.kind} is no answer`);
        const { data, width, height, channels, longestPt } = drawn;
        return { data, width, height, channels, longestPt };
      },
    };
  }

  async end(): Promise<void> {
    this.#opened += 1;
    await this.#thread?.end();
    this.#thread = undefined;
  }
}

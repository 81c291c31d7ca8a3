import { parentPort, workerData } from 'node:worker_threads';
import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium';
import { type Answer, type Question, questionSchema, startSchema } from './drawing-words.ts';
import { startWithFont } from './library-fonts.ts';
import { pagePixels } from './page-pixels.ts';

/**
 * The thread that draws pages of PDFs, one file at a time. A hostile file may keep it busy without end, in
 * which case it is ended by `PdfDrawer`; how much memory it takes is limited here.
 */

/** What a page may be longer than it is wide; a till roll is no page. */
const MOST_RATIO = 8;

const { library: module, mostMemory, font } = startSchema.parse(workerData);
let mostHeap = mostMemory;
/** Whether the library was refused memory: from then on it may leave out what it could not hold, without a word. */
let isRefused = false;

/** FPDF_RENDER_LIMITEDIMAGECACHE of fpdfview.h: of the pictures that were drawn, the library keeps 100 MB and not all. */
const FEW_PICTURES = 0x200;

/** A page of photographs as a phone takes them holds gigabytes otherwise, unpacked. The flags come last. */
function keepingFewPictures(draw: unknown): unknown {
  if (typeof draw !== 'function') throw new Error('the library draws in another way');
  return (...given: number[]) => draw(...given.slice(0, -1), (given.at(-1) ?? 0) | FEW_PICTURES);
}

/** The library with memory that does not grow beyond its limit. */
async function startLibrary(): Promise<PDFiumLibrary> {
  const instantiateWasm = (
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ) => {
    const grow = imports.env?.emscripten_resize_heap;
    // Its own limit is 2 GB.
    if (typeof grow !== 'function' || imports.env === undefined)
      throw new Error('the library asks for memory in another way');
    imports.env.emscripten_resize_heap = (bytes: number) => {
      if (bytes >>> 0 <= mostHeap) return grow(bytes);
      isRefused = true;
      return false;
    };
    const { exports } = new WebAssembly.Instance(module, imports);
    const own = {
      ...exports,
      FPDF_InitLibraryWithConfig: () => startWithFont(imports, exports, font),
      FPDF_RenderPageBitmap: keepingFewPictures(exports.FPDF_RenderPageBitmap),
    };
    done({ exports: own, [Symbol.toStringTag]: 'WebAssembly.Instance' }, module);
    return own;
  };
  return PDFiumLibrary.init({ instantiateWasm });
}

const port = parentPort;
if (port === null) throw new Error('this is a thread');
const library = await startLibrary();
let opened: PDFiumDocument | undefined;

/** The document that is open; its pages are drawn as viewers show them, turned by their own /Rotate, on white. */
async function answerTo(question: Question): Promise<Answer> {
  if (question.kind === 'open') {
    opened?.destroy();
    opened = undefined;
    mostHeap = mostMemory + question.bytes.length;
    opened = await library.loadDocument(question.bytes);
    return { kind: 'opened', pageCount: opened.getPageCount() };
  }
  if (opened === undefined) throw new Error('nothing is open');
  return draw(opened, question);
}

async function draw(
  document: PDFiumDocument,
  { page, size, colour, fields }: Extract<Question, { kind: 'draw' }>,
): Promise<Answer> {
  const found = document.getPage(page);
  const { originalWidth, originalHeight } = found.getOriginalSize();
  const [short, long] = [Math.min(originalWidth, originalHeight), Math.max(originalWidth, originalHeight)];
  if (!(short > 0) || long / short > MOST_RATIO)
    throw new Error(`page of ${originalWidth}×${originalHeight}`);
  const { data, width, height } = await found.render({
    scale: 1,
    ...pagePixels({ width: originalWidth, height: originalHeight }, size),
    colorSpace: colour ? 'BGRA' : 'Gray',
    render: 'bitmap',
    renderFormFields: fields,
  });
  // It is a copy, of the size of the picture.
  if (!(data.buffer instanceof ArrayBuffer)) throw new Error('the library shares its memory');
  const own = new Uint8Array(data.buffer);
  return {
    kind: 'drawn',
    ...(colour ? { data: withoutAlpha(own), channels: 3 } : { data: own, channels: 1 }),
    ...{ width, height, longestPt: long },
  };
}

/** What the library draws in reversed order of bytes is RGBA; made RGB where it lies, as a large page takes 80 MB. */
function withoutAlpha(rgba: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  let to = 0;
  for (let from = 0; from < rgba.length; from += 4, to += 3) {
    rgba[to] = rgba[from] ?? 0;
    rgba[to + 1] = rgba[from + 1] ?? 0;
    rgba[to + 2] = rgba[from + 2] ?? 0;
  }
  return rgba.subarray(0, to);
}

async function answered(question: Question): Promise<Answer> {
  try {
    const answer = await answerTo(question);
    return isRefused ? { kind: 'failed', why: 'memory', detail: 'left out what it could not hold' } : answer;
  } catch (error) {
    return { kind: 'failed', why: isRefused ? 'memory' : 'damaged', detail: String(error) };
  }
}

const say = (answer: Answer) => port.postMessage(answer, answer.kind === 'drawn' ? [answer.data.buffer] : []);
port.on('message', async (message: unknown) => say(await answered(questionSchema.parse(message))));
say({ kind: 'ready' });

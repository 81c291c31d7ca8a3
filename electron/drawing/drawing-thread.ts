import { parentPort, workerData } from 'node:worker_threads';
import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium';
import { type Answer, type Question, questionSchema, startSchema } from './drawing-words.ts';

/**
 * The thread that draws pages of PDFs, one file at a time. A hostile file may keep it busy without end, in
 * which case it is ended by `PdfDrawer`; how much memory it takes is limited here.
 */

/** What a page may be longer than it is wide; a till roll is no page. */
const MOST_RATIO = 8;
/**
 * What the library may take beside the file itself, bytes. A4 at 600 dpi in JPEG 2000 takes 185 MB; the library takes
 * up to a fifth more than it asks for.
 */
const MOST_MEMORY = 280 << 20;

let mostHeap = MOST_MEMORY;
/** Whether the library was refused memory: from then on it may leave out what it could not hold, without a word. */
let isRefused = false;

/** The library with memory that does not grow beyond its limit. */
async function startLibrary(): Promise<PDFiumLibrary> {
  const { library } = startSchema.parse(workerData);
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
    const instance = new WebAssembly.Instance(library, imports);
    done(instance, library);
    return instance.exports;
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
    mostHeap = MOST_MEMORY + question.bytes.length;
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
  const { longest, dpi } = size;
  const edge = dpi === undefined ? longest : Math.min(longest, Math.max(1, Math.round((long / 72) * dpi)));
  const pixels = (pt: number) => Math.max(1, Math.round((pt / long) * edge));
  const { data, width, height } = await found.render({
    scale: 1,
    width: pixels(originalWidth),
    height: pixels(originalHeight),
    colorSpace: colour ? 'BGRA' : 'Gray',
    render: 'bitmap',
    renderFormFields: fields,
  });
  return {
    kind: 'drawn',
    ...(colour ? { data: withoutAlpha(data), channels: 3 } : { data: new Uint8Array(data), channels: 1 }),
    ...{ width, height, longestPt: long },
  };
}

/** What the library draws in reversed order of bytes is RGBA. */
function withoutAlpha(rgba: Uint8Array): Uint8Array<ArrayBuffer> {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    rgb[to] = rgba[from] ?? 0;
    rgb[to + 1] = rgba[from + 1] ?? 0;
    rgb[to + 2] = rgba[from + 2] ?? 0;
  }
  return rgb;
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

import { type FileHandle, open } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getDocument, PDFDataRangeTransport, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFDocumentProxy } from 'pdfjs-dist/types/src/display/api.js';
import type { Progress } from '../book/book.ts';
import { readTextPieces } from '../book/pdf/page-text.ts';
import { stopIfCancelled } from './file-errors.ts';
import { freeMemory } from './free-memory.ts';

/** What can be told of a PDF of hundreds of scanned pages without holding it in memory. */
export interface PageTexts {
  /** All text of each page in the order of drawing, without white space. */
  pages: { text: string; widthPt: number; heightPt: number }[];
  outline: { title: string; page: number }[];
}

const packageFolder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const folderUrl = (name: string) => `${pathToFileURL(join(packageFolder, name)).href}/`;
const CHUNK = 1 << 16;

/** Lets pdfjs read the file in pieces: pictures, which are most of a bound book, are never read. */
class FileTransport extends PDFDataRangeTransport {
  readonly #file: FileHandle;
  readonly #failed: (error: unknown) => void;

  constructor(file: FileHandle, length: number, start: Uint8Array, failed: (error: unknown) => void) {
    super(length, start);
    this.#file = file;
    this.#failed = failed;
  }

  override requestDataRange(begin: number, end: number): void {
    this.#read(begin, end).catch(this.#failed);
  }

  async #read(begin: number, end: number): Promise<void> {
    const { buffer, bytesRead } = await this.#file.read(new Uint8Array(end - begin), 0, end - begin, begin);
    this.onDataRange(begin, buffer.subarray(0, bytesRead));
  }
}

async function readOutline(document: PDFDocumentProxy): Promise<PageTexts['outline']> {
  const entries: PageTexts['outline'] = [];
  const visit = async (nodes: Awaited<ReturnType<PDFDocumentProxy['getOutline']>>): Promise<void> => {
    for (const node of nodes) {
      const target = typeof node.dest === 'string' ? await document.getDestination(node.dest) : node.dest;
      const reference: unknown = target?.[0];
      const isReference =
        typeof reference === 'object' && reference !== null && 'num' in reference && 'gen' in reference;
      // pdfjs hands out references as { num, gen }, which is what getPageIndex takes.
      const page = isReference
        ? (await document.getPageIndex(reference as { num: number; gen: number })) + 1
        : 0;
      entries.push({ title: node.title, page });
      await visit(node.items);
    }
  };
  // null for a document without bookmarks, against pdfjs's types.
  await visit((await document.getOutline()) ?? []);
  return entries;
}

/**
 * pdfjs fetches every picture that a page names, and keeps what it has fetched. A file is therefore
 * opened anew for each stretch of pages that carries about so many bytes.
 */
const BYTES_PER_STRETCH = 32 << 20;

async function readPage(document: PDFDocumentProxy, number: number): Promise<PageTexts['pages'][number]> {
  const page = await document.getPage(number);
  const pieces = await readTextPieces(page);
  const text = pieces.map((piece) => ('str' in piece ? piece.str : '')).join('');
  const { width, height } = page.getViewport({ scale: 1 });
  page.cleanup();
  return { text: text.replace(/\s/g, ''), widthPt: width, heightPt: height };
}

/** Opens the file for as long as `work` takes. */
async function withDocument<T>(
  file: FileHandle,
  size: number,
  work: (document: PDFDocumentProxy) => Promise<T>,
): Promise<T> {
  const first = Math.min(size, CHUNK);
  const { buffer, bytesRead } = await file.read(new Uint8Array(first), 0, first, 0);
  let failed: (error: unknown) => void = () => {};
  const failure = new Promise<never>((_resolve, reject) => {
    failed = reject;
  });
  const loading = getDocument({
    range: new FileTransport(file, size, buffer.subarray(0, bytesRead), failed),
    rangeChunkSize: CHUNK,
    disableAutoFetch: true,
    disableStream: true,
    cMapUrl: folderUrl('cmaps'),
    standardFontDataUrl: folderUrl('standard_fonts'),
    disableFontFace: true,
    useSystemFonts: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    return await Promise.race([loading.promise.then(work), failure]);
  } finally {
    await loading.destroy();
  }
}

/**
 * Reads text, page sizes (as shown) and bookmarks of a PDF file, a stretch at a time. Rejects where it is
 * no readable PDF.
 */
export async function readPageTexts(
  path: string,
  progress?: Progress,
  signal?: AbortSignal,
): Promise<PageTexts> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const read: PageTexts = { pages: [], outline: [] };
    let total = 1;
    while (read.pages.length < total) {
      await withDocument(file, size, async (document) => {
        total = document.numPages;
        if (read.pages.length === 0) read.outline = await readOutline(document);
        const stretch = Math.max(8, Math.floor((total * BYTES_PER_STRETCH) / size));
        const end = Math.min(total, read.pages.length + stretch);
        while (read.pages.length < end) {
          stopIfCancelled(signal);
          read.pages.push(await readPage(document, read.pages.length + 1));
          progress?.(read.pages.length, total);
        }
      });
      if (read.pages.length < total) freeMemory();
    }
    return read;
  } finally {
    await file.close();
  }
}

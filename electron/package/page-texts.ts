import { type FileHandle, open } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getDocument, PDFDataRangeTransport, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFDocumentProxy } from 'pdfjs-dist/types/src/display/api.js';
import type { Progress } from '../book/book.ts';
import { stopIfCancelled } from './file-errors.ts';

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

async function readPages(
  document: PDFDocumentProxy,
  progress?: Progress,
  signal?: AbortSignal,
): Promise<PageTexts['pages']> {
  const pages: PageTexts['pages'] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    stopIfCancelled(signal);
    const page = await document.getPage(number);
    const content = await page.getTextContent({ disableNormalization: true });
    const text = content.items.map((item) => ('str' in item ? item.str : '')).join('');
    const { width, height } = page.getViewport({ scale: 1 });
    pages.push({ text: text.replace(/\s/g, ''), widthPt: width, heightPt: height });
    page.cleanup();
    progress?.(number, document.numPages);
  }
  return pages;
}

/**
 * Reads text, page sizes (as shown) and bookmarks of a PDF file. Rejects where it is no readable PDF.
 */
export async function readPageTexts(
  path: string,
  progress?: Progress,
  signal?: AbortSignal,
): Promise<PageTexts> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const start = await file.read(new Uint8Array(Math.min(size, CHUNK)), 0, Math.min(size, CHUNK), 0);
    let failed: (error: unknown) => void = () => {};
    const failure = new Promise<never>((_resolve, reject) => {
      failed = reject;
    });
    const loading = getDocument({
      range: new FileTransport(file, size, start.buffer.subarray(0, start.bytesRead), failed),
      rangeChunkSize: CHUNK,
      disableAutoFetch: true,
      disableStream: true,
      cMapUrl: folderUrl('cmaps'),
      standardFontDataUrl: folderUrl('standard_fonts'),
      disableFontFace: true,
      useSystemFonts: false,
      verbosity: VerbosityLevel.ERRORS,
    });
    const work = async (): Promise<PageTexts> => {
      const document = await loading.promise;
      return { pages: await readPages(document, progress, signal), outline: await readOutline(document) };
    };
    try {
      return await Promise.race([work(), failure]);
    } finally {
      await loading.destroy();
    }
  } finally {
    await file.close();
  }
}

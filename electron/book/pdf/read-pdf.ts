import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PDFDict, PDFDocument, PDFName, PDFStream } from '@cantoo/pdf-lib';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/types/src/display/api.js';
import { sheetOf } from '../layout.ts';
import { readTextPieces } from './page-text.ts';

/** A stretch of text as it stands on the page; x from the left, baseline from the top, in pt. */
export interface ReadItem {
  text: string;
  x: number;
  baseline: number;
  widthPt: number;
}
export interface ReadPage {
  widthPt: number;
  heightPt: number;
  /** What stands in the 版心, in reading order; turned text (the watermark) left out. */
  items: ReadItem[];
  /** The same as text, a line for each line on the page. */
  text: string;
  /** Below the 版心: page number and twin code. */
  footer: string;
  /** Turned text: the watermark. */
  watermark: string;
}
export interface ReadOutlineEntry {
  title: string;
  /** 1 for the outermost. */
  level: number;
  /** 1-based; 0 where the bookmark leads nowhere. */
  page: number;
}
export interface ReadPdf {
  pages: ReadPage[];
  outline: ReadOutlineEntry[];
  info: { title: string; author: string; subject: string; keywords: string };
  /** Names of fonts whose file the document does not carry. */
  unembeddedFonts: string[];
  /** Pictures that the document carries, each once, however often it is shown. */
  pictureCount: number;
}

const packageFolder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const folderUrl = (name: string): string => `${pathToFileURL(join(packageFolder, name)).href}/`;

/**
 * Reads a PDF back, offline: text in the order in which it is drawn, bookmarks, properties, fonts.
 * Rejects where the bytes are no readable PDF.
 */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const loading = getDocument({
    // pdfjs takes the buffer for itself.
    data: Uint8Array.from(bytes),
    cMapUrl: folderUrl('cmaps'),
    standardFontDataUrl: folderUrl('standard_fonts'),
    disableFontFace: true,
    useSystemFonts: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const document = await loading.promise;
    const pages: ReadPage[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      pages.push(await readPage(page));
      page.cleanup();
    }
    const { info } = await document.getMetadata();
    const outline = await readOutline(document);
    const property = (name: string): string => {
      const value: unknown = Reflect.get(info, name);
      return typeof value === 'string' ? value : '';
    };
    return {
      pages,
      outline,
      info: {
        title: property('Title'),
        author: property('Author'),
        subject: property('Subject'),
        keywords: property('Keywords'),
      },
      ...(await readObjects(bytes)),
    };
  } finally {
    await loading.destroy();
  }
}

async function readPage(page: PDFPageProxy): Promise<ReadPage> {
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
  const items: ReadItem[] = [];
  const foot: ReadItem[] = [];
  let watermark = '';
  const sheet = sheetOf(right - left > top - bottom ? { landscape: true } : {});
  const footTop = sheet.heightPt - sheet.bottomPt;
  for (const item of await readTextPieces(page)) {
    if (!('str' in item) || item.str.trim() === '') continue;
    const [, turn = 0, , , x = 0, y = 0] = item.transform.map(Number);
    if (Math.abs(turn) > 0.01) {
      watermark += item.str;
      continue;
    }
    const read = { text: item.str, x: x - left, baseline: top - y, widthPt: item.width };
    (read.baseline > footTop + 0.5 ? foot : items).push(read);
  }
  return {
    widthPt: right - left,
    heightPt: top - bottom,
    items,
    text: inLines(items),
    footer: inLines(foot).replaceAll('\n', ' '),
    watermark,
  };
}

function inLines(items: readonly ReadItem[]): string {
  let text = '';
  let baseline: number | undefined;
  for (const item of items) {
    if (baseline !== undefined && Math.abs(item.baseline - baseline) > 1) text += '\n';
    text += item.text;
    baseline = item.baseline;
  }
  return text;
}

type OutlineNode = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>[number];

async function readOutline(document: PDFDocumentProxy): Promise<ReadOutlineEntry[]> {
  const entries: ReadOutlineEntry[] = [];
  const visit = async (nodes: readonly OutlineNode[], level: number): Promise<void> => {
    for (const node of nodes) {
      entries.push({ title: node.title, level, page: await pageOf(document, node.dest) });
      await visit(node.items, level + 1);
    }
  };
  // pdfjs gives null for a document without bookmarks, against its types.
  await visit((await document.getOutline()) ?? [], 1);
  return entries;
}

async function pageOf(document: PDFDocumentProxy, dest: OutlineNode['dest']): Promise<number> {
  const explicit = typeof dest === 'string' ? await document.getDestination(dest) : dest;
  const reference: unknown = explicit?.[0];
  if (!isReference(reference)) return 0;
  return (await document.getPageIndex(reference)) + 1;
}

function isReference(value: unknown): value is { num: number; gen: number } {
  return typeof value === 'object' && value !== null && 'num' in value && 'gen' in value;
}

async function readObjects(bytes: Uint8Array): Promise<Pick<ReadPdf, 'unembeddedFonts' | 'pictureCount'>> {
  const { context } = await PDFDocument.load(bytes, { updateMetadata: false });
  const unembedded = new Set<string>();
  const pictures = new Set<string>();
  const masks = new Set<string>();
  for (const [reference, object] of context.enumerateIndirectObjects()) {
    if (object instanceof PDFStream && object.dict.lookup(PDFName.of('Subtype')) === PDFName.of('Image')) {
      pictures.add(String(reference));
      masks.add(String(object.dict.get(PDFName.of('SMask')) ?? ''));
    }
    if (object instanceof PDFDict && isUnembeddedFont(object)) {
      unembedded.add(String(object.lookup(PDFName.of('BaseFont')) ?? '').replace(/^\//, ''));
    }
  }
  return {
    unembeddedFonts: [...unembedded],
    pictureCount: [...pictures].filter((picture) => !masks.has(picture)).length,
  };
}

function isUnembeddedFont(object: PDFDict): boolean {
  if (object.lookup(PDFName.of('Type')) !== PDFName.of('Font')) return false;
  const subtype = object.lookup(PDFName.of('Subtype'));
  // The outer font of a composite one carries no file; a Type 3 font is its own.
  if (subtype === PDFName.of('Type0') || subtype === PDFName.of('Type3')) return false;
  const descriptor = object.lookup(PDFName.of('FontDescriptor'));
  return !(
    descriptor instanceof PDFDict &&
    ['FontFile', 'FontFile2', 'FontFile3'].some((name) => descriptor.has(PDFName.of(name)))
  );
}

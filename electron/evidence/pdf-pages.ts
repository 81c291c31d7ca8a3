import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFInvalidObject,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib';

/** One page of a PDF with what it inherits from the page tree, box in its own user space. */
export interface PdfPage {
  dict: PDFDict;
  resources: PDFDict | undefined;
  contents: PDFStream[];
  annotations: PDFDict[];
  /** The part that viewers show: CropBox within MediaBox, user space units. */
  box: { x: number; y: number; width: number; height: number };
  /** Clockwise, as the file says of itself. */
  rotate: 0 | 90 | 180 | 270;
  /** Points a unit of user space stands for. */
  userUnit: number;
}
/** A page tree that cannot be walked whole, with the Chinese reason. */
export class DamagedPdf extends Error {}

export const MOST_PDF_PAGES = 5000;
const LETTER_BOX = { x: 0, y: 0, width: 612, height: 792 };
const DEEPEST_TREE = 100;

interface Inherited {
  resources?: PDFObject;
  mediaBox?: PDFObject;
  cropBox?: PDFObject;
  rotate?: PDFObject;
}

const name = (text: string): PDFName => PDFName.of(text);

/**
 * All pages in order. pdf-lib's own walk neither survives a tree with a loop nor tells of a page
 * that is lost, so this one is ours. Throws `DamagedPdf` where a page or its content is missing.
 */
export function readPdfPages(document: PDFDocument): PdfPage[] {
  const { context } = document;
  const catalog = context.lookup(context.trailerInfo.Root);
  if (!(catalog instanceof PDFDict)) throw new DamagedPdf('找不到文档目录，文件可能不完整');
  const pages: PdfPage[] = [];
  const seen = new Set<PDFObject>();

  const visit = (object: PDFObject | undefined, inherited: Inherited, depth: number): void => {
    const node = context.lookup(object);
    if (!(node instanceof PDFDict)) throw new DamagedPdf(`第 ${pages.length + 1} 页丢失，文件可能不完整`);
    if (seen.has(node) || depth > DEEPEST_TREE) throw new DamagedPdf('页面目录有循环');
    const kids = node.lookup(name('Kids'));
    const own: Inherited = { ...inherited };
    for (const [key, entry] of [
      ['resources', 'Resources'],
      ['mediaBox', 'MediaBox'],
      ['cropBox', 'CropBox'],
      ['rotate', 'Rotate'],
    ] as const) {
      const value = node.lookup(name(entry));
      if (value !== undefined) own[key] = value;
    }
    if (kids instanceof PDFArray && node.lookup(name('Type')) !== name('Page')) {
      seen.add(node);
      for (const kid of kids.asArray()) visit(kid, own, depth + 1);
      return;
    }
    pages.push(readPage(node, own, pages.length + 1));
    if (pages.length > MOST_PDF_PAGES) throw new DamagedPdf(`超过 ${MOST_PDF_PAGES} 页`);
  };
  const root = catalog.get(name('Pages'));
  if (root === undefined) throw new DamagedPdf('没有页面目录');
  visit(root, {}, 0);
  return pages;
}

function readPage(dict: PDFDict, inherited: Inherited, number: number): PdfPage {
  const media = readBox(inherited.mediaBox) ?? LETTER_BOX;
  const crop = readBox(inherited.cropBox);
  const page: PdfPage = {
    dict,
    resources: inherited.resources instanceof PDFDict ? inherited.resources : undefined,
    contents: readContents(dict, number),
    annotations: readAnnotations(dict),
    box: (crop === undefined ? undefined : intersect(media, crop)) ?? media,
    rotate: readRotate(inherited.rotate, number),
    userUnit: readPositive(dict.lookup(name('UserUnit'))) ?? 1,
  };
  requirePictures(page, number);
  return page;
}

function readContents(dict: PDFDict, number: number): PDFStream[] {
  const entry = dict.get(name('Contents'));
  const value = dict.context.lookup(entry);
  if (value === undefined && !(entry instanceof PDFRef)) return [];
  const parts = value instanceof PDFArray ? value.asArray() : [entry];
  const streams: PDFStream[] = [];
  for (const part of parts) {
    const stream = dict.context.lookup(part);
    if (stream instanceof PDFStream) streams.push(stream);
    // `null` stands for “nothing” by the standard; an object that is not there was lost.
    else if (stream === undefined || stream instanceof PDFInvalidObject)
      throw new DamagedPdf(`第 ${number} 页的内容丢失，文件可能不完整`);
  }
  return streams;
}

/**
 * A picture whose object cannot be read would print as nothing, so it is told. One that is not there
 * at all is `null` by the standard and harmless in a whole file; for cut files see `losesObjects`.
 */
function requirePictures(page: PdfPage, number: number): void {
  const pictures = page.resources?.lookup(name('XObject'));
  if (!(pictures instanceof PDFDict)) return;
  for (const [, value] of pictures.entries()) {
    if (page.dict.context.lookup(value) instanceof PDFInvalidObject) {
      throw new DamagedPdf(`第 ${number} 页的图像已损坏`);
    }
  }
}

function readAnnotations(dict: PDFDict): PDFDict[] {
  const list = dict.lookup(name('Annots'));
  if (!(list instanceof PDFArray)) return [];
  return list.asArray().flatMap((each) => {
    const annotation = dict.context.lookup(each);
    return annotation instanceof PDFDict ? [annotation] : [];
  });
}

/** Four numbers of an array as a box with its corners in order; undefined for anything else or an empty box. */
export function readBox(value: PDFObject | undefined): PdfPage['box'] | undefined {
  if (!(value instanceof PDFArray)) return undefined;
  const numbers = readNumbers(value, 4);
  if (numbers === undefined) return undefined;
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = numbers;
  const box = {
    x: Math.min(x1, x2),
    y: Math.min(y1, y2),
    width: Math.abs(x2 - x1),
    height: Math.abs(y2 - y1),
  };
  return box.width >= 1e-3 && box.height >= 1e-3 ? box : undefined;
}

/** The first `count` entries as finite numbers, or undefined. */
export function readNumbers(array: PDFArray, count: number): number[] | undefined {
  if (array.size() < count) return undefined;
  const numbers: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const entry = array.lookup(index);
    if (!(entry instanceof PDFNumber) || !Number.isFinite(entry.asNumber())) return undefined;
    numbers.push(entry.asNumber());
  }
  return numbers;
}

function intersect(a: PdfPage['box'], b: PdfPage['box']): PdfPage['box'] | undefined {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width >= 1 && height >= 1 ? { x, y, width, height } : undefined;
}

function readRotate(value: PDFObject | undefined, number: number): PdfPage['rotate'] {
  if (!(value instanceof PDFNumber)) return 0;
  const turn = ((value.asNumber() % 360) + 360) % 360;
  // PDF 32000-1, table 30. One viewer rounds it up, the next one down: what is marked on the screen would be black elsewhere.
  if (turn % 90 !== 0) throw new DamagedPdf(`第 ${number} 页的旋转角度不是 90 的倍数，各软件显示不一`);
  return turn === 90 || turn === 180 || turn === 270 ? turn : 0;
}

function readPositive(value: PDFObject | undefined): number | undefined {
  return value instanceof PDFNumber && value.asNumber() > 0 && value.asNumber() < 1e5
    ? value.asNumber()
    : undefined;
}

/** Annotations of one page; what shows it holds them all, which takes gigabytes for a hundred thousand. */
const MOST_ANNOTATIONS = 10_000;

/** The first page, from 1, with more annotations than can be shown. */
export function crowdedPage(pages: readonly PdfPage[]): number | undefined {
  const index = pages.findIndex(({ annotations }) => annotations.length > MOST_ANNOTATIONS);
  return index === -1 ? undefined : index + 1;
}

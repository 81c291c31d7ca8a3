import { deflateSync, inflateSync } from 'node:zlib';
import {
  PDFArray,
  PDFContext,
  PDFDict,
  PDFName,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  type PDFStream,
} from '@cantoo/pdf-lib';
import { PdfOutput } from '../book/bound/pdf-output.ts';
import { PAGE } from '../book/layout.ts';
import type { PdfFile } from './pdf-file.ts';

/** A sealed page: its number in the book, 1-based, and its picture, which fills the sheet. */
export interface SealedPicture {
  page: number;
  jpeg: Uint8Array;
  width: number;
  height: number;
}

const key = (text: string) => PDFName.of(text);
const PICTURE = 'DossierSealed';
/** What the page drew before stays, text and all, under the picture: nobody sees it, everybody finds it. */
const BEFORE = 'q\n';
const AFTER = `\nQ\nq ${PAGE.widthPt.toFixed(2)} 0 0 ${PAGE.heightPt.toFixed(2)} 0 0 cm /${PICTURE} Do Q\n`;

/** The references that a sealed page adds to the page it was. */
export interface SealedRefs {
  before: PDFRef;
  after: PDFRef;
  picture: PDFRef;
}

/** The page's dictionary with the picture over everything. Links stay; what viewers would draw on top of the picture goes. */
async function sealedPage(file: PdfFile, ref: PDFRef, refs: SealedRefs): Promise<PDFDict> {
  const page = await file.dict(ref);
  const { context } = page;
  const contents = page.get(key('Contents'));
  const found = await file.resolve(contents);
  const old = found instanceof PDFArray ? found.asArray() : contents === undefined ? [] : [contents];
  page.set(key('Contents'), context.obj([refs.before, ...old, refs.after]));
  const resources = await copyOf(file, page.get(key('Resources')), context);
  const pictures = await copyOf(file, resources.get(key('XObject')), context);
  pictures.set(key(PICTURE), refs.picture);
  resources.set(key('XObject'), pictures);
  page.set(key('Resources'), resources);
  const annotations = await file.resolve(page.get(key('Annots')));
  if (annotations instanceof PDFArray) {
    const links: PDFObject[] = [];
    for (const each of annotations.asArray()) {
      const annotation = await file.resolve(each);
      if (annotation instanceof PDFDict && annotation.get(key('Subtype')) === key('Link')) links.push(each);
    }
    page.set(key('Annots'), context.obj(links));
  }
  return page;
}

async function copyOf(file: PdfFile, value: PDFObject | undefined, context: PDFContext): Promise<PDFDict> {
  const found = await file.resolve(value);
  const copied = PDFDict.withContext(context);
  if (found instanceof PDFDict) for (const [name, entry] of found.entries()) copied.set(name, entry);
  return copied;
}

function operators(context: PDFContext, text: string): PDFRawStream {
  return PDFRawStream.of(context.obj({ Filter: 'FlateDecode' }), deflateSync(Buffer.from(text, 'latin1')));
}

/**
 * Adds sealed pages to a copy of the bound book. Not a byte of the copy changes: the pages are added to
 * its end as a PDF's own kind of change, so that all other pages are what they were, bookmarks and text
 * included, however large the book.
 *
 * @param bound the book as it was exported
 * @param target a copy of it, byte for byte
 * @param pictures one after the other, each page once
 * @throws ForeignPdf, and what the file system throws
 */
export async function addSealedPages(
  bound: PdfFile,
  target: string,
  pictures: AsyncIterable<SealedPicture>,
): Promise<void> {
  const context = PDFContext.create();
  const { size, root, trailer, start } = bound.newest;
  context.largestObjectNumber = size - 1;
  context.trailerInfo.Root = root;
  const info = trailer.get(key('Info'));
  if (info !== undefined) context.trailerInfo.Info = info;
  const pages = await bound.pages();
  const output = await PdfOutput.extend(target, context);
  try {
    for await (const { page, jpeg, width, height } of pictures) {
      const ref = pages[page - 1];
      if (ref === undefined) throw new Error(`the book has no page ${page}`);
      const refs: SealedRefs = {
        before: context.register(operators(context, BEFORE)),
        after: context.register(operators(context, AFTER)),
        picture: context.register(PDFRawStream.of(context.obj(pictureEntries(width, height)), jpeg)),
      };
      await output.flush(size - 1, new Set());
      context.assign(ref, await sealedPage(bound, ref, refs));
    }
    await output.finishChange(start, trailer.get(key('ID')));
  } finally {
    await output.close();
  }
}

function pictureEntries(width: number, height: number) {
  return {
    Type: 'XObject',
    Subtype: 'Image',
    Width: width,
    Height: height,
    BitsPerComponent: 8,
    ColorSpace: 'DeviceRGB',
    Filter: 'DCTDecode',
  };
}

/** The JPEG that covers a page, or undefined where the page is not exactly what `addSealedPages` makes of it. */
export async function sealedPictureOf(
  bound: PdfFile,
  sealed: PdfFile,
  page: PDFRef,
): Promise<Uint8Array | undefined> {
  const actual = await sealed.dict(page);
  const contents = actual.get(key('Contents'));
  const resources = actual.get(key('Resources'));
  const pictures = resources instanceof PDFDict ? resources.get(key('XObject')) : undefined;
  const picture = pictures instanceof PDFDict ? pictures.get(key(PICTURE)) : undefined;
  const [before, after] =
    contents instanceof PDFArray ? [contents.get(0), contents.get(contents.size() - 1)] : [];
  if (!(before instanceof PDFRef && after instanceof PDFRef && picture instanceof PDFRef)) return undefined;
  const expected = await sealedPage(bound, page, { before, after, picture });
  if (expected.toString() !== actual.toString()) return undefined;
  if ((await textOf(sealed, before)) !== BEFORE || (await textOf(sealed, after)) !== AFTER) return undefined;
  const stream = await sealed.object(picture);
  return stream instanceof PDFRawStream && isPlainJpeg(stream) ? stream.contents : undefined;
}

async function textOf(file: PdfFile, ref: PDFRef): Promise<string | undefined> {
  const stream = await file.object(ref);
  if (!(stream instanceof PDFRawStream)) return undefined;
  try {
    return inflateSync(stream.contents, { maxOutputLength: 4096 }).toString('latin1');
  } catch {
    return undefined;
  }
}

/** No mask, no decoding table, no other filter: what a reader of the JPEG sees is what the page shows. */
function isPlainJpeg({ dict }: PDFStream): boolean {
  const known = new Set(['Length', ...Object.keys(pictureEntries(1, 1))].map(key));
  return (
    dict.keys().every((name) => known.has(name)) &&
    dict.get(key('Filter')) === key('DCTDecode') &&
    dict.get(key('ColorSpace')) === key('DeviceRGB')
  );
}

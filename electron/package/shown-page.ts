import { readFile, stat } from 'node:fs/promises';
import sharp from 'sharp';
import { type DrawnPage, NotDrawn, PdfDrawer } from '../drawing/pdf-drawer.ts';
import { onePagePdf } from '../sealing/one-page.ts';
import { PdfFile } from '../sealing/pdf-file.ts';
import { stopIfCancelled } from './file-errors.ts';

/** Longer edge, pixels: A4 at 256 dots per inch. */
const LONGEST = 3_000;
const JPEG_QUALITY = 88;
/** Of a larger file, as a bound book may be, the page alone is read. Bytes. */
const LARGEST_WHOLE = 200 << 20;

/**
 * One page of a PDF as a JPEG picture, for a window that would take too much memory to draw it: a window unpacks every
 * picture of the page and holds all of its instructions, while here they come one after the other and within limits.
 *
 * @param page 1-based
 * @param largestWhole a file is read whole up to this, bytes
 * @throws NotDrawn also for a page that is not there; ForeignPdf, DossierError cancelled, and what the file system throws
 */
export async function drawShownPage(
  path: string,
  page: number,
  signal?: AbortSignal,
  largestWhole = LARGEST_WHOLE,
): Promise<Uint8Array> {
  stopIfCancelled(signal);
  const { size } = await stat(path);
  const drawer = await PdfDrawer.start();
  try {
    const drawn =
      size > largestWhole
        ? await drawPage(drawer, await cutOut(path, page), 1)
        : await drawPage(drawer, await readFile(path), page);
    stopIfCancelled(signal);
    const { data, width, height, channels } = drawn;
    return await sharp(data, { raw: { width, height, channels } }).jpeg({ quality: JPEG_QUALITY }).toBuffer();
  } finally {
    await drawer.end();
  }
}

async function drawPage(drawer: PdfDrawer, bytes: Uint8Array, page: number): Promise<DrawnPage> {
  const document = await drawer.open(bytes);
  if (page < 1 || page > document.pageCount) throw new NotDrawn('damaged', `there is no page ${page}`);
  return document.draw(page - 1, { longest: LONGEST }, true, true);
}

async function cutOut(path: string, page: number): Promise<Buffer> {
  const file = await PdfFile.open(path);
  try {
    const found = (await file.pages())[page - 1];
    if (found === undefined) throw new NotDrawn('damaged', `there is no page ${page}`);
    return await onePagePdf(file, found);
  } finally {
    await file.close();
  }
}

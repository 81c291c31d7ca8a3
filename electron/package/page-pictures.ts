import type { PDFRef } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { NUMBER_RADIUS, numberPlace, type SealSpot } from '../../shared/seal-guide/seal-spot.ts';
import type { PreparedPicture } from '../book/book.ts';
import { PAGE } from '../book/layout.ts';
import { PdfDrawer } from '../drawing/pdf-drawer.ts';
import { onePagePdf } from '../sealing/one-page.ts';
import { PdfFile } from '../sealing/pdf-file.ts';
import { stopIfCancelled } from './file-errors.ts';
import { numberStrokes } from './number-strokes.ts';

/** Pixels of the longer edge: a page at some 70 dpi, which its thumbnail prints at more than 300. */
const LONGEST = 820;
const JPEG_QUALITY = 82;
/** A page of evidence that weighs more is described in words: drawing it would take much time and memory. */
const HEAVIEST_PAGE = 24 << 20;
const RED = '#d21f1f';

/** A spot and the number that it has in the list. */
export interface NumberedSpot {
  number: number;
  spot: SealSpot;
}

/** Marks as SVG in pt of the page. No text in it: its fonts would be those of the machine. */
function marksSvg(marks: readonly NumberedSpot[], size: { width: number; height: number }): string {
  const drawn = marks.map(({ number, spot }) => {
    const { shape, x, y, widthPt, heightPt } = spot;
    const outline =
      shape === 'circle'
        ? `<ellipse cx="${x + widthPt / 2}" cy="${y + heightPt / 2}" rx="${widthPt / 2}" ry="${heightPt / 2}"/>`
        : `<rect x="${x}" y="${y}" width="${widthPt}" height="${heightPt}" rx="4"/>`;
    const place = numberPlace(spot);
    const disc = `<circle cx="${place.x}" cy="${place.y}" r="${NUMBER_RADIUS}" fill="${RED}" stroke="none"/>`;
    const digits = `<path d="${numberStrokes(number, place, NUMBER_RADIUS)}" stroke="#ffffff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/>`;
    return `<g fill="none" stroke="${RED}" stroke-width="3.5">${outline}${disc}${digits}</g>`;
  });
  // A white page needs an edge to be seen as one.
  const edge = `<rect x="0" y="0" width="${PAGE.widthPt}" height="${PAGE.heightPt}" fill="none" stroke="#8a8a8a" stroke-width="5"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="0 0 ${PAGE.widthPt} ${PAGE.heightPt}" preserveAspectRatio="none">${edge}${drawn.join('')}</svg>`;
}

/**
 * Draws pages of a bound book small, one after the other, with their spots marked.
 *
 * @param wanted spots by page, 1-based
 * @returns pictures by page; none where a page cannot be drawn or is too heavy
 * @throws cancelled
 */
export async function pagePictures(
  boundPath: string,
  wanted: ReadonlyMap<number, readonly NumberedSpot[]>,
  signal?: AbortSignal,
): Promise<Map<number, PreparedPicture>> {
  const pictures = new Map<number, PreparedPicture>();
  const file = await PdfFile.open(boundPath);
  const drawer = await PdfDrawer.start();
  try {
    const pages = await file.pages();
    for (const [number, marks] of wanted) {
      stopIfCancelled(signal);
      const page = pages[number - 1];
      if (page === undefined) continue;
      // Evidence may hold what the library cannot draw: the list tells its page in words, too.
      const picture = await drawPage(file, page, drawer, marks).catch(() => undefined);
      if (picture !== undefined) pictures.set(number, picture);
    }
  } finally {
    await drawer.end();
    await file.close();
  }
  return pictures;
}

async function drawPage(
  file: PdfFile,
  page: PDFRef,
  drawer: PdfDrawer,
  marks: readonly NumberedSpot[],
): Promise<PreparedPicture | undefined> {
  const pdf = await onePagePdf(file, page);
  if (pdf.length > HEAVIEST_PAGE) return undefined;
  const document = await drawer.open(pdf);
  const { data, width, height, channels } = await document.draw(0, { longest: LONGEST }, true);
  const svg = marksSvg(marks, { width, height });
  const bytes = await sharp(data, { raw: { width, height, channels } })
    .composite([{ input: Buffer.from(svg) }])
    .removeAlpha()
    .jpeg({ quality: JPEG_QUALITY, chromaSubsampling: '4:4:4' })
    .toBuffer();
  return { bytes, format: 'jpeg', widthPx: width, heightPx: height };
}

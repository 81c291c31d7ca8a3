import { readFile } from 'node:fs/promises';
import type { PDFRef } from '@cantoo/pdf-lib';
import type { Metadata } from 'sharp';
import { type PictureSlice, placeBox, slicePicture, type Turn } from '../../evidence/page-placement.ts';
import { openPicture, picturePageCount, uprightPixels } from '../../evidence/picture-facts.ts';
import { preparePicture } from '../../evidence/pictures.ts';
import { precise } from './annotations.ts';
import type { BoundPages } from './bound-pages.ts';
import { registerPicture } from './embed-picture.ts';
import { Ink } from './ink.ts';

/** A JPEG with no more than this for its place is taken as it is. */
const MOST_DPI = 220;

/** Adds the pages of a picture file (a TIFF's pages, a long screenshot's parts). */
export async function addPicture(pages: BoundPages, path: string, byHand: Turn): Promise<void> {
  const count = picturePageCount(await openPicture(path).metadata());
  for (let page = 0; page < count; page += 1) {
    const metadata = await openPicture(path, page).metadata();
    const upright = uprightPixels(metadata);
    const slices = slicePicture(upright.width, upright.height);
    for (const slice of slices) {
      const { place, matrix } = placeSlice(upright.width, slice, byHand);
      const cut = slices.length === 1 ? undefined : { top: slice.top, height: slice.height };
      const ref = await embed(pages, path, metadata, { page, cut, box: place });
      const ink = new Ink();
      ink.pictures.set('DossierPicture', ref);
      ink.add(`q ${matrix.map(precise).join(' ')} cm /DossierPicture Do Q`);
      await pages.add({ ink });
    }
  }
}

/** Where the unit square of a picture goes, and the size that the picture has before it is turned, pt. */
function placeSlice(widthPx: number, slice: PictureSlice, byHand: Turn) {
  const { place } = slice;
  if (byHand === 0) return { place, matrix: [place.width, 0, 0, place.height, place.x, place.y] };
  const most = 72 / 100;
  const placed = placeBox({ x: 0, y: 0, width: widthPx, height: slice.height }, byHand, most);
  const [a, b, c, d, e, f] = placed.matrix;
  return {
    place: { width: widthPx * placed.scale, height: slice.height * placed.scale },
    matrix: [a * widthPx, b * widthPx, c * slice.height, d * slice.height, e, f],
  };
}

async function embed(
  pages: BoundPages,
  path: string,
  metadata: Metadata,
  part: {
    page: number;
    cut: { top: number; height: number } | undefined;
    box: { width: number; height: number };
  },
): Promise<PDFRef> {
  const { context } = pages.document;
  if (part.cut === undefined && staysAsItIs(metadata, part.box.width)) {
    return registerPicture(
      context,
      {
        bytes: await readFile(path),
        format: 'jpeg',
        widthPx: metadata.width,
        heightPx: metadata.height,
      },
      metadata.channels,
    );
  }
  const options = part.cut === undefined ? { page: part.page } : { page: part.page, cut: part.cut };
  return registerPicture(context, await preparePicture(path, part.box, options));
}

function staysAsItIs(metadata: Metadata, widthPt: number): boolean {
  const plain = metadata.format === 'jpeg' && (metadata.orientation ?? 1) === 1 && metadata.depth === 'uchar';
  const colour =
    metadata.space === 'srgb' ? metadata.channels === 3 : metadata.space === 'b-w' && metadata.channels === 1;
  return plain && colour && metadata.width / (widthPt / 72) <= MOST_DPI;
}

import { readFile, writeFile } from 'node:fs/promises';
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import type { EvidenceKind } from '../../shared/form/evidence-facts.ts';
import type { Mask } from '../../shared/masks/mask.ts';
import { PdfDrawer } from '../drawing/pdf-drawer.ts';
import { openPicture, picturePageCount, uprightPixels } from '../evidence/picture-facts.ts';
import { isPictureKind } from '../evidence/picture-kinds.ts';
import { stopIfCancelled } from '../package/file-errors.ts';
import { blackOut, type PagePixels } from './black-out.ts';

type Turn = 0 | 90 | 180 | 270;

/** Told after each page. */
export interface Cleaning {
  drawn?: () => void;
  signal?: AbortSignal | undefined;
}

export interface EvidenceToClean {
  source: string;
  kind: EvidenceKind;
  masks: readonly Mask[];
  /** As the applicant turned it, clockwise. */
  rotate: Turn;
}

/** What a cleaned file ends with; undefined for a kind that cannot be cleaned. */
export function cleanedExtension(kind: EvidenceKind): '.pdf' | '.jpg' | undefined {
  if (kind === 'pdf' || kind === 'tiff') return '.pdf';
  return isPictureKind(kind) ? '.jpg' : undefined;
}

/** Small print stays legible; as sharp as the seal sheets are. */
const DPI = 200;
/** Pages larger than A2 are drawn coarser: of A0 15 million pixels, which take 400 MB until they are written. */
const LONGEST_EDGE = 4_500;
const JPEG = { quality: 85, chromaSubsampling: '4:4:4' } as const;

/** A page as a JPEG without a word beside its pixels; sharp carries no metadata over. */
async function pageJpeg(pixels: PagePixels, masks: readonly Mask[], rotate: Turn) {
  blackOut(pixels, masks);
  const { data, width, height, channels } = pixels;
  if (channels !== 1 && channels !== 3) throw new Error(`${channels} channels`);
  const picture = sharp(data, { raw: { width, height, channels } });
  const { data: bytes, info } = await (rotate === 0 ? picture : picture.rotate(rotate))
    .jpeg(JPEG)
    .toBuffer({ resolveWithObject: true });
  return { bytes, width: info.width, height: info.height };
}

/** What a picture is made smaller to before it is unpacked: more than a phone takes, and 400 MB while it is written. */
const MOST_PICTURE_PIXELS = 24_000_000;
/** The longest edge that a JPEG can have. */
const LONGEST_JPEG_EDGE = 65_500;

async function picturePixels(path: string, page: number): Promise<PagePixels> {
  const { width, height } = uprightPixels(await openPicture(path, page).metadata());
  const share = Math.min(
    1,
    Math.sqrt(MOST_PICTURE_PIXELS / (width * height)),
    LONGEST_JPEG_EDGE / Math.max(width, height),
  );
  const smaller = (edge: number) => Math.max(1, Math.round(edge * share));
  const upright = openPicture(path, page).autoOrient();
  const fitting = share === 1 ? upright : upright.resize(smaller(width), smaller(height), { fit: 'fill' });
  const { data, info } = await fitting
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
}

type DrawPage = (index: number) => Promise<{ pixels: PagePixels; pointsAPixel: number }>;

/** A new PDF whose pages are pictures: no text, no attachment, no script, no property comes along. */
async function picturePdf(
  pageCount: number,
  draw: DrawPage,
  { masks, rotate }: EvidenceToClean,
  { drawn, signal }: Cleaning,
): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  for (let index = 0; index < pageCount; index += 1) {
    stopIfCancelled(signal);
    const { pixels, pointsAPixel } = await draw(index);
    const own = masks.filter(({ page }) => page === index + 1);
    const { bytes, width, height } = await pageJpeg(pixels, own, rotate);
    const size = { width: width * pointsAPixel, height: height * pointsAPixel };
    document.addPage([size.width, size.height]).drawImage(await document.embedJpg(bytes), {
      ...{ x: 0, y: 0 },
      ...size,
    });
    drawn?.();
  }
  return document.save();
}

async function cleanPdf(evidence: EvidenceToClean, cleaning: Cleaning): Promise<Uint8Array> {
  const drawer = await PdfDrawer.start();
  try {
    const file = await drawer.open(await readFile(evidence.source));
    const draw: DrawPage = async (index) => {
      const pixels = await file.draw(index, { dpi: DPI, longest: LONGEST_EDGE }, true, true);
      return { pixels, pointsAPixel: pixels.longestPt / Math.max(pixels.width, pixels.height) };
    };
    return await picturePdf(file.pageCount, draw, evidence, cleaning);
  } finally {
    await drawer.end();
  }
}

/**
 * Writes a cleaned copy of a piece of evidence: pictures without EXIF, GPS or any other metadata, every page of a PDF
 * as a picture, marked regions black in the pixels.
 *
 * @param target new file, named as `cleanedExtension` says
 * @throws NotDrawn or another Error where a page cannot be drawn; cancelled
 */
export async function cleanEvidence(
  evidence: EvidenceToClean,
  target: string,
  cleaning: Cleaning = {},
): Promise<void> {
  const { source, kind, masks, rotate } = evidence;
  if (kind === 'pdf') {
    await writeFile(target, await cleanPdf(evidence, cleaning), { flag: 'wx' });
    return;
  }
  if (cleanedExtension(kind) === '.jpg') {
    const { bytes } = await pageJpeg(
      await picturePixels(source, 0),
      masks.filter(({ page }) => page === 1),
      rotate,
    );
    await writeFile(target, bytes, { flag: 'wx' });
    cleaning.drawn?.();
    return;
  }
  const pages = picturePageCount(await openPicture(source).metadata());
  const draw: DrawPage = async (index) => ({
    pixels: await picturePixels(source, index),
    pointsAPixel: 72 / DPI,
  });
  await writeFile(target, await picturePdf(pages, draw, evidence, cleaning), { flag: 'wx' });
}

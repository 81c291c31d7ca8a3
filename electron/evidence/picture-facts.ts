import { stat } from 'node:fs/promises';
import sharp, { type Metadata } from 'sharp';
import type { EvidenceProblem, FileFacts, PageFacts } from '../../shared/form/evidence-facts.ts';
import { MM } from '../book/layout.ts';
import { isBlankPicture, MOST_PIXELS } from './blank.ts';
import { slicePicture } from './page-placement.ts';

export type PictureFacts = Pick<FileFacts, 'pages' | 'pixels' | 'problem' | 'remarks'>;

const MOST_TIFF_PAGES = 1000;

/** Opens one page of a picture; `failOn` lets odd metadata pass but never a file that ends too soon. */
export function openPicture(path: string, page = 0): ReturnType<typeof sharp> {
  return sharp(path, {
    failOn: 'error',
    limitInputPixels: MOST_PIXELS,
    page,
    pages: 1,
    sequentialRead: true,
  });
}

/** The pages of the file: those of a TIFF; of an animation only the first frame is printed. */
export function picturePageCount(metadata: Metadata): number {
  return metadata.format === 'tiff' ? (metadata.pages ?? 1) : 1;
}

/** Size in pixels after turning by EXIF. */
export function uprightPixels(metadata: Metadata): { width: number; height: number } {
  const turned = (metadata.orientation ?? 1) >= 5;
  const width = metadata.width;
  const height = metadata.pageHeight ?? metadata.height;
  return turned ? { width: height, height: width } : { width, height };
}

/** Facts of a picture file: every page is decoded once, so that a broken one is found here and not in the book. */
export async function inspectPicture(path: string): Promise<PictureFacts> {
  const pages: PageFacts[] = [];
  const remarks = new Set<FileFacts['remarks'][number]>();
  let pixels: FileFacts['pixels'];
  try {
    const count = picturePageCount(await openPicture(path).metadata());
    if (count > MOST_TIFF_PAGES)
      return refused(`有 ${count} 页，超过 ${MOST_TIFF_PAGES} 页`, '请拆分为多个文件');
    for (let page = 0; page < count; page += 1) {
      const metadata = await openPicture(path, page).metadata();
      const size = uprightPixels(metadata);
      if (size.width * size.height > MOST_PIXELS) return tooManyPixels(size);
      if ((metadata.orientation ?? 1) > 1) remarks.add('exifRotated');
      if (metadata.space === 'cmyk') remarks.add('cmyk');
      const blank = await isBlankPicture(openPicture(path, page).autoOrient());
      pages.push(
        ...slicePicture(size.width, size.height).map((slice) => slicePageFacts(size.width, slice, blank)),
      );
      pixels ??= size;
    }
  } catch (error) {
    // Had the file gone meanwhile, that is no fault of the picture.
    await stat(path);
    const detail = error instanceof Error ? error.message : String(error);
    if (/pixel limit/i.test(detail)) return tooManyPixels(undefined);
    return { pages: [], problem: { code: 'damaged', detail: '图片不完整或已损坏' }, remarks: [] };
  }
  return { pages, ...(pixels === undefined ? {} : { pixels }), remarks: [...remarks] };
}

function slicePageFacts(
  widthPx: number,
  slice: ReturnType<typeof slicePicture>[number],
  blank: boolean,
): PageFacts {
  const { width, height } = slice.place;
  return {
    widthMm: round(width / MM),
    heightMm: round(height / MM),
    landscape: width > height,
    // Pictures stand as they are shown; only the applicant turns them.
    turned: false,
    dpi: Math.round(widthPx / (width / 72)),
    blank,
  };
}

const round = (value: number) => Math.round(value * 10) / 10;

function tooManyPixels(size: { width: number; height: number } | undefined): PictureFacts {
  const shown = size === undefined ? '' : `为 ${size.width}×${size.height} 像素，`;
  return refused(`${shown}超过 2 亿像素`, '请用看图软件缩小到宽高 10000 像素以内，另存为 JPG 后再添加');
}

function refused(reason: string, remedy: string): PictureFacts {
  const problem: EvidenceProblem = { code: 'unsupported', reason, remedy };
  return { pages: [], problem, remarks: [] };
}

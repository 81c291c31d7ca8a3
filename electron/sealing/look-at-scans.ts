import { basename } from 'node:path';
import sharp from 'sharp';
import { DossierError } from '../../shared/errors.ts';
import type { Progress } from '../book/book.ts';
import { isBlankPicture } from '../evidence/blank.ts';
import { stopIfCancelled } from '../package/file-errors.ts';
import { freeMemory } from '../package/free-memory.ts';
import { agrees, scanInk } from './align.ts';
import { alignByCode, alignByOutline, likeliestPage } from './find-page.ts';
import type { Homography } from './geometry.ts';
import { encodeThumbnail, type Pixels, toGrey } from './pixels.ts';
import { type Answer, isOwn, pageToCompare, type SealedBook, type SeenPage } from './placement.ts';
import { readCodes } from './read-codes.ts';
import type { ReferencePages } from './reference.ts';
import { openScan } from './scan-file.ts';

/** One page of the scans as it was seen. */
export interface LookedAt {
  /** Index of the scan among those given, and of the page within it; 0-based. */
  scan: number;
  page: number;
  name: string;
  seen: SeenPage;
  /** How the page lies in the picture that `openScan` reads, where it was found; page's mm to pixels. */
  map?: Homography;
  /** Small JPEG to show beside a question. */
  thumbnail: Uint8Array;
}

/** What a person said of one page of the scans. */
export interface ScanAnswer {
  /** 0-based, both. */
  scan: number;
  page: number;
  answer: Answer;
}

export interface LookInput {
  scans: readonly string[];
  book: SealedBook;
  pages: ReferencePages;
  /** Pages that a scan without code may show: those to be sealed first. */
  candidates: readonly number[];
  answers: readonly ScanAnswer[];
  progress?: Progress | undefined;
  signal?: AbortSignal | undefined;
}

const MOST_PAGES = 500;
const THUMBNAIL_EDGE = 320;
const MUCH_IN_BUFFERS = 256 << 20;

/**
 * Looks at every page of the scans, one in memory at a time.
 *
 * @throws fileRefused for a file that is no scan, misused for an answer about a page that is not there,
 * cancelled
 */
export async function lookAtScans(input: LookInput): Promise<LookedAt[]> {
  const { scans, answers, progress, signal } = input;
  const looked: LookedAt[] = [];
  for (const [scan, path] of scans.entries()) {
    stopIfCancelled(signal);
    const file = await openScan(path, signal);
    try {
      const most = answers.find((each) => each.scan === scan && each.page >= file.pageCount);
      if (most !== undefined)
        throw new DossierError('misused', {
          detail: `“${basename(path)}”只有 ${file.pageCount} 页，没有第 ${most.page + 1} 页。`,
        });
      if (looked.length + file.pageCount > MOST_PAGES)
        throw new DossierError('fileRefused', {
          name: basename(path),
          reason: `使扫描件合计超过 ${MOST_PAGES} 页`,
          remedy: '请只选择盖了章的页',
        });
      for (let page = 0; page < file.pageCount; page += 1) {
        stopIfCancelled(signal);
        const answer = answers.find((each) => each.scan === scan && each.page === page)?.answer;
        const found = await lookAtPage(await file.read(page), answer, input);
        looked.push({ scan, page, name: basename(path), ...found });
        // Collecting takes as long as half a page.
        if (process.memoryUsage().arrayBuffers > MUCH_IN_BUFFERS) freeMemory();
        progress?.(scan + (page + 1) / file.pageCount, scans.length);
      }
    } finally {
      await file.close();
    }
  }
  return looked;
}

/**
 * Looks at one page.
 *
 * @param picture in colour
 * @throws cancelled
 */
export async function lookAtPage(
  picture: Pixels,
  answer: Answer | undefined,
  { book, pages, candidates, signal }: Pick<LookInput, 'book' | 'pages' | 'candidates' | 'signal'>,
): Promise<Pick<LookedAt, 'seen' | 'map' | 'thumbnail'>> {
  const thumbnail = await encodeThumbnail(picture, THUMBNAIL_EDGE);
  const grey = await toGrey(picture);
  const found = await readCodes(grey, signal);
  const codes = found.map(({ code }) => code);
  const compared = pageToCompare({ codes }, book, answer);
  if (compared !== undefined && compared <= book.pages) {
    const ink = await scanInk(grey);
    const shown = found.find(({ code }) => isOwn(code, book) && code.page === compared);
    const aligned =
      shown === undefined ? await alignByOutline(pages, ink, compared) : await alignByCode(pages, ink, shown);
    const matches = aligned !== undefined && agrees(aligned);
    return { seen: { codes, blank: false, matches }, ...(matches ? { map: aligned.map } : {}), thumbnail };
  }
  if (codes.length > 0 || answer === 'leave') return { seen: { codes, blank: false }, thumbnail };
  const { data, width, height, channels } = picture;
  if (await isBlankPicture(sharp(data, { raw: { width, height, channels } })))
    return { seen: { codes, blank: true }, thumbnail };
  const likely = await likeliestPage(pages, await scanInk(grey), candidates);
  return { seen: { codes, blank: false, likely }, thumbnail };
}

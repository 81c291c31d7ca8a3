import { basename } from 'node:path';
import sharp from 'sharp';
import { DossierError, hasCode } from '../../shared/errors.ts';
import type { Progress } from '../book/book.ts';
import { isBlankPicture } from '../evidence/blank.ts';
import { stopIfCancelled } from '../package/file-errors.ts';
import { freeMemory } from '../package/free-memory.ts';
import { agrees, scanInk } from './align.ts';
import { alignByCode, alignByOutline, likeliestPage } from './find-page.ts';
import { showsFreshInk } from './fresh-ink.ts';
import { chain, type Homography, scaling } from './geometry.ts';
import { encodeThumbnail, type Pixels, shrink, toGrey } from './pixels.ts';
import { type Answer, isOwn, pageToCompare, type SealedBook, type SeenPage } from './placement.ts';
import { readCodes } from './read-codes.ts';
import type { ReferencePages } from './reference.ts';
import { openScan } from './scan-file.ts';
import { cutOff, hiddenShare } from './shown-part.ts';
import { straighten } from './straighten.ts';

/** One page of the scans as it was seen. */
export interface LookedAt {
  /** Index of the scan among those given, and of the page within it; 0-based. */
  scan: number;
  page: number;
  name: string;
  seen: SeenPage;
  /** How the page lies in the picture that `openScan` reads, where it was found; page's mm to pixels. */
  map?: Homography;
  /** Small JPEG: the page straightened where it was found, else the picture as it came. */
  thumbnail: Uint8Array;
  /** With which it was looked at. */
  answer?: Answer | undefined;
}

/** What is known of a scan from an earlier look at all its pages; the file has not changed since. */
export interface KnownScan {
  path: string;
  pages: readonly LookedAt[];
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
  /** Pages that are printed without a seal or signature and are to have one. */
  toSeal?: readonly number[] | undefined;
  answers: readonly ScanAnswer[];
  /** Only what is answered otherwise than before is looked at again. */
  known?: readonly KnownScan[] | undefined;
  /** Told of a file that is no scan, which is then left out; without it such a file ends the work. */
  refuse?: ((scan: number, error: DossierError) => void) | undefined;
  progress?: Progress | undefined;
  signal?: AbortSignal | undefined;
}

const MOST_PAGES = 500;
const THUMBNAIL_EDGE = 320;
const MUCH_IN_BUFFERS = 256 << 20;
/** Longer edge that a page is shrunk to before it is straightened to be shown, pixels; and its scale then. */
const SHRUNK_EDGE = 1000;
const SHOWN_PIXELS_PER_MM = 2;

/**
 * Looks at every page of the scans, one in memory at a time.
 *
 * @throws fileRefused for a file that is no scan, misused for an answer about a page that is not there,
 * cancelled
 */
export async function lookAtScans(input: LookInput): Promise<LookedAt[]> {
  const { scans, refuse, progress, signal } = input;
  const looked: LookedAt[] = [];
  for (const scan of scans.keys()) {
    stopIfCancelled(signal);
    try {
      looked.push(...(knownWhole(scan, input) ?? (await lookAtScan(scan, looked.length, input))));
    } catch (error) {
      if (refuse === undefined || !hasCode(error, 'fileRefused')) throw error;
      refuse(scan, error);
    }
    progress?.(scan + 1, scans.length);
  }
  return looked;
}

function answerOf(scan: number, page: number, { answers }: LookInput): Answer | undefined {
  return answers.find((each) => each.scan === scan && each.page === page)?.answer;
}

/** The pages as they were seen before, where nothing of the file was answered anew. */
function knownWhole(scan: number, input: LookInput): LookedAt[] | undefined {
  const known = input.known?.find(({ path }) => path === input.scans[scan]);
  const pages = known?.pages.map((each) => ({ ...each, scan, answer: answerOf(scan, each.page, input) }));
  const holds = known?.pages.every((each, index) => stillHolds(each, pages?.[index]?.answer));
  return holds === true ? pages : undefined;
}

/** Whether a look need not be repeated; what is left out need not be looked at, whatever was seen. */
function stillHolds(last: LookedAt, answer: Answer | undefined): boolean {
  return answer === 'leave' || last.answer === answer;
}

/** @param before pages of the scans before this one */
async function lookAtScan(scan: number, before: number, input: LookInput): Promise<LookedAt[]> {
  const { scans, answers, known, progress, signal } = input;
  const path = scans[scan] ?? '';
  const name = basename(path);
  const file = await openScan(path, signal);
  try {
    const { pageCount } = file;
    const most = answers.find((each) => each.scan === scan && each.page >= pageCount);
    if (most !== undefined)
      throw new DossierError('misused', {
        detail: `“${name}”只有 ${pageCount} 页，没有第 ${most.page + 1} 页。`,
      });
    if (before + pageCount > MOST_PAGES)
      throw new DossierError('fileRefused', {
        name,
        reason: `使扫描件合计超过 ${MOST_PAGES} 页`,
        remedy: '请只选择盖了章的页',
      });
    const seenBefore = known?.find((each) => each.path === path)?.pages;
    const looked: LookedAt[] = [];
    for (let page = 0; page < pageCount; page += 1) {
      stopIfCancelled(signal);
      const answer = answerOf(scan, page, input);
      const last = seenBefore?.find((each) => each.page === page);
      if (last !== undefined && stillHolds(last, answer)) looked.push({ ...last, scan, answer });
      else {
        const found = await lookAtPage(await file.read(page), answer, input);
        looked.push({ scan, page, name, ...found, answer });
      }
      // Collecting takes as long as half a page.
      if (process.memoryUsage().arrayBuffers > MUCH_IN_BUFFERS) freeMemory();
      progress?.(scan + (page + 1) / pageCount, scans.length);
    }
    return looked;
  } finally {
    await file.close();
  }
}

/** The page as it will lie in the book, small. */
async function straightThumbnail(picture: Pixels, map: Homography): Promise<Buffer> {
  const small = await shrink(picture, SHRUNK_EDGE);
  const toSmall = scaling(small.width / picture.width, small.height / picture.height);
  return encodeThumbnail(straighten(small, chain(map, toSmall), SHOWN_PIXELS_PER_MM), THUMBNAIL_EDGE);
}

/** Asked before a code is looked for: on a back side that search takes longest. */
function isBare({ data, width, height, channels }: Pixels): Promise<boolean> {
  return isBlankPicture(sharp(data, { raw: { width, height, channels } }));
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
  {
    book,
    pages,
    candidates,
    toSeal,
    signal,
  }: Pick<LookInput, 'book' | 'pages' | 'candidates' | 'toSeal' | 'signal'>,
): Promise<Pick<LookedAt, 'seen' | 'map' | 'thumbnail'>> {
  if (answer === 'leave' || (answer === undefined && (await isBare(picture)))) {
    const thumbnail = await encodeThumbnail(picture, THUMBNAIL_EDGE);
    return { seen: { codes: [], blank: answer === undefined }, thumbnail };
  }
  const grey = await toGrey(picture);
  const found = await readCodes(picture, grey, signal);
  const codes = found.map(({ code }) => code);
  const compared = pageToCompare({ codes }, book, answer);
  if (compared !== undefined && compared <= book.pages) {
    const ink = await scanInk(grey);
    const shown = found.find(({ code }) => isOwn(code, book) && code.page === compared);
    const aligned =
      shown === undefined ? await alignByOutline(pages, ink, compared) : await alignByCode(pages, ink, shown);
    const printed = await pages.ink(compared);
    const matches = aligned !== undefined && agrees(aligned);
    if (matches && printed !== undefined) {
      const thumbnail = await straightThumbnail(picture, aligned.map);
      const cut = cutOff(printed.coarse, aligned.map, picture);
      const hidden = hiddenShare(printed.coarse, ink, aligned.map);
      const unsealed = toSeal?.includes(compared) === true && !showsFreshInk(printed.fine, ink, aligned.map);
      return { seen: { codes, blank: false, matches, cut, hidden, unsealed }, map: aligned.map, thumbnail };
    }
    return {
      seen: { codes, blank: false, matches, undrawn: printed === undefined },
      thumbnail: await encodeThumbnail(picture, THUMBNAIL_EDGE),
    };
  }
  const thumbnail = await encodeThumbnail(picture, THUMBNAIL_EDGE);
  if (codes.length > 0) return { seen: { codes, blank: false }, thumbnail };
  const likely = await likeliestPage(pages, await scanInk(grey), candidates);
  if (likely === undefined) return { seen: { codes, blank: false }, thumbnail };
  return {
    seen: { codes, blank: false, likely: likely.page },
    thumbnail: await straightThumbnail(picture, likely.map),
  };
}

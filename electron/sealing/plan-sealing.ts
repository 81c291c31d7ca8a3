import { DossierError } from '../../shared/errors.ts';
import type { Progress } from '../book/book.ts';
import { type OpenPackage, openPackage } from '../package/open-package.ts';
import { BOUND_FILE } from '../package/package-parts.ts';
import type { SealPlace } from '../package/seal-places.ts';
import { compareWithManifest } from '../package/verify-files.ts';
import { type KnownScan, type LookedAt, lookAtScans, type ScanAnswer } from './look-at-scans.ts';
import { sealPlacesOf } from './package-places.ts';
import { ForeignPdf, PdfFile } from './pdf-file.ts';
import { type Placement, placePages } from './placement.ts';
import { ReferencePages } from './reference.ts';

/** Where sealing is: the stage in the words of the screen, and its own count. */
export interface SealingReport {
  stage: '核对申报包' | '读取扫描件' | '放入成册' | '回读核对';
  done?: number;
  total?: number;
}

export interface SealingInput {
  /** The package's folder, or a zip of it. */
  packagePath: string;
  /** PDFs and pictures, in the order in which they are told. */
  scans: readonly string[];
  /** What a person said of single pages; the rest is decided by their codes. */
  answers: readonly ScanAnswer[];
  /** From the look before, at the same package: it and the scans are then not looked at again. */
  known?: KnownSealing | undefined;
  /** A file that is no scan is told in `unreadable` and left out; else it ends the work. */
  tolerant?: boolean;
  report: (report: SealingReport) => void;
  signal?: AbortSignal | undefined;
}

/** What need not be found out twice of a package and the scans for it. */
export interface KnownSealing {
  places: SealPlace[];
  scans: KnownScan[];
}

/** A page of the scans and what becomes of it. */
export interface PlannedPage {
  /** Index of the scan among those given, and of the page within it; 0-based. */
  scan: number;
  page: number;
  /** The file's name. */
  name: string;
  placement: Placement;
  /** Small JPEG. */
  thumbnail: Uint8Array;
}

/** Plain data: what would be put in place, what is to be asked, and what is still to be sealed. */
export interface SealingPlan {
  twinCode: string;
  /** Pages of the bound book. */
  pages: number;
  scans: PlannedPage[];
  /** Every place that the notice wants sealed. */
  places: SealPlace[];
  /** Those for whose page there is no scan. */
  missing: SealPlace[];
  /** Files that are no scans: index among those given, and why in Chinese. */
  unreadable: { scan: number; message: string }[];
}

/** Whether a package may be written: nothing is asked or refused, and at least one page has its place. */
export function isSettled({ scans }: SealingPlan): boolean {
  return (
    scans.some(({ placement }) => placement.state === 'placed') &&
    scans.every(({ placement }) => placement.state === 'placed' || placement.state === 'left')
  );
}

/** A package whose pages are being sealed; everything that is open for it. */
export interface OpenSealing {
  pack: OpenPackage;
  bound: PdfFile;
  boundPath: string;
  looked: readonly LookedAt[];
  plan: SealingPlan;
}

function unreadable(path: string, detail: string): DossierError {
  return new DossierError('packageUnreadable', { path, detail });
}

/** A package that is broken, marked 草稿, or sealed already cannot be sealed. */
async function requireSealable(
  path: string,
  pack: OpenPackage,
  progress: Progress,
  signal?: AbortSignal,
): Promise<void> {
  const { manifest, files } = pack;
  if (manifest.sealed !== undefined)
    throw unreadable(path, '这是已盖章的申报包。请选择盖章前导出的那个申报包，连同全部扫描件重新做一次');
  if (manifest.incomplete)
    throw unreadable(path, '这是每页标有“草稿”的未完成件，不能盖章报送。请改完须改项后重新导出');
  const { problems } = await compareWithManifest(files, manifest, progress, signal);
  const [first] = [...pack.problems, ...problems];
  if (first !== undefined)
    throw unreadable(path, `申报包不完好：${first}。请换用完好的申报包，或重新导出后再盖章`);
}

function reporter(report: SealingInput['report'], stage: SealingReport['stage']): Progress {
  report({ stage });
  return (done, total) => report({ stage, done, total });
}

/** The page that a scan is of, be it that a person has yet to choose between two: nobody is to scan it once more. */
function pageThere(placement: Placement): number[] {
  if (placement.state === 'placed') return [placement.page];
  const isSure = placement.state === 'question' && (placement.why === 'twice' || placement.why === 'cut');
  return isSure && placement.likely !== undefined ? [placement.likely] : [];
}

/** Opens the package, looks at the scans and plans; `work` has all of it open. */
export async function withSealing<T>(
  input: SealingInput,
  work: (sealing: OpenSealing) => Promise<T>,
): Promise<T> {
  const { packagePath, known, signal } = input;
  const pack = await openPackage(packagePath, signal);
  try {
    if (known === undefined)
      await requireSealable(packagePath, pack, reporter(input.report, '核对申报包'), signal);
    const boundPath = pack.files.get(BOUND_FILE);
    if (boundPath === undefined) throw unreadable(packagePath, `缺少 ${BOUND_FILE}`);
    const bound = await PdfFile.open(boundPath);
    try {
      return await work(await look(input, pack, boundPath, bound));
    } finally {
      await bound.close();
    }
  } catch (error) {
    if (error instanceof ForeignPdf) throw unreadable(packagePath, `${BOUND_FILE}：${error.message}`);
    throw error;
  } finally {
    await pack.close();
  }
}

async function look(
  input: SealingInput,
  pack: OpenPackage,
  boundPath: string,
  bound: PdfFile,
): Promise<OpenSealing> {
  const { manifest } = pack;
  const places = input.known?.places ?? (await sealPlacesOf(pack, input.signal));
  const pages = await ReferencePages.open(bound);
  try {
    const book = { twinCode: manifest.twinCode, pages: pages.count };
    const wanted = places.flatMap(({ page }) => (page === undefined ? [] : [page]));
    const own = Array.from({ length: manifest.pages.book }, (_, index) => index + 1);
    const { scans, answers, signal } = input;
    const progress = reporter(input.report, '读取扫描件');
    // Evidence may have been sealed before it was added.
    const toSeal = wanted.filter((page) => page <= manifest.pages.book);
    const candidates = [...new Set([...wanted, ...own])];
    const unreadable: SealingPlan['unreadable'] = [];
    const refuse = (scan: number, error: DossierError) =>
      void unreadable.push({ scan, message: error.message });
    const looked = await lookAtScans({
      ...{ scans, book, pages, candidates, toSeal, answers, progress, signal },
      ...{ known: input.known?.scans, refuse: input.tolerant === true ? refuse : undefined },
    });
    const said = new Map(
      answers.map(({ scan, page, answer }) => [
        looked.findIndex((each) => each.scan === scan && each.page === page),
        answer,
      ]),
    );
    const placements = placePages(
      looked.map(({ seen }) => seen),
      book,
      said,
    );
    const planned = looked.flatMap(({ scan, page, name, thumbnail }, index): PlannedPage[] => {
      const placement = placements[index];
      return placement === undefined ? [] : [{ scan, page, name, placement, thumbnail }];
    });
    const there = new Set(planned.flatMap(({ placement }) => pageThere(placement)));
    const missing = places.filter(({ page }) => page !== undefined && !there.has(page));
    return { pack, bound, boundPath, looked, plan: { ...book, scans: planned, places, missing, unreadable } };
  } finally {
    await pages.end();
  }
}

/**
 * Where every page of the scans would go, and what the next look need not look at again. Nothing is written.
 *
 * @throws packageUnreadable, fileRefused, misused, cancelled, and errors of the file system
 */
export function planSealing(input: SealingInput): Promise<{ plan: SealingPlan; known: KnownSealing }> {
  return withSealing(input, async ({ plan, looked }) => ({
    plan,
    known: {
      places: plan.places,
      scans: input.scans.flatMap((path, scan) => {
        const pages = looked.filter((each) => each.scan === scan);
        return pages.length === 0 ? [] : [{ path, pages }];
      }),
    },
  }));
}

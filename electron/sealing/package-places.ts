import { readFile } from 'node:fs/promises';
import { DossierError } from '../../shared/errors.ts';
import type { Progress } from '../book/book.ts';
import { planEvidencePages } from '../book/bound/evidence-pages.ts';
import { composeBook } from '../book/compose/compose-book.ts';
import { type ReadPage, readPdf } from '../book/pdf/read-pdf.ts';
import { openPackageDraft, PACKAGE_DRAFT } from '../package/draft-file.ts';
import { inspectDraft } from '../package/inspect-draft.ts';
import { type OpenPackage, openPackage } from '../package/open-package.ts';
import { PDF_FILE } from '../package/package-parts.ts';
import { expectationOf } from '../package/read-back.ts';
import { guidePlaces, type SealGuide } from '../package/seal-guide.ts';
import { type SealPlace, type SealPlacesInput, sealPlaces } from '../package/seal-places.ts';
import { EDGE_SEAL } from '../package/seal-sheet.ts';

/** A package's book as its own draft makes it, and its pages as its PDF has them. */
interface PackageBook extends SealPlacesInput {
  pages: readonly ReadPage[];
}

/** @param progress of reading the evidence @throws packageUnreadable, cancelled */
async function bookOf(
  { manifest, files }: OpenPackage,
  progress?: Progress,
  signal?: AbortSignal,
): Promise<PackageBook> {
  const [dossier, pdf] = [files.get(PACKAGE_DRAFT), files.get(PDF_FILE)];
  if (dossier === undefined || pdf === undefined) {
    const missing = dossier === undefined ? PACKAGE_DRAFT : PDF_FILE;
    throw new DossierError('packageUnreadable', { path: missing, detail: '缺少此文件' });
  }
  const byHash = new Map(manifest.files.map(({ path, sha256 }) => [sha256, files.get(path) ?? '']));
  const opened = await openPackageDraft(dossier, byHash, signal);
  try {
    const { notice, form, draft } = opened;
    const facts = await inspectDraft(opened, progress, signal);
    const { twinCode, incomplete, createdOn: today } = manifest;
    const book = composeBook({ notice, form, draft, facts, twinCode, incomplete, today });
    const evidencePages = planEvidencePages(book, manifest.pages.book);
    const read = await readPdf(await readFile(pdf));
    const { headingPages } = expectationOf(read, book, evidencePages);
    return { book, form, headingPages, evidencePages, pages: read.pages };
  } finally {
    await opened.close();
  }
}

/**
 * The places of a package's book that are signed and sealed, from its own draft.
 *
 * @param pack whose files are as its manifest says
 * @throws packageUnreadable, cancelled
 */
export async function sealPlacesOf(pack: OpenPackage, signal?: AbortSignal): Promise<SealPlace[]> {
  return sealPlaces(await bookOf(pack, undefined, signal));
}

/**
 * The places to seal and sign of a package that was exported before, each with its spot. What the print
 * shop is to know stands in the package's own 盖章与装订说明: its colour pages are not looked for again.
 *
 * @param progress of reading the evidence
 * @throws packageUnreadable, cancelled, and what `openPackage` throws
 */
export async function readSealGuide(
  path: string,
  progress?: Progress,
  signal?: AbortSignal,
): Promise<SealGuide> {
  const pack = await openPackage(path, signal);
  try {
    const { pages, ...book } = await bookOf(pack, progress, signal);
    return { places: guidePlaces(book, pages), printing: [], edgeSeal: EDGE_SEAL };
  } finally {
    await pack.close();
  }
}

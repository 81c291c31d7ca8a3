import { readFile } from 'node:fs/promises';
import { DossierError } from '../../shared/errors.ts';
import { planEvidencePages } from '../book/bound/evidence-pages.ts';
import { composeBook } from '../book/compose/compose-book.ts';
import { readPdf } from '../book/pdf/read-pdf.ts';
import { openPackageDraft, PACKAGE_DRAFT } from '../package/draft-file.ts';
import { inspectDraft } from '../package/inspect-draft.ts';
import type { OpenPackage } from '../package/open-package.ts';
import { PDF_FILE } from '../package/package-parts.ts';
import { expectationOf } from '../package/read-back.ts';
import { type SealPlace, sealPlaces } from '../package/seal-places.ts';

/**
 * The places of a package's book that are signed and sealed, from its own draft.
 *
 * @param pack whose files are as its manifest says
 * @throws packageUnreadable, cancelled
 */
export async function sealPlacesOf(pack: OpenPackage, signal?: AbortSignal): Promise<SealPlace[]> {
  const { manifest, files } = pack;
  const [dossier, pdf] = [files.get(PACKAGE_DRAFT), files.get(PDF_FILE)];
  if (dossier === undefined || pdf === undefined) {
    const missing = dossier === undefined ? PACKAGE_DRAFT : PDF_FILE;
    throw new DossierError('packageUnreadable', { path: missing, detail: '缺少此文件' });
  }
  const byHash = new Map(manifest.files.map(({ path, sha256 }) => [sha256, files.get(path) ?? '']));
  const opened = await openPackageDraft(dossier, byHash, signal);
  try {
    const { notice, form, draft } = opened;
    const facts = await inspectDraft(opened, undefined, signal);
    const { twinCode, incomplete, createdOn: today } = manifest;
    const book = composeBook({ notice, form, draft, facts, twinCode, incomplete, today });
    const evidencePages = planEvidencePages(book, manifest.pages.book);
    const { headingPages } = expectationOf(await readPdf(await readFile(pdf)), book, evidencePages);
    return sealPlaces({ book, form, headingPages, evidencePages });
  } finally {
    await opened.close();
  }
}

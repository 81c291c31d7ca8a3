import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DossierError } from '../../shared/errors.ts';
import type { DraftFacts } from '../../shared/form/evidence-facts.ts';
import type { Book, PictureStore, Progress } from '../book/book.ts';
import { planBinding } from '../book/bound/evidence-pages.ts';
import { joinBound } from '../book/bound/join.ts';
import { composeBook } from '../book/compose/compose-book.ts';
import type { ComposeInput } from '../book/compose/compose-context.ts';
import { writeDocx } from '../book/docx/write-docx.ts';
import type { BookFonts } from '../book/fonts.ts';
import type { ReadPage } from '../book/pdf/read-pdf.ts';
import { type WrittenPdf, writePdf } from '../book/pdf/write-pdf.ts';
import { BINDING_FILE, composeBinding } from './binding-book.ts';
import { CHECKLIST_FILE, composeChecklist } from './checklist-book.ts';
import { findColourPages } from './colour-pages.ts';
import { hashesOf } from './draft-facts.ts';
import { type OpenDraft, PACKAGE_DRAFT } from './draft-file.ts';
import { copyEvidence, type EvidenceCopy, planEvidenceCopies } from './evidence-copies.ts';
import { hashFile } from './file-hash.ts';
import { freeMemory } from './free-memory.ts';
import { type MeasuredBook, measureBook, preparePictures } from './lay-out-book.ts';
import { ledgerOf } from './ledger-rows.ts';
import { readBackLedger, writeLedgerWorkbook } from './ledger-workbook.ts';
import {
  MANIFEST_FILE,
  MANIFEST_FORMAT_VERSION,
  type Manifest,
  sealManifest,
  writeManifest,
} from './manifest.ts';
import { BOUND_FILE, DOCX_FILE, describeParts, LEDGER_FILE, PDF_FILE } from './package-parts.ts';
import { printFacts } from './print-sheet.ts';
import { PROGRAM } from './program-version.ts';
import { readBackBound, readBackDocx, readBackPdf } from './read-back.ts';
import { draftForPackage, writeDraftFile } from './save-draft.ts';
import { guidePlaces, pagesToDraw, type SealGuide } from './seal-guide.ts';
import { EDGE_SEAL, pagePictureKey } from './seal-sheet.ts';
import type { StageReporter } from './stages.ts';
import { listPackageFolder } from './verify-files.ts';

/** What a package is made of. */
export interface PackageContent {
  opened: OpenDraft;
  facts: DraftFacts;
  fonts: BookFonts;
  twinCode: string;
  /** Findings block: 草稿 across every page. */
  incomplete: boolean;
  /** Day of the export, YYYY-MM-DD. */
  today: string;
}

/** So much more in buffers than the last collecting left is worth the tenth of a second that it takes. Bytes. */
const MUCH_IN_BUFFERS = 48 << 20;

interface Work {
  content: PackageContent;
  input: ComposeInput;
  book: Book;
  pictures: PictureStore;
  folder: string;
  signal: AbortSignal | undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function write(work: Work, name: string, bytes: Uint8Array): Promise<void> {
  return writeFile(join(work.folder, name), bytes, { flag: 'wx' });
}

function refuseDifferences(file: string, differences: string[]): void {
  if (differences.length > 0) throw new DossierError('readBackDiffers', { file, differences });
}

/** The page numbers of the evidence are printed before the pages are drawn; they must not have moved any. */
function pageDifferences(measured: MeasuredBook, written: WrittenPdf): string[] {
  const moved = [...measured.headingPages].filter(([id, page]) => written.headingPages.get(id) !== page);
  if (moved.length === 0 && measured.pageCount === written.pageCount) return [];
  return [`排版页数不稳定：计划 ${measured.pageCount} 页，写出 ${written.pageCount} 页`];
}

/** Each report of the joiner ends a file, which it held whole. What stays, as the fonts do, is not asked for again. */
function freeingMemory(progress: Progress): Progress {
  let staying = Number.POSITIVE_INFINITY;
  return (done, total) => {
    const held = process.memoryUsage().arrayBuffers;
    staying = Math.min(staying, held);
    if (held - staying > MUCH_IN_BUFFERS) {
      freeMemory();
      staying = process.memoryUsage().arrayBuffers;
    }
    progress(done, total);
  };
}

/** @returns the pages of the book as they were read */
async function readBack(work: Work, written: WrittenPdf, progress: Progress): Promise<readonly ReadPage[]> {
  const { folder, book, signal } = work;
  const path = (name: string) => join(folder, name);
  refuseDifferences(DOCX_FILE, await readBackDocx(path(DOCX_FILE), book, written));
  progress(1, 4);
  const { differences, read } = await readBackPdf(path(PDF_FILE), book, () => written);
  refuseDifferences(PDF_FILE, differences);
  progress(2, 4);
  const bound: Progress = (done, total) => progress(2 * total + 2 * done, 4 * total);
  refuseDifferences(BOUND_FILE, await readBackBound(path(BOUND_FILE), path(PDF_FILE), book, bound, signal));
  return read.pages;
}

/** Thumbnails of the pages that are sealed. What draws them is loaded only here. */
async function drawSealPages(work: Work, places: SealGuide['places']): Promise<PictureStore> {
  const { pagePictures } = await import('./page-pictures.ts');
  const drawn = await pagePictures(join(work.folder, BOUND_FILE), pagesToDraw(places), work.signal);
  return new Map([...drawn].map(([page, picture]) => [pagePictureKey(page), picture]));
}

/** The papers beside the book: 材料清单, 盖章与装订说明, the ledger as a workbook. */
async function writeSideDocuments(
  work: Work,
  written: WrittenPdf,
  copies: readonly EvidenceCopy[],
  pages: readonly ReadPage[],
): Promise<SealGuide> {
  const { content, input, book, pictures, signal } = work;
  const { opened, facts, fonts, today } = content;
  const { notice, form, draft } = input;
  const plan = planBinding(book, written.pageCount);
  const ledger = ledgerOf(input);
  if (ledger !== undefined) {
    await write(work, LEDGER_FILE, await writeLedgerWorkbook(ledger));
    refuseDifferences(LEDGER_FILE, await readBackLedger(join(work.folder, LEDGER_FILE), ledger));
  }
  const checklist = composeChecklist({
    book,
    notice,
    destinationDistrict: text(draft.destinationDistrict),
    createdOn: today,
    boundPages: plan.pageCount,
    evidencePages: written.evidencePages,
    copies,
    files: describeParts(copies.length > 0, ledger !== undefined),
  });
  const fileOf = (path: string) => opened.filePath(path);
  const pageTexts = pages.map((page) => page.text);
  const colours = await findColourPages({ book, pictures, pageTexts, plan, facts, fileOf });
  const { headingPages, evidencePages, pageCount } = written;
  const places = guidePlaces({ book, form, headingPages, evidencePages }, pages);
  const sealPages = await drawSealPages(work, places);
  const printing = {
    ...{ book, notice, headingPages, evidencePages, ...colours },
    bookPages: pageCount,
    boundPages: plan.pageCount,
  };
  const binding = composeBinding({ ...printing, places, pictures: sealPages });
  for (const [name, side, sidePictures] of [
    [CHECKLIST_FILE, checklist, new Map()],
    [BINDING_FILE, binding, sealPages],
  ] as const) {
    // The fonts of the document before are still in memory.
    freeMemory();
    await write(work, name, (await writePdf(side, sidePictures, fonts, new Map(), signal)).bytes);
  }
  return { places, printing: printFacts(printing), edgeSeal: EDGE_SEAL };
}

async function writeManifestOf(work: Work, pages: Manifest['pages']): Promise<Manifest> {
  const { opened, twinCode, incomplete, today } = work.content;
  const { draft, notice } = opened;
  const { files } = await listPackageFolder(work.folder);
  const described: Manifest['files'] = [];
  for (const [path, absolute] of files) described.push({ path, ...(await hashFile(absolute, work.signal)) });
  const manifest = sealManifest({
    formatVersion: MANIFEST_FORMAT_VERSION,
    writtenBy: PROGRAM,
    notice: notice.id,
    noticeNumber: notice.number,
    programme: draft.programme,
    applicant: text(draft.answers.applicantName),
    creditCode: text(draft.answers.creditCode),
    destinationDistrict: text(draft.destinationDistrict),
    twinCode,
    incomplete,
    createdOn: today,
    pages,
    files: described,
  });
  await write(work, MANIFEST_FILE, writeManifest(manifest));
  return manifest;
}

/** What a written package says of itself. */
export interface WrittenPackage {
  manifest: Manifest;
  guide: SealGuide;
}

/**
 * Writes every part of a package into an empty folder and reads the documents back.
 *
 * @returns the manifest that was written, and what 盖章与装订说明 tells
 * @throws readBackDiffers, cancelled, and errors of the file system
 */
export async function writePackageFolder(
  content: PackageContent,
  folder: string,
  stages: StageReporter,
  signal?: AbortSignal,
): Promise<WrittenPackage> {
  const { opened, facts, fonts, twinCode, incomplete, today } = content;
  const { notice, form, draft } = opened;
  const filePath = (path: string) => opened.filePath(path);
  const input: ComposeInput = { notice, form, draft, facts, twinCode, incomplete, today };
  const book = composeBook(input);

  const pictures = await preparePictures(book, facts, filePath, stages.begin('生成 Word'), signal);
  const work: Work = { content, input, book, pictures, folder, signal };
  // Both documents are laid out from the same measure, so that Word's contents carry the PDF's numbers.
  const measured = measureBook(book, pictures, fonts);
  await write(
    work,
    DOCX_FILE,
    await writeDocx(book, pictures, fonts, measured.evidencePages, measured.headingPages, signal),
  );

  freeMemory();
  stages.begin('生成 PDF');
  const written = await writePdf(book, pictures, fonts, measured.evidencePages, signal);
  refuseDifferences(PDF_FILE, pageDifferences(measured, written));
  await write(work, PDF_FILE, written.bytes);

  freeMemory();
  const progress = freeingMemory(stages.begin('合并材料'));
  const { headingPages, evidencePages } = written;
  const target = join(folder, BOUND_FILE);
  const bound = await joinBound({
    ...{ book, bookPdf: written.bytes, headingPages, evidencePages, filePath, fonts, target, progress },
    ...(signal === undefined ? {} : { signal }),
  });
  freeMemory();
  const pages = await readBack(work, written, stages.begin('回读核对'));

  const writing = stages.begin('写入');
  const copies = planEvidenceCopies(form, draft, facts);
  // Reading all files again is the other half of the stage.
  await copyEvidence(copies, filePath, folder, (done, total) => writing(done, 2 * total), signal);
  const guide = await writeSideDocuments(work, written, copies, pages);
  const figuresOnly = (path: string, use: 'evidence' | 'figure') =>
    use === 'figure' && (facts[path]?.sha256 ?? '') !== '' ? filePath(path) : undefined;
  const handedIn = draftForPackage(form, draft, hashesOf(facts));
  await writeDraftFile(join(folder, PACKAGE_DRAFT), form, handedIn, figuresOnly, signal);
  const manifest = await writeManifestOf(work, { book: written.pageCount, bound: bound.pageCount });
  return { manifest, guide };
}

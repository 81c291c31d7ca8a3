import { DossierError, describeError } from '../../shared/errors.ts';
import type { DraftFacts } from '../../shared/form/evidence-facts.ts';
import type { Progress } from '../book/book.ts';
import { planBinding, planEvidencePages } from '../book/bound/evidence-pages.ts';
import { composeBook } from '../book/compose/compose-book.ts';
import type { ReadPdf } from '../book/pdf/read-pdf.ts';
import { BINDING_FILE } from './binding-book.ts';
import { CHECKLIST_FILE } from './checklist-book.ts';
import { hashesOf } from './draft-facts.ts';
import { type OpenDraft, openPackageDraft, PACKAGE_DRAFT } from './draft-file.ts';
import { namedFiles } from './draft-files.ts';
import { inspectDraft } from './inspect-draft.ts';
import { type LedgerSheet, ledgerOf } from './ledger-rows.ts';
import { readBackLedger } from './ledger-workbook.ts';
import { manifestClaims, unlistedParts } from './manifest-claims.ts';
import { type OpenPackage, openPackage } from './open-package.ts';
import { BOUND_FILE, DOCX_FILE, LEDGER_FILE, PDF_FILE, SCANS_FOLDER, SEALED_FILE } from './package-parts.ts';
import { expectationOf, readBackBound, readBackCode, readBackDocx, readBackPdf } from './read-back.ts';
import { twinCode } from './twin-code.ts';
import { compareWithManifest, type PackageFiles } from './verify-files.ts';

export interface Verification {
  intact: boolean;
  twinCode: string;
  /** “草稿” stands across its pages. */
  incomplete: boolean;
  /** Pages of the bound book that were put back in place sealed. */
  sealedPages: number;
  /** In Chinese, each with the file that it concerns. */
  problems: string[];
}

/** What verifying tells on its way, and what ends it. */
export interface VerifyOptions {
  /** In files, while they are compared with the manifest. */
  progress?: Progress | undefined;
  /** In per cent, while the documents are compared with the draft afterwards. */
  contents?: Progress | undefined;
  /** Told what reading the draft's files told, where the draft can be read. */
  onFacts?: ((opened: OpenDraft, facts: DraftFacts) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** A document that cannot even be read is a problem of the package, not a failure of verifying it. */
function problemOf(file: string, error: unknown): string {
  if (error instanceof DossierError && (error.code === 'cancelled' || error.code === 'diskFull')) throw error;
  // What a zip reader says of a damaged Word or Excel file is no Chinese, and helps nobody.
  const isKnown = error instanceof DossierError && error.code !== 'archiveDamaged';
  return `${file}：${isKnown ? describeError(error) : '无法读取，文件可能已损坏'}`;
}

async function asProblems(file: string, work: () => Promise<string[]>): Promise<string[]> {
  try {
    return (await work()).map((difference) => `${file}：${difference}`);
  } catch (error) {
    return [problemOf(file, error)];
  }
}

/** The papers beside the book: each page carries the code, and the workbook holds the draft's ledger. */
async function sideProblems(
  files: PackageFiles,
  code: string,
  ledger: LedgerSheet | undefined,
  signal?: AbortSignal,
): Promise<string[]> {
  const problems: string[] = [];
  for (const name of [CHECKLIST_FILE, BINDING_FILE]) {
    const file = files.get(name);
    if (file !== undefined)
      problems.push(...(await asProblems(name, () => readBackCode(file, code, signal))));
  }
  const workbook = files.get(LEDGER_FILE);
  if (ledger !== undefined && workbook !== undefined) {
    problems.push(...(await asProblems(LEDGER_FILE, () => readBackLedger(workbook, ledger))));
  }
  if ((ledger === undefined) !== (workbook === undefined)) {
    problems.push(
      `${LEDGER_FILE}：${workbook === undefined ? '填报内容有发票清单，但缺少此文件' : '填报内容没有发票清单'}`,
    );
  }
  return problems;
}

/** Where each part of comparing the contents ends, per cent: in the order in which they come. */
const CONTENT_ENDS = { evidence: 30, word: 45, pdf: 60, bound: 90, beside: 95, seals: 100 } as const;
type ContentPart = keyof typeof CONTENT_ENDS;

/** Tells how far comparing the contents is, by its parts. */
class ContentProgress {
  readonly #tell: Progress | undefined;
  #percent = 0;

  constructor(tell: Progress | undefined) {
    this.#tell = tell;
  }

  /** @returns what a part tells its own progress to */
  within(part: ContentPart): Progress {
    const from = this.#percent;
    return (done, total) =>
      this.#set(from + (CONTENT_ENDS[part] - from) * Math.min(1, done / Math.max(1, total)));
  }

  ended(part: ContentPart): void {
    this.#set(CONTENT_ENDS[part]);
  }

  #set(percent: number): void {
    this.#percent = Math.max(this.#percent, percent);
    this.#tell?.(this.#percent, 100);
  }
}

/** Composes the book again from the package's own draft and evidence, and compares the documents with it. */
async function contentProblems(
  opened: OpenDraft,
  pack: OpenPackage,
  progress: ContentProgress,
  { onFacts, signal }: VerifyOptions,
): Promise<string[]> {
  const { manifest, files } = pack;
  const facts = await inspectDraft(opened, progress.within('evidence'), signal);
  onFacts?.(opened, facts);
  const code = twinCode(opened.draft, hashesOf(facts), opened.form);
  const missing = namedFiles(opened.form, opened.draft).filter(
    ({ path, sha256 }) => sha256 !== undefined && facts[path]?.problem?.code === 'missing',
  );
  const problems = [
    ...manifestClaims(manifest, opened.draft, code),
    ...missing.map(({ label, path }) => `${PACKAGE_DRAFT}：找不到“${label}”的文件 ${path}`),
  ];
  const unlike = namedFiles(opened.form, opened.draft).some(
    ({ path, sha256 }) => sha256 !== undefined && facts[path]?.sha256 !== sha256,
  );
  // The documents tell the evidence's names and pages: without it each would seem wrong, and hide the one fault.
  if (unlike && !manifest.incomplete) {
    return [...problems, '佐证材料缺失或已改动，未再核对申报书正文；请先恢复材料，再核对一次。'];
  }
  const { notice, form, draft } = opened;
  const { incomplete, createdOn } = manifest;
  const input = { notice, form, draft, facts, twinCode: code, incomplete, today: createdOn };
  const book = composeBook(input);
  const plan = planBinding(book, manifest.pages.book);
  if (plan.pageCount !== manifest.pages.bound) {
    problems.push(`manifest.json：成册页数为 ${manifest.pages.bound}，应为 ${plan.pageCount}`);
  }
  const evidencePages = planEvidencePages(book, manifest.pages.book);
  const expected = (read: ReadPdf) => ({
    ...expectationOf(read, book, evidencePages),
    pageCount: manifest.pages.book,
  });
  const [docx, pdf, bound] = [files.get(DOCX_FILE), files.get(PDF_FILE), files.get(BOUND_FILE)];
  if (docx !== undefined) problems.push(...(await asProblems(DOCX_FILE, () => readBackDocx(docx, book))));
  progress.ended('word');
  if (pdf !== undefined) {
    const differences = async () => (await readBackPdf(pdf, book, expected)).differences;
    problems.push(...(await asProblems(PDF_FILE, differences)));
  }
  progress.ended('pdf');
  if (pdf !== undefined && bound !== undefined) {
    const read = () => readBackBound(bound, pdf, book, progress.within('bound'), signal);
    problems.push(...(await asProblems(BOUND_FILE, read)));
  }
  problems.push(...(await sideProblems(files, code, ledgerOf(input), signal)));
  progress.ended('beside');
  return problems;
}

/** What is wrong with the draft, and with the documents in its light. */
async function draftProblems(
  pack: OpenPackage,
  hashes: ReadonlyMap<string, string>,
  progress: ContentProgress,
  options: VerifyOptions,
): Promise<string[]> {
  const dossier = pack.files.get(PACKAGE_DRAFT);
  if (dossier === undefined) return [];
  const byHash = new Map([...hashes].map(([path, sha256]) => [sha256, pack.files.get(path) ?? '']));
  let opened: OpenDraft;
  try {
    opened = await openPackageDraft(dossier, byHash, options.signal);
  } catch (error) {
    return [problemOf(PACKAGE_DRAFT, error)];
  }
  try {
    return await contentProblems(opened, pack, progress, options);
  } finally {
    await opened.close();
  }
}

/** The sealed pages, where the package says that it has some. What reads pictures is loaded for those only. */
async function sealProblems({ files, manifest }: OpenPackage, signal?: AbortSignal): Promise<string[]> {
  const { sealed } = manifest;
  if (sealed !== undefined) {
    const { sealedProblems } = await import('../sealing/verify-sealed.ts');
    try {
      return await sealedProblems(files, manifest, sealed, signal);
    } catch (error) {
      return [problemOf(SEALED_FILE, error)];
    }
  }
  const extra = [...files.keys()].filter(
    (path) => path === SEALED_FILE || path.startsWith(`${SCANS_FOLDER}/`),
  );
  return extra.map((path) => `${path}：manifest.json 中没有盖章页的记录`);
}

/** `verifyPackage` of one that is open. */
export async function verifyOpened(pack: OpenPackage, options: VerifyOptions): Promise<Verification> {
  const { manifest, files } = pack;
  const { progress, contents, signal } = options;
  const { problems, hashes } = await compareWithManifest(files, manifest, progress, signal);
  const found = [...pack.problems, ...problems];
  found.push(...unlistedParts(manifest));
  const parts = new ContentProgress(contents);
  found.push(...(await draftProblems(pack, hashes, parts, options)));
  found.push(...(await sealProblems(pack, signal)));
  parts.ended('seals');
  const { twinCode: code, incomplete } = manifest;
  const sealedPages = manifest.sealed?.pages.length ?? 0;
  return { intact: found.length === 0, twinCode: code, incomplete, sealedPages, problems: found };
}

/**
 * Verifies a package (folder or zip) by itself: each file against the manifest, none besides, the twin
 * code from draft and evidence, Word, PDF and bound PDF against the book composed again; of a sealed one
 * each sealed page too.
 *
 * @param progress in files, while they are compared with the manifest
 * @param contents in per cent, while the documents are compared with the draft afterwards
 * @throws DossierError for what cannot be read as a package at all
 */
export async function verifyPackage(
  path: string,
  progress?: Progress,
  signal?: AbortSignal,
  contents?: Progress,
): Promise<Verification> {
  const pack = await openPackage(path, signal);
  try {
    return await verifyOpened(pack, { progress, signal, contents });
  } finally {
    await pack.close();
  }
}

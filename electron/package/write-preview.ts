import { writeFile } from 'node:fs/promises';
import type { DraftFacts } from '../../shared/form/evidence-facts.ts';
import { composeBook } from '../book/compose/compose-book.ts';
import { loadBookFonts } from '../book/fonts.ts';
import { writePdf } from '../book/pdf/write-pdf.ts';
import { checkOpenDraft } from './check-open-draft.ts';
import { hashesOf, withoutChangedFiles } from './draft-facts.ts';
import type { OpenDraft } from './draft-file.ts';
import { EVIDENCE_FOLDER } from './draft-files.ts';
import { planEvidenceCopies } from './evidence-copies.ts';
import { withFileErrors } from './file-errors.ts';
import { measureBook, preparePictures } from './lay-out-book.ts';
import { ledgerOf } from './ledger-rows.ts';
import { describeParts, PDF_FILE } from './package-parts.ts';
import { PREVIEW_STAGES, type StageReport, StageReporter } from './stages.ts';
import { twinCode } from './twin-code.ts';

export interface PreviewOptions {
  /** What is known of the draft's files; an export looks at each again. */
  facts: DraftFacts;
  /** Local day, YYYY-MM-DD. */
  today: string;
  /** New file for the PDF, absolute. */
  target: string;
  report: (stage: StageReport) => void;
  signal?: AbortSignal | undefined;
}

export interface Preview {
  pageCount: number;
  /** Of the PDF. */
  bytes: number;
  /** What an export would write; a folder ends with `/`. Sizes as far as they are known. */
  willWrite: { path: string; bytes: number | null }[];
}

function evidenceBytes(opened: OpenDraft, facts: DraftFacts): number | undefined {
  const copies = planEvidenceCopies(opened.form, opened.draft, facts);
  if (copies.length === 0) return undefined;
  return copies.reduce((sum, { draftPath }) => sum + (facts[draftPath]?.bytes ?? 0), 0);
}

/**
 * Writes the book of a draft as it stands, as `02-申报书.pdf` of a package would be: with 草稿 across
 * every page while findings block.
 *
 * @throws DossierError fontMissing, diskFull, notAllowed, deviceFailed, cancelled
 */
export async function writePreview(opened: OpenDraft, options: PreviewOptions): Promise<Preview> {
  const { today, target, signal } = options;
  const { notice, form, draft } = opened;
  const stages = new StageReporter(options.report, PREVIEW_STAGES);
  const composing = stages.begin('整理内容');
  const fonts = await loadBookFonts();
  const findings = checkOpenDraft(opened, options.facts, fonts, today);
  const incomplete = findings.some((finding) => finding.level === 'block');
  const facts = withoutChangedFiles(options.facts);
  const code = twinCode(draft, hashesOf(facts), form);
  const input = { notice, form, draft, facts, twinCode: code, incomplete, today };
  const book = composeBook(input);
  const pictures = await preparePictures(book, facts, (path) => opened.filePath(path), composing, signal);
  stages.begin('生成 PDF');
  const measured = measureBook(book, pictures, fonts);
  const written = await writePdf(book, pictures, fonts, measured.evidencePages, signal);
  const { bytes } = written;
  await withFileErrors(target, () => writeFile(target, bytes, { flag: 'wx', mode: 0o600 }));
  const evidence = evidenceBytes(opened, facts);
  const parts = describeParts(evidence !== undefined, ledgerOf(input) !== undefined);
  const known = new Map<string, number | undefined>([
    [PDF_FILE, bytes.byteLength],
    [`${EVIDENCE_FOLDER}/`, evidence],
  ]);
  return {
    pageCount: written.pageCount,
    bytes: bytes.byteLength,
    willWrite: parts.map(({ path }) => ({ path, bytes: known.get(path) ?? null })),
  };
}

import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { evidenceSectionOf } from '../../shared/form/definition.ts';
import type { DraftFacts, FileFacts } from '../../shared/form/evidence-facts.ts';
import { describeProblem } from '../../shared/form/evidence-problem.ts';
import type { Mask } from '../../shared/masks/mask.ts';
import type { Block, Book } from '../book/book.ts';
import { composeBook } from '../book/compose/compose-book.ts';
import { writeDocx } from '../book/docx/write-docx.ts';
import { loadBookFonts } from '../book/fonts.ts';
import { writePdf } from '../book/pdf/write-pdf.ts';
import { describeNotDrawn, NotDrawn } from '../drawing/pdf-drawer.ts';
import { withoutChangedFiles } from '../package/draft-facts.ts';
import type { OpenDraft } from '../package/draft-file.ts';
import { EVIDENCE_FOLDER } from '../package/draft-files.ts';
import { planEvidenceCopies } from '../package/evidence-copies.ts';
import { exists } from '../package/exists.ts';
import { stopIfCancelled, systemErrorCode } from '../package/file-errors.ts';
import { freeMemory } from '../package/free-memory.ts';
import { inspectDraft } from '../package/inspect-draft.ts';
import { measureBook, preparePictures } from '../package/lay-out-book.ts';
import { safeName } from '../package/names.ts';
import { flushTree, prepareTargetFolder, publish } from '../package/publish.ts';
import { COPY_STAGES, type StageReport, StageReporter } from '../package/stages.ts';
import { withoutPdfProperties, withoutWordProperties } from './clean-documents.ts';
import { cleanDraft } from './clean-draft.ts';
import { cleanEvidence, cleanedExtension } from './clean-evidence.ts';
import { COPY_EVIDENCE, COPY_NOTE, COPY_PDF, COPY_TITLE, COPY_WATERMARK, COPY_WORD } from './copy-names.ts';
import { type CopyFacts, copyNote } from './copy-note.ts';

export interface CleanedCopyOptions {
  /** Where its folder goes. */
  outFolder: string;
  /** Marked regions by the draft's path of the file. */
  masks: Readonly<Record<string, readonly Mask[]>>;
  /** Local day, YYYY-MM-DD. */
  today: string;
  report: (stage: StageReport) => void;
  signal?: AbortSignal | undefined;
}

export interface CleanedCopy extends CopyFacts {
  folder: string;
  /** Evidence files in it. */
  files: number;
  bytes: number;
}

/** The evidence is not bound behind this book: its contents name no pages of it. */
function withoutBinding(block: Block): Block {
  return block.kind === 'contents' ? { ...block, evidence: [] } : block;
}

async function writeDocuments(
  opened: OpenDraft,
  facts: DraftFacts,
  folder: string,
  stages: StageReporter,
  { today, signal }: CleanedCopyOptions,
): Promise<void> {
  const { notice, form } = opened;
  const draft = cleanDraft(form, opened.draft);
  const composed = composeBook({ notice, form, draft, facts, twinCode: '', incomplete: false, today });
  const book: Book = {
    ...composed,
    blocks: composed.blocks.map(withoutBinding),
    evidence: [],
    watermark: COPY_WATERMARK,
  };
  const fonts = await loadBookFonts();
  const fileOf = (path: string) => opened.filePath(path);
  const pictures = await preparePictures(book, facts, fileOf, stages.begin('生成 Word'), signal);
  const measured = measureBook(book, pictures, fonts);
  const word = await writeDocx(book, pictures, fonts, measured.evidencePages, measured.headingPages, signal);
  await writeFile(join(folder, COPY_WORD), await withoutWordProperties(word), { flag: 'wx' });
  freeMemory();
  stages.begin('生成 PDF');
  const pdf = await writePdf(book, pictures, fonts, measured.evidencePages, signal);
  await writeFile(join(folder, COPY_PDF), await withoutPdfProperties(pdf.bytes), { flag: 'wx' });
  freeMemory();
}

/** Why a file cannot be in a copy; undefined for one that can. */
function whyNot({ kind, problem }: FileFacts): string | undefined {
  if (problem !== undefined) return describeProblem(problem);
  if (cleanedExtension(kind) === undefined)
    return '这种文件里可能带有个人信息，不能可靠地去除，请另存为 PDF 后再添加';
  return undefined;
}

const whyUndrawn = (error: unknown) => (error instanceof NotDrawn ? describeNotDrawn(error) : '画不出来');

async function writeEvidence(
  opened: OpenDraft,
  facts: DraftFacts,
  folder: string,
  stages: StageReporter,
  { masks, signal }: CleanedCopyOptions,
): Promise<CopyFacts & { files: number }> {
  const { form, draft } = opened;
  const { items } = evidenceSectionOf(form);
  const turns = new Map(
    Object.values(draft.evidence).flatMap((answer) =>
      (answer?.files ?? []).map(({ path, rotate }) => [path, rotate ?? 0] as const),
    ),
  );
  const plan = planEvidenceCopies(form, draft, facts);
  const leftOut: { item: string; reason: string }[] = [];
  const written = { masks: 0, files: 0 };
  const progress = stages.begin('清理材料');
  const pagesOf = (path: string) => Math.max(1, facts[path]?.pages.length ?? 0);
  const total = plan.reduce((sum, { draftPath }) => sum + pagesOf(draftPath), 0);
  let before = 0;
  for (const { draftPath, item, target } of plan) {
    stopIfCancelled(signal);
    progress(before, total);
    let page = before;
    const drawn = () => {
      page += 1;
      progress(Math.min(page, total), total);
    };
    before += pagesOf(draftPath);
    const known = facts[draftPath];
    const name = `${items.find(({ id }) => id === item)?.shortName ?? item} 第 ${/(\d+)-[^/]*$/.exec(target)?.[1] ?? ''} 个文件`;
    const extension = known === undefined ? undefined : cleanedExtension(known.kind);
    const reason = known === undefined ? '找不到文件' : whyNot(known);
    if (known === undefined || extension === undefined || reason !== undefined) {
      leftOut.push({ item: name, reason: reason ?? '不能清理' });
      continue;
    }
    // Names of files often are names of people: the number of the checklist is enough.
    const place = target.replace(`${EVIDENCE_FOLDER}/`, `${COPY_EVIDENCE}/`).replace(/(\d+)-[^/]*$/, '$1');
    const file = join(folder, `${place}${extension}`);
    await mkdir(dirname(file), { recursive: true });
    const own = masks[draftPath] ?? [];
    const evidence = {
      source: opened.filePath(draftPath),
      ...{ kind: known.kind, masks: own, rotate: turns.get(draftPath) ?? 0 },
    };
    try {
      await cleanEvidence(evidence, file, { drawn, signal });
    } catch (error) {
      stopIfCancelled(signal);
      if (systemErrorCode(error) !== undefined) throw error;
      // One that cannot be drawn must not go along as it is.
      await rm(file, { force: true });
      leftOut.push({ item: name, reason: `有页面${whyUndrawn(error)}，没有放进副本` });
      continue;
    }
    written.files += 1;
    written.masks += own.length;
    if (process.memoryUsage().arrayBuffers > 48 << 20) freeMemory();
  }
  progress(total, total);
  return { ...written, leftOut };
}

function folderName(applicant: unknown, today: string): string {
  const stem = typeof applicant === 'string' && applicant.trim() !== '' ? applicant.trim() : '未填企业名称';
  return safeName(`${stem}-${COPY_TITLE}-${today.replaceAll('-', '')}`, COPY_TITLE, 90);
}

async function freeName(parent: string, name: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name} (${number})`;
    if (!(await exists(join(parent, candidate)))) return candidate;
  }
}

/**
 * Writes a copy of an application for others: Word and PDF without properties, the evidence as pictures with what was
 * marked made black. Complete or absent; it is no package and has nothing of one.
 *
 * @param opened stays the caller's to close
 * @throws targetNotFolder, notAllowed, diskFull, deviceFailed, cancelled
 */
export async function writeCleanedCopy(opened: OpenDraft, options: CleanedCopyOptions): Promise<CleanedCopy> {
  const { today, signal } = options;
  const stages = new StageReporter(options.report, COPY_STAGES);
  const facts = withoutChangedFiles(await inspectDraft(opened, stages.begin('整理内容'), signal));
  const target = await prepareTargetFolder(options.outFolder);
  const name = await freeName(target.path, folderName(opened.draft.answers.applicantName, today));
  return publish(
    target.path,
    async (temporary) => {
      const folder = join(temporary, name);
      await mkdir(folder);
      await writeDocuments(opened, facts, folder, stages, options);
      const { files, ...told } = await writeEvidence(opened, facts, folder, stages, options);
      stages.begin('写入');
      await writeFile(join(folder, COPY_NOTE), copyNote(told, today), { flag: 'wx' });
      await flushTree(temporary);
      return {
        names: [name],
        result: { ...told, files, folder: join(options.outFolder, name), bytes: await bytesIn(folder) },
      };
    },
    signal,
  ).catch(async (error: unknown) => {
    await target.discard();
    throw error;
  });
}

async function bytesIn(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  return bytes;
}

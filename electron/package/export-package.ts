import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DossierError } from '../../shared/errors.ts';
import type { Form } from '../../shared/form/definition.ts';
import type { Finding } from '../../shared/rules/finding.ts';
import type { Progress } from '../book/book.ts';
import { loadBookFonts } from '../book/fonts.ts';
import { writeArchive } from './archive-writer.ts';
import { checkOpenDraft } from './check-open-draft.ts';
import { hashesOf, withoutChangedFiles } from './draft-facts.ts';
import { type OpenDraft, openDraft } from './draft-file.ts';
import { exists } from './exists.ts';
import { asDossierError, stopIfCancelled } from './file-errors.ts';
import { freeBytes } from './free-bytes.ts';
import { inspectDraft } from './inspect-draft.ts';
import { MANIFEST_FILE, type Manifest } from './manifest.ts';
import { packageName } from './names.ts';
import { flushTree, prepareTargetFolder, publish } from './publish.ts';
import type { SealGuide } from './seal-guide.ts';
import { type StageReport, StageReporter } from './stages.ts';
import { twinCode } from './twin-code.ts';
import { verifyHashes } from './verify-files.ts';
import { type PackageContent, writePackageFolder } from './write-package-folder.ts';

export interface ExportOptions {
  /** Folder that the package goes into; made if it is not there. */
  outFolder: string;
  /** Export although findings block, with 草稿 across every page. */
  incomplete: boolean;
  /** Also one zip beside the folder. */
  zip: boolean;
  /** Local day, YYYY-MM-DD. */
  today: string;
  report: (stage: StageReport) => void;
  signal?: AbortSignal | undefined;
}
export interface ExportInput extends ExportOptions {
  draftPath: string;
}

/** A file that was written; `path` inside the package, with `/`. */
export interface WrittenFile {
  path: string;
  bytes: number;
}

export type ExportResult =
  | { outcome: 'blocked'; form: Form; findings: Finding[] }
  | {
      outcome: 'done';
      /** The package's folder. */
      folder: string;
      /** The zip beside it: its place and size. */
      zip?: WrittenFile;
      twinCode: string;
      /** Every file of the package, manifest included, sorted by path. */
      files: WrittenFile[];
      /** Findings that do not block, and those that do with `incomplete`. */
      findings: Finding[];
      /** What 盖章与装订说明 tells. */
      guide: SealGuide;
    };

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** A full disk is told with the space that is missing, as far as it can be foretold. */
function neededBytes(content: PackageContent): number {
  const evidence = Object.values(content.facts).reduce((sum, file) => sum + file.bytes, 0);
  return 2 * evidence + 20e6;
}

/** @returns the zip's size, bytes */
async function writeZip(temporary: string, name: string, signal?: AbortSignal): Promise<number> {
  const folder = join(temporary, name);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sources = entries
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return { name: `${name}${file.slice(folder.length).replaceAll('\\', '/')}`, file };
    });
  const zip = join(temporary, `${name}.zip`);
  await writeArchive(zip, sources, signal);
  return (await stat(zip)).size;
}

/** What the manifest tells, and the manifest itself. */
async function writtenFiles(folder: string, manifest: Manifest): Promise<WrittenFile[]> {
  const { size } = await stat(join(folder, MANIFEST_FILE));
  const files = manifest.files.map(({ path, bytes }) => ({ path, bytes }));
  return [...files, { path: MANIFEST_FILE, bytes: size }].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * Exports an open draft as a complete package, or nothing. Every part is read back and compared with
 * the book before the package gets its name; a cancelled or failed export leaves nothing behind.
 *
 * @param opened stays the caller's to close
 * @throws DossierError: targetExists, targetNotFolder, notAllowed, diskFull, deviceFailed,
 * readBackDiffers, cancelled
 */
export async function exportOpenDraft(opened: OpenDraft, input: ExportOptions): Promise<ExportResult> {
  const { signal, today } = input;
  const stages = new StageReporter(input.report);
  const inspected = await inspectDraft(opened, stages.begin('整理内容'), signal);
  const fonts = await loadBookFonts();

  stages.begin('检查');
  const findings = checkOpenDraft(opened, inspected, fonts, today);
  const blocks = findings.some((finding) => finding.level === 'block');
  if (blocks && !input.incomplete) return { outcome: 'blocked', form: opened.form, findings };

  const facts = withoutChangedFiles(inspected);
  const code = twinCode(opened.draft, hashesOf(facts), opened.form);
  const name = packageName({
    applicant: text(opened.draft.answers.applicantName),
    programmeName: opened.form.programmeName,
    date: today,
    twinCode: code,
  });
  const target = await prepareTargetFolder(input.outFolder);
  const parent = target.path;
  const names = input.zip ? [name, `${name}.zip`] : [name];
  for (const each of names) {
    if (await exists(join(parent, each)))
      throw new DossierError('targetExists', { path: join(parent, each) });
  }
  const content: PackageContent = { opened, facts, fonts, twinCode: code, incomplete: blocks, today };
  const written = await publish(
    parent,
    async (temporary) => {
      const folder = join(temporary, name);
      await mkdir(folder);
      const { manifest, guide } = await writePackageFolder(content, folder, stages, signal);
      const writing = stages.begin('写入');
      const zipBytes = input.zip ? await writeZip(temporary, name, signal) : 0;
      await flushTree(temporary);
      // The copying was the first half of the stage.
      const checking: Progress = (done, total) => writing(total + done, 2 * total);
      const problems = await verifyHashes(folder, manifest, checking, signal);
      if (problems.length > 0)
        throw new DossierError('readBackDiffers', { file: name, differences: problems });
      return { names, result: { files: await writtenFiles(folder, manifest), zipBytes, guide } };
    },
    signal,
  ).catch(async (error: unknown) => {
    await target.discard();
    const known = asDossierError(error, parent);
    if (known instanceof DossierError && known.code === 'diskFull') {
      const free = await freeBytes(parent);
      throw new DossierError('diskFull', {
        path: parent,
        neededBytes: neededBytes(content),
        ...(free === undefined ? {} : { freeBytes: free }),
      });
    }
    throw known;
  });
  return {
    outcome: 'done',
    folder: join(input.outFolder, name),
    ...(input.zip ? { zip: { path: join(input.outFolder, `${name}.zip`), bytes: written.zipBytes } } : {}),
    twinCode: code,
    files: written.files,
    findings,
    guide: written.guide,
  };
}

/**
 * Opens a draft and exports it (`exportOpenDraft`).
 *
 * @throws DossierError: what `openDraft` and `exportOpenDraft` throw
 */
export async function exportPackage({ draftPath, ...options }: ExportInput): Promise<ExportResult> {
  stopIfCancelled(options.signal);
  const opened = await openDraft(draftPath, options.signal);
  try {
    return await exportOpenDraft(opened, options);
  } finally {
    await opened.close();
  }
}

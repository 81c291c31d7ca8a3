import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DossierError } from '../../shared/errors.ts';
import type { Form } from '../../shared/form/definition.ts';
import type { DraftFacts } from '../../shared/form/evidence-facts.ts';
import type { Finding } from '../../shared/rules/finding.ts';
import type { Progress } from '../book/book.ts';
import { loadBookFonts } from '../book/fonts.ts';
import { writeArchive } from './archive-writer.ts';
import { checkOpenDraft } from './check-open-draft.ts';
import { type OpenDraft, openDraft } from './draft-file.ts';
import { asDossierError, stopIfCancelled } from './file-errors.ts';
import { hashesOf, inspectDraft } from './inspect-draft.ts';
import { packageName } from './names.ts';
import { exists, flushTree, prepareTargetFolder, publish } from './publish.ts';
import { type StageReport, StageReporter } from './stages.ts';
import { twinCode } from './twin-code.ts';
import { verifyHashes } from './verify-files.ts';
import { type PackageContent, writePackageFolder } from './write-package-folder.ts';

export interface ExportInput {
  draftPath: string;
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

export type ExportResult =
  | { outcome: 'blocked'; form: Form; findings: Finding[] }
  | {
      outcome: 'done';
      /** The package's folder. */
      folder: string;
      zip?: string;
      twinCode: string;
      /** Every file of the package, manifest included, with `/`, sorted. */
      files: string[];
      /** Findings that do not block, and those that do with `incomplete`. */
      findings: Finding[];
    };

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** A full disk is told with the space that is missing, as far as it can be foretold. */
function neededBytes(content: PackageContent): number {
  const evidence = Object.values(content.facts).reduce((sum, file) => sum + file.bytes, 0);
  return 2 * evidence + 20e6;
}

async function writeZip(temporary: string, name: string, signal?: AbortSignal): Promise<string> {
  const folder = join(temporary, name);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sources = entries
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return { name: `${name}${file.slice(folder.length).replaceAll('\\', '/')}`, file };
    });
  await writeArchive(join(temporary, `${name}.zip`), sources, signal);
  return `${name}.zip`;
}

/**
 * A file that is not the one that the draft recorded is not handed in: in a copy marked 草稿 it counts as
 * missing, for the package's draft could not name it by its hash.
 */
function withoutChangedFiles(facts: DraftFacts): DraftFacts {
  return Object.fromEntries(
    Object.entries(facts).map(([path, file]) =>
      file.problem?.code === 'changed'
        ? [path, { ...file, sha256: '', bytes: 0, pages: [], problem: { code: 'missing' as const } }]
        : [path, file],
    ),
  );
}

async function exportOpened(input: ExportInput, opened: OpenDraft): Promise<ExportResult> {
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
  const files = await publish(
    parent,
    async (temporary) => {
      const folder = join(temporary, name);
      await mkdir(folder);
      const manifest = await writePackageFolder(content, folder, stages, signal);
      const writing = stages.begin('写入');
      if (input.zip) await writeZip(temporary, name, signal);
      await flushTree(temporary);
      // The copying was the first half of the stage.
      const checking: Progress = (done, total) => writing(total + done, 2 * total);
      const problems = await verifyHashes(folder, manifest, checking, signal);
      if (problems.length > 0)
        throw new DossierError('readBackDiffers', { file: name, differences: problems });
      return { names, result: [...manifest.files.map((file) => file.path), 'manifest.json'].sort() };
    },
    signal,
  ).catch(async (error: unknown) => {
    await target.discard();
    const known = asDossierError(error, parent);
    if (known instanceof DossierError && known.code === 'diskFull') {
      throw new DossierError('diskFull', { path: parent, neededBytes: neededBytes(content) });
    }
    throw known;
  });
  return {
    outcome: 'done',
    folder: join(input.outFolder, name),
    ...(input.zip ? { zip: join(input.outFolder, `${name}.zip`) } : {}),
    twinCode: code,
    files,
    findings,
  };
}

/**
 * Exports a draft as a complete package, or nothing. Every part is read back and compared with the
 * book before the package gets its name; a cancelled or failed export leaves nothing behind.
 *
 * @throws DossierError: what `openDraft` throws, targetExists, targetNotFolder, notAllowed, diskFull,
 * deviceFailed, readBackDiffers, cancelled
 */
export async function exportPackage(input: ExportInput): Promise<ExportResult> {
  stopIfCancelled(input.signal);
  const opened = await openDraft(input.draftPath, input.signal);
  try {
    return await exportOpened(input, opened);
  } finally {
    await opened.close();
  }
}

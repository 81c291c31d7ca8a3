import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { evidenceSectionOf, type Form } from '../../shared/form/definition.ts';
import type { Draft } from '../../shared/form/draft.ts';
import type { DraftFacts, EvidenceKind } from '../../shared/form/evidence-facts.ts';
import type { Progress } from '../book/book.ts';
import { EVIDENCE_FOLDER } from './draft-files.ts';
import { stopIfCancelled } from './file-errors.ts';
import { copyFileHashed } from './file-hash.ts';
import { FolderNames, safeName, splitExtension } from './names.ts';
import { shownName } from './twin-code.ts';

/** Short enough that the whole path stays below 260 characters on a desktop. */
const LONGEST_FILE_NAME = 60;
const LONGEST_FOLDER_NAME = 30;

/** Extensions that open a file of the kind; the first is given to a file that has none of them. */
const EXTENSIONS: Partial<Record<EvidenceKind, string[]>> = {
  pdf: ['.pdf'],
  jpeg: ['.jpg', '.jpeg', '.jpe', '.jfif'],
  png: ['.png'],
  webp: ['.webp'],
  tiff: ['.tif', '.tiff'],
  gif: ['.gif'],
  bmp: ['.bmp'],
  heic: ['.heic', '.heif'],
  xlsx: ['.xlsx', '.xlsm'],
  xls: ['.xls'],
  docx: ['.docx', '.docm'],
  doc: ['.doc', '.wps'],
  ofd: ['.ofd'],
};

/** One evidence file on its way into the package. */
export interface EvidenceCopy {
  draftPath: string;
  item: string;
  /** Path in the package, with `/`. */
  target: string;
  sha256: string;
}

function copyName(names: FolderNames, number: string, shown: string, kind: EvidenceKind): string {
  const { stem, extension } = splitExtension(shown);
  const fitting = EXTENSIONS[kind];
  const fits = fitting === undefined || fitting.includes(extension.toLowerCase());
  if (fits) return names.take(`${number}-${stem}`, number, LONGEST_FILE_NAME, extension);
  return names.take(`${number}-${shown}`, number, LONGEST_FILE_NAME, fitting[0] ?? '');
}

/** Names for the evidence in the package: folders and files numbered in the checklist's order. Files that are not there are left out. */
export function planEvidenceCopies(form: Form, draft: Draft, facts: DraftFacts): EvidenceCopy[] {
  return evidenceSectionOf(form).items.flatMap((item, index) => {
    const folder = safeName(
      `${String(index + 1).padStart(2, '0')}-${item.shortName}`,
      item.id,
      LONGEST_FOLDER_NAME,
    );
    const names = new FolderNames();
    const files = item.slots.flatMap((slot) => draft.evidence[slot.id]?.files ?? []);
    const there = files.flatMap((file) => {
      const known = facts[file.path];
      return known === undefined || known.sha256 === '' ? [] : [{ file, known }];
    });
    return there.map(({ file, known }, position) => {
      const name = copyName(names, String(position + 1).padStart(2, '0'), shownName(file), known.kind);
      return {
        draftPath: file.path,
        item: item.id,
        target: `${EVIDENCE_FOLDER}/${folder}/${name}`,
        sha256: known.sha256,
      };
    });
  });
}

/**
 * Copies the evidence byte for byte into the package folder.
 *
 * @throws Error when a file changed since it was inspected: the book would show another one
 */
export async function copyEvidence(
  copies: readonly EvidenceCopy[],
  fileOf: (draftPath: string) => string,
  packageFolder: string,
  progress?: Progress,
  signal?: AbortSignal,
): Promise<void> {
  for (const [index, copy] of copies.entries()) {
    stopIfCancelled(signal);
    const target = join(packageFolder, copy.target);
    await mkdir(join(target, '..'), { recursive: true });
    const { sha256 } = await copyFileHashed(fileOf(copy.draftPath), target, signal);
    if (sha256 !== copy.sha256) throw new ChangedDuringExport(copy.draftPath);
    progress?.(index + 1, copies.length);
  }
}

/** A file of the draft was written to while the export read it. */
export class ChangedDuringExport extends Error {
  constructor(draftPath: string) {
    super(`佐证文件在导出过程中被改动：${draftPath}`);
    this.name = 'ChangedDuringExport';
  }
}

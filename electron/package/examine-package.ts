import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { Draft } from '../../shared/form/draft.ts';
import type { Finding } from '../../shared/rules/finding.ts';
import type { Progress } from '../book/book.ts';
import { DRAFT_FILE, type OpenDraft, openDraft, openPackageDraft, PACKAGE_DRAFT } from './draft-file.ts';
import { namedFiles } from './draft-files.ts';
import { stopIfCancelled } from './file-errors.ts';
import { hashFile } from './file-hash.ts';
import { openPackage } from './open-package.ts';
import { pageFindings } from './page-findings.ts';
import { twinCode } from './twin-code.ts';
import { type Verification, verifyOpened } from './verify-package.ts';

/** What a package or a draft file says of itself, as plain data. */
export interface Examined {
  twinCode: string;
  programme: Draft['programme'];
  applicantName: string;
  /** Of a package; a draft file has no pages that could be verified. */
  verified: (Verification & { createdOn: string; pageFindings: Finding[] }) | null;
  /** Null where the draft inside a package cannot be read. */
  draft: Draft | null;
}

function applicantOf({ answers }: Draft): string {
  const name = answers.applicantName;
  return typeof name === 'string' ? name.trim() : '';
}

/** Of its files as they are there, else as the draft says they are: a package's draft lies apart from its evidence. */
async function codeOf(opened: OpenDraft, signal?: AbortSignal): Promise<string> {
  const hashes = new Map<string, string>();
  for (const { path, sha256 } of namedFiles(opened.form, opened.draft)) {
    stopIfCancelled(signal);
    const place = opened.filePath(path);
    const hash = existsSync(place) ? (await hashFile(place, signal)).sha256 : sha256;
    if (hash !== undefined) hashes.set(path, hash);
  }
  return twinCode(opened.draft, hashes, opened.form);
}

async function examineDraft(path: string, signal?: AbortSignal): Promise<Examined> {
  const opened = await openDraft(path, signal);
  try {
    const { draft } = opened;
    return {
      twinCode: await codeOf(opened, signal),
      programme: draft.programme,
      applicantName: applicantOf(draft),
      verified: null,
      draft,
    };
  } finally {
    await opened.close();
  }
}

async function draftInside(place: string | undefined, signal?: AbortSignal): Promise<Draft | null> {
  if (place === undefined) return null;
  try {
    const opened = await openPackageDraft(place, new Map(), signal);
    await opened.close();
    return opened.draft;
  } catch {
    // Verifying has told what is wrong with it.
    stopIfCancelled(signal);
    return null;
  }
}

/**
 * Reads a package (folder or zip) back as a whole, or a draft file as far as it goes.
 *
 * @param name the file's own name, where `path` does not end in it
 * @param progress @param contents as `verifyPackage` has them
 * @throws DossierError for what can be read as neither
 */
export async function examinePackage(
  path: string,
  name: string = basename(path),
  progress?: Progress,
  signal?: AbortSignal,
  contents?: Progress,
): Promise<Examined> {
  if (name.toLowerCase().endsWith('.dossier') || name === DRAFT_FILE) return examineDraft(path, signal);
  const pack = await openPackage(path, signal);
  try {
    const { manifest, files } = pack;
    let found: Finding[] = [];
    const verification = await verifyOpened(pack, {
      ...{ progress, contents, signal },
      onFacts: (opened, facts) => {
        found = pageFindings(opened, facts, manifest.createdOn);
      },
    });
    return {
      twinCode: manifest.twinCode,
      programme: manifest.programme,
      applicantName: manifest.applicant,
      verified: { ...verification, createdOn: manifest.createdOn, pageFindings: found },
      draft: await draftInside(files.get(PACKAGE_DRAFT), signal),
    };
  } finally {
    await pack.close();
  }
}

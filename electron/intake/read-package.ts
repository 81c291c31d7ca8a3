import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DossierError, describeError } from '../../shared/errors.ts';
import { judgeDraft } from '../../shared/rules/check.ts';
import { hashesOf } from '../package/draft-facts.ts';
import { openPackageDraft, PACKAGE_DRAFT } from '../package/draft-file.ts';
import {
  isAsWritten,
  MANIFEST_FILE,
  type Manifest,
  newerVersion,
  readManifest,
} from '../package/manifest.ts';
import { BOUND_FILE } from '../package/package-parts.ts';
import { twinCode } from '../package/twin-code.ts';
import { ForeignPdf } from '../sealing/pdf-file.ts';
import { NO_PAGES, pagesByOutline, readOutline } from './bound-outline.ts';
import { isArchiveName } from './harmful-names.ts';
import type { PackageReading, ReadDraftInside } from './judge-package.ts';
import { type LaidPackage, type NotLaid, stopsEverything } from './lay-in.ts';
import { whyArchivesInside, whyHarmful, whyRefused, whyUnreadable } from './problem-words.ts';
import { quickFacts } from './quick-facts.ts';

/** Larger ones are no manifest, and are not read. */
const LARGEST_MANIFEST = 16 << 20;

type Pages = Extract<ReadDraftInside, { outcome: 'read' }>['pages'];
type Opened = Awaited<ReturnType<typeof openPackageDraft>>;

/** By the bookmarks of the bound book, where it is the one that the manifest tells of. */
async function pagesOf(laid: LaidPackage, manifest: Manifest, { form, draft }: Opened): Promise<Pages> {
  const listed = manifest.files.find(({ path }) => path === BOUND_FILE);
  if (listed === undefined || laid.files.get(BOUND_FILE)?.sha256 !== listed.sha256) return NO_PAGES;
  try {
    return pagesByOutline(form, draft, await readOutline(join(laid.folder, BOUND_FILE)));
  } catch (error) {
    if (error instanceof ForeignPdf) return NO_PAGES;
    throw error;
  }
}

/** @throws archiveUnsafe for a draft file that would do harm, and what stops everything */
async function readInside(
  laid: LaidPackage,
  manifest: Manifest,
  receivedOn: string,
  signal?: AbortSignal,
): Promise<ReadDraftInside> {
  if (!laid.files.has(PACKAGE_DRAFT)) return { outcome: 'unreadable', problem: '缺少此文件' };
  const evidence = new Map([...laid.files].map(([path, { sha256 }]) => [sha256, join(laid.folder, path)]));
  let opened: Opened;
  try {
    opened = await openPackageDraft(join(laid.folder, PACKAGE_DRAFT), evidence, signal);
  } catch (error) {
    if (!(error instanceof DossierError) || stopsEverything(error) || error.code === 'archiveUnsafe')
      throw error;
    const isForeign = error.code === 'draftUnknownNotice' || error.code === 'draftTooNew';
    if (isForeign) return { outcome: 'foreign', problem: describeError(error) };
    return { outcome: 'unreadable', problem: detailOf(error) };
  }
  try {
    const { notice, form, draft } = opened;
    const facts = await quickFacts(opened, laid, manifest);
    return {
      outcome: 'read',
      ...{ notice, form, draft },
      twinCode: twinCode(draft, hashesOf(facts), form),
      findings: judgeDraft(notice, draft, facts, receivedOn).findings,
      pages: await pagesOf(laid, manifest, opened),
    };
  } finally {
    await opened.close();
  }
}

/** What is wrong, without the path of ours that the whole message names. */
function detailOf(error: DossierError): string {
  const detail = bareDetail(error);
  if (detail !== undefined) return `无法读取（${detail}）`;
  return 'problems' in error.data ? '内容不合格式' : error.message;
}

function bareDetail({ data }: DossierError): string | undefined {
  const detail: unknown = Reflect.get(data, 'detail');
  return typeof detail === 'string' ? detail : undefined;
}

/**
 * Reads what was laid in: its manifest, its own draft, the code and the rules again, its pages.
 *
 * @returns why it is no package, where it is none
 * @throws cancelled, diskFull, temporaryFolderUnusable, and what the file system says of our own folder
 */
export async function readLaid(
  laid: LaidPackage,
  receivedOn: string,
  signal?: AbortSignal,
): Promise<PackageReading | NotLaid> {
  const own = laid.files.get(MANIFEST_FILE);
  if (own === undefined || own.bytes > LARGEST_MANIFEST)
    return {
      state: 'unreadable',
      problem: own === undefined ? whyUnreadable.noPackage : whyUnreadable.byDetail('manifest.json 过大'),
    };
  // Archives that the manifest does not tell of: what is in them, nobody looked at.
  let nested = [...laid.files.keys()].filter(isArchiveName);
  try {
    const bytes = await readFile(join(laid.folder, MANIFEST_FILE));
    const newer = newerVersion(bytes);
    if (newer !== undefined) return { state: 'unreadable', problem: whyUnreadable.newer(newer) };
    const manifest = readManifest(MANIFEST_FILE, bytes);
    const listed = new Set(manifest.files.map(({ path }) => path));
    nested = nested.filter((path) => !listed.has(path));
    if (nested.length > 0) return { state: 'refused', problem: whyArchivesInside(nested) };
    return {
      manifest,
      isManifestOwn: isAsWritten(manifest, bytes),
      files: laid.files,
      damaged: laid.damaged,
      inside: await readInside(laid, manifest, receivedOn, signal),
    };
  } catch (error) {
    if (!(error instanceof DossierError) || stopsEverything(error)) throw error;
    if (error.code === 'archiveUnsafe') return { state: 'refused', problem: whyHarmfulDraft(error) };
    if (nested.length > 0) return { state: 'refused', problem: whyArchivesInside(nested) };
    return { state: 'unreadable', problem: whyUnreadable.byDetail(bareDetail(error) ?? detailOf(error)) };
  }
}

function whyHarmfulDraft(error: DossierError): string {
  const reason: unknown = Reflect.get(error.data, 'reason');
  const entry: unknown = Reflect.get(error.data, 'entry');
  return typeof reason === 'string' && typeof entry === 'string'
    ? whyHarmful(`${PACKAGE_DRAFT}/${entry}`, reason)
    : whyRefused(error);
}

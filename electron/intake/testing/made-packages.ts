import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { evidenceSectionOf, type Programme } from '../../../shared/form/definition.ts';
import { type Draft, ledgerSchema } from '../../../shared/form/draft.ts';
import { NOTICE } from '../../../shared/notices/cq-2025-40/notice.ts';
import { checkCreditCode } from '../../../shared/reference/credit-code.ts';
import { benchmarkDraft } from '../../../shared/rules/fixtures/benchmark-draft.ts';
import { productDraft } from '../../../shared/rules/fixtures/product-draft.ts';
import { noise } from '../../delivery/testing/small-package.ts';
import { BINDING_FILE } from '../../package/binding-book.ts';
import { CHECKLIST_FILE } from '../../package/checklist-book.ts';
import { PACKAGE_DRAFT } from '../../package/draft-file.ts';
import { namedFiles } from '../../package/draft-files.ts';
import { planEvidenceCopies } from '../../package/evidence-copies.ts';
import { hashFile } from '../../package/file-hash.ts';
import { MANIFEST_FILE, type Manifest, sealManifest, writeManifest } from '../../package/manifest.ts';
import { packageName } from '../../package/names.ts';
import { BOUND_FILE, DOCX_FILE, LEDGER_FILE, PDF_FILE } from '../../package/package-parts.ts';
import { draftForPackage, writeDraftFile } from '../../package/save-draft.ts';
import { twinCode } from '../../package/twin-code.ts';
import { listPackageFolder } from '../../package/verify-files.ts';
import { boundStandIn, type StandInBookmark } from './bound-stand-in.ts';

export interface MadePackage {
  programme?: Programme;
  applicant?: string;
  creditCode?: string;
  district?: string;
  productName?: string;
  incomplete?: boolean;
  /** Local day of the export. */
  createdOn?: string;
  /** Goes into the text, so that it is another version. */
  remark?: string;
  /** Bytes of noise in the bound book and the evidence, each. */
  bytes?: number;
  /** Last words on the draft and the manifest. */
  spoilDraft?: (draft: Draft) => void;
  spoilManifest?: (manifest: Omit<Manifest, 'sha256'>) => void;
}

const BOOK_PAGES = 24;

function draftOf(wish: MadePackage): Draft {
  const draft = wish.programme === 'product' ? productDraft() : benchmarkDraft();
  const { answers } = draft;
  if (wish.applicant !== undefined) answers.applicantName = wish.applicant;
  if (wish.creditCode !== undefined) answers.creditCode = wish.creditCode;
  if (wish.productName !== undefined) answers.productName = wish.productName;
  if (wish.remark !== undefined)
    answers[wish.programme === 'product' ? 'profile' : 'profileOverview'] = wish.remark;
  const ledger = ledgerSchema.safeParse(answers.investmentLedger).data;
  if (ledger !== undefined)
    answers.investmentLedger = {
      ...ledger,
      invoices: ledger.invoices.map((invoice) => ({
        ...invoice,
        buyerName: String(answers.applicantName),
        buyerCreditCode: String(answers.creditCode),
      })),
    };
  draft.destinationDistrict = wish.district ?? '渝北区';
  if (draft.programme === 'benchmark') answers.district = draft.destinationDistrict;
  wish.spoilDraft?.(draft);
  return draft;
}

/** The outline of a bound book: the form's headings, then each item with its files, a page each. */
function bookmarksOf(draft: Draft): { bookmarks: StandInBookmark[]; pages: number } {
  const form = NOTICE.forms[draft.programme];
  const bookmarks: StandInBookmark[] = [];
  let page = 1;
  for (const section of form.sections) {
    page += 1;
    const title =
      'heading' in section ? section.heading : 'printedTitle' in section ? section.printedTitle : undefined;
    if (typeof title === 'string') bookmarks.push({ title, page });
  }
  page = BOOK_PAGES;
  const items = evidenceSectionOf(form).items.map((item): StandInBookmark => {
    page += 1;
    const divider = page;
    const files = item.slots.flatMap((slot) => draft.evidence[slot.id]?.files ?? []);
    const children = files.map(({ path }): StandInBookmark => {
      page += 1;
      return { title: path.slice(path.lastIndexOf('/') + 1), page };
    });
    return { title: `${item.number}${item.shortName}`, page: divider, children };
  });
  const last = bookmarks.at(-1);
  if (last !== undefined) last.children = items;
  return { bookmarks, pages: page };
}

const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** A name for an applicant of tests, and a sound code of its own, of an area that there is not (000000). */
export function applicantNumber(number: number): { applicant: string; creditCode: string } {
  const start = `91000000${String(number).padStart(8, '0')}`;
  const codes = [...CHARACTERS].flatMap((own) => [...CHARACTERS].map((check) => `${start}${own}${check}`));
  const creditCode = codes.find((code) => {
    const checked = checkCreditCode(code);
    return checked.valid && checked.warnings.length === 0;
  });
  return { applicant: `重庆示例第${number}机械有限公司`, creditCode: creditCode ?? start };
}

async function writePart(folder: string, path: string, content: Uint8Array | string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
}

/**
 * Writes a package as an export does, in milliseconds: a real draft, a true twin code and manifest, the
 * evidence under its names; the documents are stand-ins, of which only the bound book's outline can be read.
 *
 * @returns its folder
 */
export async function makePackage(parent: string, wish: MadePackage = {}): Promise<string> {
  const draft = draftOf(wish);
  const form = NOTICE.forms[draft.programme];
  const { bookmarks, pages } = bookmarksOf(draft);
  const contents = new Map<string, Uint8Array>();
  const padding = wish.bytes === undefined ? Buffer.alloc(0) : Buffer.from(noise(wish.bytes));
  for (const { path } of namedFiles(form, draft))
    contents.set(
      path,
      Buffer.concat([Buffer.from(`%PDF-1.7 ${String(draft.answers.applicantName)} ${path}\n`), padding]),
    );
  const hashes = new Map(
    [...contents].map(([path, content]) => [path, createHash('sha256').update(content).digest('hex')]),
  );
  const code = twinCode(draft, hashes, form);
  const createdOn = wish.createdOn ?? '2025-10-15';
  const applicant = String(draft.answers.applicantName);
  const folder = join(
    parent,
    packageName({ applicant, programmeName: form.programmeName, date: createdOn, twinCode: code }),
  );
  await mkdir(folder, { recursive: true });
  const plainParts = [DOCX_FILE, PDF_FILE, CHECKLIST_FILE, BINDING_FILE];
  await Promise.all(plainParts.map((path) => writePart(folder, path, `${path} ${code}`)));
  if (draft.programme === 'benchmark') await writePart(folder, LEDGER_FILE, `${LEDGER_FILE} ${code}`);
  await writePart(folder, BOUND_FILE, boundStandIn(pages, bookmarks, code));
  const facts = Object.fromEntries(
    [...hashes].map(([path, sha256]) => [
      path,
      { path, sha256, bytes: 1, kind: 'pdf' as const, pages: [], remarks: [] },
    ]),
  );
  await Promise.all(
    planEvidenceCopies(form, draft, facts).map(({ draftPath, target }) =>
      writePart(folder, target, contents.get(draftPath) ?? ''),
    ),
  );
  const figures = await mkdtemp(join(tmpdir(), 'dossier-figures-'));
  const figureOf = new Map<string, string>();
  for (const { path, use } of namedFiles(form, draft)) {
    if (use !== 'figure') continue;
    await writePart(figures, path, contents.get(path) ?? '');
    figureOf.set(path, join(figures, path));
  }
  await writeDraftFile(join(folder, PACKAGE_DRAFT), form, draftForPackage(form, draft, hashes), (path) =>
    figureOf.get(path),
  );
  await rm(figures, { recursive: true });
  await sealFolder(
    folder,
    {
      formatVersion: 1,
      writtenBy: { program: 'dossier', version: '0.1.0' },
      notice: draft.notice,
      noticeNumber: NOTICE.number,
      programme: draft.programme,
      applicant,
      creditCode: String(draft.answers.creditCode),
      destinationDistrict: String(draft.destinationDistrict),
      twinCode: code,
      incomplete: wish.incomplete ?? false,
      createdOn,
      pages: { book: BOOK_PAGES, bound: pages },
    },
    wish.spoilManifest,
  );
  return folder;
}

/** Writes the manifest of a folder as it is now, true in itself. */
export async function sealFolder(
  folder: string,
  content: Omit<Manifest, 'sha256' | 'files'>,
  spoil: (manifest: Omit<Manifest, 'sha256'>) => void = () => undefined,
): Promise<void> {
  const files: Manifest['files'] = [];
  const listed = [...(await listPackageFolder(folder)).files].filter(([path]) => path !== MANIFEST_FILE);
  await Promise.all(listed.map(async ([path, place]) => files.push({ path, ...(await hashFile(place)) })));
  const manifest = { ...content, files };
  spoil(manifest);
  await writeFile(join(folder, MANIFEST_FILE), writeManifest(sealManifest(manifest)));
}

import sharp from 'sharp';
import { DossierError } from '../../shared/errors.ts';
import { qrText } from '../book/pdf/footer.ts';
import { stopIfCancelled } from '../package/file-errors.ts';
import { hashPrefix } from '../package/file-hash.ts';
import type { Manifest } from '../package/manifest.ts';
import { BOUND_FILE, SCANS_FOLDER, SEALED_FILE } from '../package/package-parts.ts';
import { readPageTexts } from '../package/page-texts.ts';
import type { PackageFiles } from '../package/verify-files.ts';
import { agrees, alignPage, SHEET, scanInk } from './align.ts';
import { mapPoint, scaling } from './geometry.ts';
import { ForeignPdf, PdfFile } from './pdf-file.ts';
import { decodePicture, type Pixels, toGrey } from './pixels.ts';
import { readCodes } from './read-codes.ts';
import { ReferencePages } from './reference.ts';
import { sealedPictureOf } from './sealed-bound.ts';

type Sealed = NonNullable<Manifest['sealed']>;

/** How far a sealed page may lie off the page it stands for, mm. Placing promises 1.5. */
const MOST_OFF = 2.5;
const LONGEST_PICTURE = 2600;

/** The sealed part of the manifest against the manifest's own files. */
function recordProblems(manifest: Manifest, sealed: Sealed): string[] {
  const problems: string[] = [];
  const seen = new Set<number>();
  for (const { page, scan, sha256 } of sealed.pages) {
    if (seen.has(page)) problems.push(`manifest.json：盖章页记录中第 ${page} 页重复`);
    seen.add(page);
    if (page > manifest.pages.bound)
      problems.push(`manifest.json：盖章页记录中有第 ${page} 页，成册只有 ${manifest.pages.bound} 页`);
    const file = manifest.files.find(({ path }) => path === scan);
    if (file === undefined || !scan.startsWith(`${SCANS_FOLDER}/`) || file.sha256 !== sha256)
      problems.push(`manifest.json：第 ${page} 页的扫描件“${scan}”与文件清单不一致`);
  }
  return problems;
}

/** Whether nothing but the recorded pages differs from the bound book: same bytes, and a change of just those pages added. */
async function changeProblems(
  bound: PdfFile,
  sealed: PdfFile,
  paths: { bound: string; sealed: string },
  pages: ReadonlySet<number>,
  signal?: AbortSignal,
): Promise<string[]> {
  const [own, copied] = [
    await hashPrefix(paths.bound, bound.bytes, signal),
    await hashPrefix(paths.sealed, bound.bytes, signal),
  ];
  if (sealed.bytes <= bound.bytes || own !== copied)
    return [`${SEALED_FILE}：盖章页以外的内容与 ${BOUND_FILE} 不同`];
  const [change] = sealed.sections;
  const added = sealed.sections.length - bound.sections.length;
  if (change === undefined || added !== 1 || change.root !== bound.newest.root)
    return [`${SEALED_FILE}：除放入盖章页外还有其他改动`];
  const refs = await bound.pages();
  const numbers = new Map(refs.map((ref, index) => [ref.objectNumber, index + 1]));
  return [...change.offsets.keys()].flatMap((number) => {
    if (number >= bound.newest.size) return [];
    const page = numbers.get(number);
    if (page === undefined) return [`${SEALED_FILE}：除放入盖章页外还有其他改动`];
    return pages.has(page) ? [] : [`${SEALED_FILE}：第 ${page} 页被换过，但不在盖章页记录中`];
  });
}

/** Whether the picture of a sealed page is that page: its code says so, and what is printed lies where it lay. */
async function pictureProblems(
  picture: Pixels,
  page: number,
  twinCode: string,
  placedBy: Sealed['pages'][number]['placedBy'],
  reference: ReferencePages,
  signal?: AbortSignal,
): Promise<string[]> {
  const problem = (text: string) => [`${SEALED_FILE}：第 ${page} 页${text}`];
  const grey = await toGrey(picture);
  const codes = await readCodes(picture, grey, signal);
  const wanted = qrText(twinCode, page);
  const read = codes.map(({ code }) => qrText(code.twinCode, code.page, code.sidePaper));
  const other = read.find((text) => text !== wanted);
  if (other !== undefined) return problem(`的二维码是 ${other}，应为 ${wanted}：放错了页`);
  if (read.length === 0 && placedBy === 'code') return problem('读不到二维码');
  const { width, height } = picture;
  const start = scaling(width / SHEET.width, height / SHEET.height);
  const printed = await reference.ink(page);
  if (printed === undefined) return problem('在成册里的原页画不出来，没有可以对照的');
  const found = alignPage(printed, await scanInk(grey), start, 'place');
  const corners = [
    { x: 0, y: 0 },
    { x: SHEET.width, y: SHEET.height },
  ];
  const off = corners.map((corner) => {
    const [lies, ought] = [mapPoint(found.map, corner), mapPoint(start, corner)];
    return Math.hypot(lies.x - ought.x, lies.y - ought.y) * (SHEET.width / width);
  });
  return agrees(found) && Math.max(...off) <= MOST_OFF ? [] : problem('的画面与原来的页面对不上');
}

async function textProblems(
  paths: { bound: string; sealed: string },
  signal?: AbortSignal,
): Promise<string[]> {
  const bound = await readPageTexts(paths.bound, undefined, signal);
  const sealed = await readPageTexts(paths.sealed, undefined, signal);
  if (bound.pages.length !== sealed.pages.length)
    return [`${SEALED_FILE}：应有 ${bound.pages.length} 页，实际 ${sealed.pages.length} 页`];
  const outline = JSON.stringify(bound.outline) === JSON.stringify(sealed.outline);
  return [
    ...bound.pages.flatMap(({ text }, index) =>
      sealed.pages[index]?.text === text
        ? []
        : [`${SEALED_FILE}：第 ${index + 1} 页的文字与 ${BOUND_FILE} 不同`],
    ),
    ...(outline ? [] : [`${SEALED_FILE}：书签与 ${BOUND_FILE} 不同`]),
  ];
}

/**
 * What is wrong with the sealed book of a package, by itself and not by its hash: every sealed page shows its own code and what
 * is printed there, every other page is the bound book's.
 *
 * @returns problems in Chinese; empty where there are none
 * @throws cancelled, and errors of the file system
 */
export async function sealedProblems(
  files: PackageFiles,
  manifest: Manifest,
  sealed: Sealed,
  signal?: AbortSignal,
): Promise<string[]> {
  const problems = recordProblems(manifest, sealed);
  const [boundPath, sealedPath] = [files.get(BOUND_FILE), files.get(SEALED_FILE)];
  if (boundPath === undefined || sealedPath === undefined) return problems;
  const paths = { bound: boundPath, sealed: sealedPath };
  const open: PdfFile[] = [];
  try {
    for (const path of [paths.bound, paths.sealed]) open.push(await PdfFile.open(path));
    const [bound, changed] = open;
    if (bound === undefined || changed === undefined) return problems;
    const pages = new Set(sealed.pages.map(({ page }) => page));
    problems.push(...(await changeProblems(bound, changed, paths, pages, signal)));
    if (problems.length > 0) return problems;
    problems.push(...(await pagesProblems(bound, changed, manifest.twinCode, sealed, signal)));
    problems.push(...(await textProblems(paths, signal)));
  } catch (error) {
    if (!(error instanceof ForeignPdf)) throw error;
    problems.push(`${SEALED_FILE}：${error.message}`);
  } finally {
    for (const each of open) await each.close();
  }
  return problems;
}

async function pagesProblems(
  bound: PdfFile,
  changed: PdfFile,
  twinCode: string,
  { pages }: Sealed,
  signal?: AbortSignal,
): Promise<string[]> {
  const problems: string[] = [];
  const refs = await bound.pages();
  const reference = await ReferencePages.open(bound);
  try {
    for (const { page, placedBy } of pages) {
      stopIfCancelled(signal);
      const ref = refs[page - 1];
      const jpeg = ref === undefined ? undefined : await sealedPictureOf(bound, changed, ref);
      const picture = jpeg === undefined ? undefined : await decoded(jpeg);
      if (picture === undefined) problems.push(`${SEALED_FILE}：第 ${page} 页不是按盖章页放入的`);
      else problems.push(...(await pictureProblems(picture, page, twinCode, placedBy, reference, signal)));
    }
  } finally {
    await reference.end();
  }
  return problems;
}

async function decoded(jpeg: Uint8Array): Promise<Pixels | undefined> {
  try {
    return await decodePicture(sharp(jpeg, { failOn: 'error', limitInputPixels: 50e6 }), LONGEST_PICTURE);
  } catch (error) {
    if (error instanceof DossierError) throw error;
    return undefined;
  }
}

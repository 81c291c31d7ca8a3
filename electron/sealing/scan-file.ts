import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PDFDocument } from '@cantoo/pdf-lib';
import { DossierError } from '../../shared/errors.ts';
import { type DrawablePdf, describeNotDrawn, NotDrawn, PdfDrawer } from '../drawing/pdf-drawer.ts';
import { convertHeic } from '../evidence/heic.ts';
import { readContent } from '../evidence/pdf-content.ts';
import { openPdf } from '../evidence/pdf-document.ts';
import { crowdedPage, type PdfPage, readPdfPages } from '../evidence/pdf-pages.ts';
import { openPicture, picturePageCount } from '../evidence/picture-facts.ts';
import { isPictureKind } from '../evidence/picture-kinds.ts';
import { sniffFile } from '../evidence/sniff.ts';
import { asDossierError, systemErrorCode } from '../package/file-errors.ts';
import { makeUnpackingFolder, removeTemporaryFolder } from '../package/temporary-folder.ts';
import { decodePicture, type Pixels } from './pixels.ts';

/** A file that was scanned or photographed; its pages are read one at a time. */
export interface ScanFile {
  pageCount: number;
  /** Page in colour, upright as the file says of itself. @param index 0-based @throws fileRefused */
  read(index: number): Promise<Pixels>;
  close(): Promise<void>;
}

const LARGEST_SCAN = 200 << 20;
const MOST_PAGES = 500;
/** Longer edge that pages are looked at with, pixels: A4 at 212 dots per inch; photographs have a table around the page. */
const PDF_EDGE = 2480;
const PICTURE_EDGE = 3000;

const KINDS = '请选择扫描得到的 PDF，或 JPG、PNG、TIFF、HEIC 图片';

function refused(path: string, reason: string, remedy: string): DossierError {
  return new DossierError('fileRefused', { name: basename(path), reason, remedy });
}

/**
 * Opens a scan by its content, whatever its name says.
 *
 * @throws fileRefused for what is no scan or is broken, notAllowed, deviceFailed
 */
export async function openScan(path: string, signal?: AbortSignal): Promise<ScanFile> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw refused(path, '是文件夹或设备，不是文件', KINDS);
    if (found.size === 0) throw refused(path, '是空文件（0 字节）', '请重新扫描或重新复制');
    if (found.size > LARGEST_SCAN)
      throw refused(
        path,
        `超过 ${LARGEST_SCAN >> 20} MB`,
        '请只扫描盖了章的页，或降低分辨率（200 dpi 即可）',
      );
    const { kind } = await sniffFile(path);
    if (kind === 'pdf') return await openPdfScan(path);
    if (kind === 'heic') return await openPhoto(path, signal);
    if (isPictureKind(kind)) return await openPictureScan(path);
    if (kind === 'bmp' || kind === 'avif')
      throw refused(
        path,
        `是 ${kind.toUpperCase()} 图片，不能直接读取`,
        '请用“画图”或看图软件打开，另存为 JPG 或 PNG 后再选',
      );
    throw refused(path, '不是 PDF，也不是图片', KINDS);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') throw refused(path, '找不到', '请核对位置后重新选择');
    throw asDossierError(error, path);
  }
}

/** Content of all pages together, unpacked; a scan's is a line or two a page. Bytes. */
const MOST_CONTENT = 256 << 20;

/** Why pages that would take gigabytes are not drawn at all; undefined for others. */
function whyEndless(document: PDFDocument): string | undefined {
  let pages: PdfPage[];
  try {
    pages = readPdfPages(document);
  } catch {
    // What draws it finds pages in broken files, too.
    return undefined;
  }
  const crowded = crowdedPage(pages);
  if (crowded !== undefined) return `第 ${crowded} 页有上万条批注`;
  let left = MOST_CONTENT;
  for (const stream of pages.slice(0, MOST_PAGES).flatMap(({ contents }) => contents)) {
    const content = readContent(stream);
    left -= content === 'tooLarge' ? left + 1 : (content?.length ?? 0);
    if (left < 0) return '页面内容解压后过大';
  }
  return undefined;
}

async function openPdfScan(path: string): Promise<ScanFile> {
  const damaged = (detail: string) =>
    refused(path, `无法读取（${detail}）`, '请重新扫描，或用看图软件另存为 JPG 后再选');
  const bytes = await readFile(path);
  const { problem, document: read } = await openPdf(bytes);
  if (problem?.code === 'encrypted')
    throw refused(path, '有密码，无法读取', '请用能打开它的软件打印或另存为没有密码的 PDF 后再选');
  if (problem !== undefined) throw damaged(problem.code === 'damaged' ? problem.detail : '已损坏');
  const endless = read === undefined ? undefined : whyEndless(read);
  if (endless !== undefined) throw damaged(endless);
  const drawer = await PdfDrawer.start();
  const undrawn = (error: unknown, what: string) =>
    error instanceof NotDrawn ? damaged(`${what}${describeNotDrawn(error)}`) : error;
  let document: DrawablePdf;
  try {
    document = await drawer.open(bytes);
  } catch (error) {
    await drawer.end();
    throw undrawn(error, '');
  }
  const { pageCount } = document;
  if (pageCount < 1 || pageCount > MOST_PAGES) {
    await drawer.end();
    throw pageCount < 1
      ? damaged('没有页面')
      : refused(path, `有 ${pageCount} 页，超过 ${MOST_PAGES} 页`, '请只扫描盖了章的页');
  }
  return {
    pageCount,
    read: async (index) => {
      try {
        // An electronic seal is a form field of its own.
        return await document.draw(index, { longest: PDF_EDGE }, true, true);
      } catch (error) {
        throw undrawn(error, `第 ${index + 1} 页`);
      }
    },
    close: () => drawer.end(),
  };
}

async function openPictureScan(path: string): Promise<ScanFile> {
  const damaged = () => refused(path, '不完整或已损坏，或像素过多', '请重新扫描或拍摄');
  let pageCount: number;
  try {
    pageCount = picturePageCount(await openPicture(path).metadata());
  } catch (error) {
    if (systemErrorCode(error) !== undefined) throw error;
    throw damaged();
  }
  if (pageCount > MOST_PAGES)
    throw refused(path, `有 ${pageCount} 页，超过 ${MOST_PAGES} 页`, '请拆分后再选');
  return {
    pageCount,
    read: async (index) => {
      try {
        return await decodePicture(openPicture(path, index), PICTURE_EDGE);
      } catch {
        throw damaged();
      }
    },
    close: async () => {},
  };
}

/** A phone's HEIC photo is read by way of a JPEG. */
async function openPhoto(path: string, signal?: AbortSignal): Promise<ScanFile> {
  const folder = await makeUnpackingFolder();
  try {
    const converted = join(folder, 'photo.jpg');
    await convertHeic(path, converted, basename(path), signal);
    return { ...(await openPictureScan(converted)), close: () => removeTemporaryFolder(folder) };
  } catch (error) {
    await removeTemporaryFolder(folder);
    throw error;
  }
}

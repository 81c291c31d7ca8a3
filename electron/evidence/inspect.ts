import { readFile, stat } from 'node:fs/promises';
import { DossierError } from '../../shared/errors.ts';
import type {
  EvidenceKind,
  EvidenceProblem,
  FileFacts,
  PageFacts,
} from '../../shared/form/evidence-facts.ts';
import { asDossierError, stopIfCancelled, systemErrorCode } from '../package/file-errors.ts';
import { hashFile } from '../package/file-hash.ts';
import { inspectPdf } from './pdf-facts.ts';
import { inspectPicture } from './picture-facts.ts';
import { isPictureKind } from './picture-kinds.ts';
import { sniffFile } from './sniff.ts';
import { isSpreadsheetKind, readSpreadsheet } from './spreadsheet.ts';
import { layoutSheets } from './spreadsheet-layout.ts';

export const LARGEST_FILE_BYTES = 200 * 1024 * 1024;

/** A file of a kind that the book cannot print: what it is, and what to do. */
const UNPRINTABLE: Partial<Record<EvidenceKind, { reason: string; remedy: string }>> = {
  bmp: {
    reason: '是 BMP 图片，不能直接装订',
    remedy: '请用画图或看图软件打开，另存为 JPG、PNG 或 PDF 后再添加',
  },
  heic: {
    reason: '是 HEIC 照片（苹果等手机），不能直接装订',
    remedy: '请在手机“设置—相机—格式”选“兼容性最佳”重拍，或用看图软件另存为 JPG 后再添加',
  },
  avif: {
    reason: '是 AVIF 图片，不能直接装订',
    remedy: '请用浏览器或看图软件打开，另存为 JPG 或 PNG 后再添加',
  },
  xlsb: {
    reason: '是二进制 Excel 表格（XLSB），不能直接装订',
    remedy: '请用 Excel 打开，另存为 .xlsx 或 PDF 后再添加',
  },
  doc: { reason: '是 Word 文档，不能直接装订', remedy: '请用 Word 或 WPS 打开，另存为 PDF 后再添加' },
  docx: { reason: '是 Word 文档，不能直接装订', remedy: '请用 Word 或 WPS 打开，另存为 PDF 后再添加' },
  ofd: {
    reason: '是 OFD 文件，不能直接装订',
    remedy: '请用 OFD 阅读器或税务、银行平台打开，另存（或打印）为 PDF 后再添加',
  },
  zip: { reason: '是压缩包，不能直接装订', remedy: '请先解压，再逐个添加其中的文件' },
  xml: {
    reason: '是网页或 XML 数据，不能直接装订',
    remedy: '请打印为 PDF 后再添加；电子发票请下载 PDF 版式文件',
  },
  text: { reason: '是纯文本，不能直接装订', remedy: '请打印为 PDF 后再添加' },
};
const UNKNOWN_REMEDY = '请另存为 PDF 或 JPG 后再添加';

/**
 * Facts of one evidence or figure file: kind by content, SHA-256, pages as bound, and the problem that
 * keeps it out of the book, if any. A bad file is a fact, never an error.
 * @param draftPath the file's path inside the draft, kept in the facts
 * @param expectedSha256 what the draft says the file hashes to; another hash is the problem `changed`
 * @throws DossierError `cancelled`, `notAllowed` or `deviceFailed`
 */
export async function inspectFile(
  absolutePath: string,
  draftPath: string,
  expectedSha256?: string,
  signal?: AbortSignal,
): Promise<FileFacts> {
  stopIfCancelled(signal);
  const facts: FileFacts = { path: draftPath, bytes: 0, sha256: '', kind: 'unknown', pages: [], remarks: [] };
  try {
    const found = await stat(absolutePath);
    if (!found.isFile())
      return withProblem(facts, {
        code: 'unsupported',
        reason: '是文件夹或设备，不是文件',
        remedy: '请选择文件本身',
      });
    const { sha256, bytes } = await hashFile(absolutePath, signal);
    Object.assign(facts, { sha256, bytes });
    if (bytes === 0) return withProblem(facts, { code: 'empty' });
    const sniffed = await sniffFile(absolutePath);
    facts.kind = sniffed.kind;
    if (expectedSha256 !== undefined && expectedSha256.toLowerCase() !== sha256) {
      return withProblem(facts, { code: 'changed', expected: expectedSha256, actual: sha256 });
    }
    if (bytes > LARGEST_FILE_BYTES) {
      return withProblem(facts, { code: 'tooLarge', bytes, limitBytes: LARGEST_FILE_BYTES });
    }
    if (sniffed.encrypted === true) return withProblem(facts, { code: 'encrypted' });
    return { ...facts, ...(await contentFacts(absolutePath, sniffed.kind)) };
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT' || systemErrorCode(error) === 'ENOTDIR') {
      return withProblem(facts, { code: 'missing' });
    }
    const known = asDossierError(error, absolutePath);
    if (known instanceof DossierError) throw known;
    throw error;
  }
}

const withProblem = (facts: FileFacts, problem: EvidenceProblem): FileFacts => ({ ...facts, problem });

async function contentFacts(path: string, kind: EvidenceKind): Promise<Partial<FileFacts>> {
  if (kind === 'pdf') return inspectPdf(await readFile(path));
  if (isPictureKind(kind)) return inspectPicture(path);
  if (!isSpreadsheetKind(kind)) return { problem: unprintable(kind) };
  const read = await readSpreadsheet(path, kind);
  if (read.sheets === undefined) return { problem: read.problem };
  return {
    pages: layoutSheets(read.sheets).map((page): PageFacts => {
      const [widthMm, heightMm] = page.sideways ? [297, 210] : [210, 297];
      return { widthMm, heightMm, landscape: page.sideways, turned: page.sideways, blank: false };
    }),
  };
}

function unprintable(kind: EvidenceKind): EvidenceProblem {
  const known = UNPRINTABLE[kind];
  return known === undefined
    ? { code: 'unsupported', reason: '的内容无法识别', remedy: UNKNOWN_REMEDY }
    : { code: 'unsupported', ...known };
}

import { inflateSync, constants as zlib } from 'node:zlib';
import { ParseSpeeds, PDFDict, PDFDocument, PDFName } from '@cantoo/pdf-lib';
import type { EvidenceProblem } from '../../shared/form/evidence-facts.ts';
import { systemErrorCode } from '../package/file-errors.ts';

export type OpenedPdf =
  | { document: PDFDocument; ownerLocked: boolean; problem?: undefined }
  | { document?: undefined; problem: EvidenceProblem };

const DAMAGED: EvidenceProblem = { code: 'damaged', detail: 'PDF 结构无法读取' };

/**
 * Opens a PDF for reading its pages. Files that are locked against changes only (owner password)
 * open with the empty password; a file that asks for a password to read is `encrypted`; whatever the
 * parser cannot make a document of is `damaged`. Never throws.
 */
export async function openPdf(bytes: Uint8Array): Promise<OpenedPdf> {
  if (hidesBomb(bytes)) return { problem: { code: 'damaged', detail: '内部数据解压后过大' } };
  try {
    return opened(await load(bytes));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    if (/password|crypt/i.test(detail)) return { problem: { code: 'encrypted' } };
  }
  // A file that ends within its trailer still holds every object before it.
  const lastObject = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).lastIndexOf('endobj');
  if (lastObject === -1) return { problem: DAMAGED };
  try {
    return opened(await load(bytes.subarray(0, lastObject + 6)));
  } catch {
    return { problem: DAMAGED };
  }
}

/** Objects packed into streams are unpacked by the parser before anything of them can be judged. */
const MOST_UNPACKED_OBJECTS = 64 * 1024 * 1024;

/** Whether the object or cross-reference streams unpack to more than any real document's. */
function hidesBomb(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let left = MOST_UNPACKED_OBJECTS;
  for (const mark of ['/ObjStm', '/XRef']) {
    for (let at = file.indexOf(mark); at !== -1; at = file.indexOf(mark, at + mark.length)) {
      const start = file.indexOf('stream', at);
      if (start === -1 || start - at > 4096) continue;
      const data = file.subarray(start + 6 + (file[start + 6] === 13 ? 2 : 1));
      try {
        left -= inflateSync(data, {
          finishFlush: zlib.Z_SYNC_FLUSH,
          maxOutputLength: Math.max(1, left),
        }).length;
      } catch (error) {
        if (systemErrorCode(error) === 'ERR_BUFFER_TOO_LARGE') return true;
        // Not Flate, or ciphertext: the parser has its own say.
      }
      if (left <= 0) return true;
    }
  }
  return false;
}

function load(bytes: Uint8Array): Promise<PDFDocument> {
  return PDFDocument.load(bytes, {
    password: '',
    updateMetadata: false,
    throwOnInvalidObject: false,
    // A number beyond the range of doubles must not reach the output as `Infinity`.
    capNumbers: true,
    parseSpeed: ParseSpeeds.Fastest,
  });
}

function opened(document: PDFDocument): OpenedPdf {
  const { context } = document;
  // Where the trailer is lost, nothing says that the streams are ciphertext but the key's own dictionary.
  const undeciphered =
    !context.isDecrypted &&
    context.enumerateIndirectObjects().some(([, each]) => each instanceof PDFDict && isSecurity(each));
  return undeciphered ? { problem: DAMAGED } : { document, ownerLocked: context.isDecrypted };
}

const isSecurity = (dict: PDFDict): boolean =>
  dict.get(PDFName.of('Filter')) === PDFName.of('Standard') &&
  dict.has(PDFName.of('O')) &&
  dict.has(PDFName.of('U'));

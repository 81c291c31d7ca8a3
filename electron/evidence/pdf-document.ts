import { ParseSpeeds, PDFDict, PDFDocument, PDFName } from '@cantoo/pdf-lib';
import type { EvidenceProblem } from '../../shared/form/evidence-facts.ts';
import { TooMuchUnpacked, unpackingAtMost } from './decode-limit.ts';

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
  try {
    return opened(await load(bytes));
  } catch (error) {
    if (error instanceof TooMuchUnpacked)
      return { problem: { code: 'damaged', detail: '内部数据解压后过大' } };
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

/** Objects packed into streams are unpacked by the parser before anything of them can be judged; bytes. */
const MOST_UNPACKED_OBJECTS = 128 * 1024 * 1024;

function load(bytes: Uint8Array): Promise<PDFDocument> {
  return unpackingAtMost(MOST_UNPACKED_OBJECTS, () =>
    PDFDocument.load(bytes, {
      password: '',
      updateMetadata: false,
      throwOnInvalidObject: false,
      // A number beyond the range of doubles must not reach the output as `Infinity`.
      capNumbers: true,
      parseSpeed: ParseSpeeds.Fastest,
    }),
  );
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

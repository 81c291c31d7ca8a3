import { PDFDocument, PDFName, PDFRef } from '@cantoo/pdf-lib';
import { ZipFile } from 'yazl';
import { openDocxParts } from '../book/docx/docx-parts.ts';

/** The properties that Word has to find, with nothing in them; it shows them as empty. */
const EMPTY: Readonly<Record<string, string>> = {
  'docProps/core.xml':
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
  'docProps/app.xml':
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
  'docProps/custom.xml':
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
};
/** Where zip's clock begins, near enough: when it was written is nobody's business. */
const NO_TIME = new Date(2000, 0, 1, 0, 0, 0);

/** A Word document without author, dates, title, keywords and program. */
export async function withoutWordProperties(bytes: Uint8Array): Promise<Uint8Array> {
  const parts = await openDocxParts(bytes);
  const zip = new ZipFile();
  for (const path of parts.paths()) {
    const empty = EMPTY[path];
    const content = empty === undefined ? await parts.bytes(path) : Buffer.from(empty);
    zip.addBuffer(content ?? Buffer.alloc(0), path, { mtime: NO_TIME, forceDosTimestamp: true });
  }
  zip.end();
  const pieces: Buffer[] = [];
  for await (const piece of zip.outputStream)
    pieces.push(typeof piece === 'string' ? Buffer.from(piece) : piece);
  return Buffer.concat(pieces);
}

/** A PDF of ours without author, dates, title, keywords and program. */
export async function withoutPdfProperties(bytes: Uint8Array): Promise<Uint8Array> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const { context, catalog } = document;
  for (const reference of [context.trailerInfo.Info, catalog.get(PDFName.of('Metadata'))])
    if (reference instanceof PDFRef) context.delete(reference);
  delete context.trailerInfo.Info;
  catalog.delete(PDFName.of('Metadata'));
  return document.save({ updateFieldAppearances: false });
}

import { open } from 'node:fs/promises';
import yauzl from 'yauzl';
import type { EvidenceKind } from '../../shared/form/evidence-facts.ts';

/** What the content says; `encrypted` where the container itself says that a password is needed. */
export interface Sniffed {
  kind: EvidenceKind;
  encrypted?: boolean;
}

const HEAD_BYTES = 4096;
/** Where a PDF's header may begin: readers accept it within the first kilobyte (PDF 1.7, appendix H.3.4.1). */
const PDF_HEADER_WITHIN = 1024;
const OLE_DIRECTORY_BYTES = 8192;
/** ISO/IEC 23008-12 brands; AVIF comes in the same box and often names the general ones besides its own. */
const HEIF_BRANDS = new Set(['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'hevm', 'hevs', 'mif1', 'msf1']);
const AVIF_BRANDS = new Set(['avif', 'avis']);
const BITMAP_HEADER_SIZES = new Set([12, 16, 40, 52, 56, 64, 108, 124]);

/** Kind of a file by its content; the extension is not looked at. Throws only what the file system throws. */
export async function sniffFile(path: string): Promise<Sniffed> {
  const handle = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await handle.read(buffer, 0, HEAD_BYTES, 0);
    const head = buffer.subarray(0, bytesRead);
    if (isZip(head)) return { kind: await sniffZip(path, head) };
    if (head.subarray(0, 8).toString('hex') === 'd0cf11e0a1b11ae1') {
      const directory = Buffer.alloc(OLE_DIRECTORY_BYTES);
      const read = await handle.read(directory, 0, OLE_DIRECTORY_BYTES, oleDirectoryOffset(head));
      return sniffOle(directory.subarray(0, read.bytesRead));
    }
    return { kind: sniffBytes(head) };
  } finally {
    await handle.close();
  }
}

/** Kind by the first bytes alone, without a look into containers. Throws only what the file system throws. */
export async function sniffHead(path: string): Promise<EvidenceKind> {
  const handle = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await handle.read(buffer, 0, HEAD_BYTES, 0);
    const head = buffer.subarray(0, bytesRead);
    // A PDF may begin within the first kilobyte, and one that lies unpacked in an archive does.
    return isZip(head) ? 'zip' : sniffBytes(head);
  } finally {
    await handle.close();
  }
}

/** Kind by the first bytes alone, for everything that is not a container. */
export function sniffBytes(head: Buffer): EvidenceKind {
  const ascii = head.toString('latin1');
  if (ascii.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (ascii.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (ascii.startsWith('RIFF') && ascii.slice(8, 12) === 'WEBP') return 'webp';
  if (/^(II[*+]\0|MM\0[*+])/.test(ascii)) return 'tiff';
  if (/^GIF8[79]a/.test(ascii)) return 'gif';
  if (ascii.startsWith('BM') && head.length >= 18 && BITMAP_HEADER_SIZES.has(head.readUInt32LE(14)))
    return 'bmp';
  if (ascii.slice(4, 8) === 'ftyp') return sniffHeif(ascii);
  if (ascii.slice(0, PDF_HEADER_WITHIN).includes('%PDF-')) return 'pdf';
  return sniffText(head);
}

function sniffHeif(ascii: string): EvidenceKind {
  const boxEnd = Math.min(64, Buffer.from(ascii.slice(0, 4), 'latin1').readUInt32BE(0));
  const brands: string[] = [];
  for (let at = 8; at + 4 <= boxEnd; at += 4) if (at !== 12) brands.push(ascii.slice(at, at + 4));
  if (brands.some((brand) => AVIF_BRANDS.has(brand))) return 'avif';
  return brands.some((brand) => HEIF_BRANDS.has(brand)) ? 'heic' : 'unknown';
}

function isZip(head: Buffer): boolean {
  const signature = head.subarray(0, 4).toString('latin1');
  return signature === 'PK\x03\x04' || signature === 'PK\x05\x06';
}

async function sniffZip(path: string, head: Buffer): Promise<EvidenceKind> {
  const names = await zipEntryNames(path);
  // A cut archive has no directory at its end; the local headers at its start still tell what it was.
  const has = (name: string) => (names === undefined ? head.includes(name) : names.has(name.toLowerCase()));
  if (has('xl/workbook.xml')) return 'xlsx';
  if (has('xl/workbook.bin')) return 'xlsb';
  if (has('word/document.xml')) return 'docx';
  if (has('OFD.xml')) return 'ofd';
  return 'zip';
}

/** Entry names in lower case, or undefined where the archive cannot be read. */
function zipEntryNames(path: string): Promise<Set<string> | undefined> {
  return new Promise((resolve) => {
    yauzl.open(path, { lazyEntries: true, autoClose: true, validateEntrySizes: false }, (error, archive) => {
      if (error !== null || archive === undefined) {
        resolve(undefined);
        return;
      }
      const names = new Set<string>();
      archive.on('entry', (entry) => {
        names.add(entry.fileName.toLowerCase());
        if (names.size >= 2000) {
          archive.close();
          resolve(names);
        } else archive.readEntry();
      });
      archive.on('end', () => resolve(names));
      archive.on('error', () => resolve(undefined));
      archive.readEntry();
    });
  });
}

/** MS-CFB: the directory's first sector number stands at 48, the sector size as a power of two at 30. */
function oleDirectoryOffset(head: Buffer): number {
  if (head.length < 52) return 0;
  const sectorBytes = 2 ** Math.min(12, head.readUInt16LE(30));
  return (head.readUInt32LE(48) + 1) * sectorBytes;
}

function sniffOle(directory: Buffer): Sniffed {
  const has = (stream: string) => directory.includes(Buffer.from(`${stream}\0`, 'utf16le'));
  if (has('EncryptedPackage')) return { kind: 'unknown', encrypted: true };
  if (has('WordDocument')) return { kind: 'doc' };
  if (has('Workbook') || has('Book')) return { kind: 'xls' };
  return { kind: 'unknown' };
}

function sniffText(head: Buffer): EvidenceKind {
  if (head.length === 0) return 'unknown';
  const bom = head.subarray(0, 2).toString('hex');
  if (bom === 'fffe' || bom === 'feff') return 'text';
  const control = head.filter(
    (byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c,
  );
  if (control.length > 0) return 'unknown';
  const start = head
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart();
  return /^<(\?xml|!doctype|html|[a-z])/i.test(start) ? 'xml' : 'text';
}

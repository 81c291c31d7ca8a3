import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { DossierError } from '../../../shared/errors.ts';

/** A document of ours has some dozen parts; 200 pictures and more still stay far below. */
const MOST_ENTRIES = 5000;
/** Of one part of XML, unpacked. A book of 5 MB of text stays below 60 MB. */
const MOST_PART_BYTES = 128 * 1024 * 1024;

/** The parts of a .docx: which there are, and their text on demand. */
export interface DocxParts {
  /** In the order of the archive. */
  paths(): string[];
  /** Unpacked size as the archive states it; undefined where there is no such part. */
  size(path: string): number | undefined;
  /** @throws DossierError `archiveDamaged` where the part is broken or too large */
  text(path: string): Promise<string | undefined>;
  /** @throws DossierError `archiveDamaged` where the part is broken or too large */
  bytes(path: string): Promise<Buffer | undefined>;
}

/**
 * Opens the archive of a .docx that may come from anywhere. Nothing is unpacked to disk, and nothing larger than
 * 128 MB in memory.
 * @throws DossierError `archiveDamaged`
 */
export async function openDocxParts(bytes: Uint8Array): Promise<DocxParts> {
  try {
    const zip = await open(bytes);
    const entries = await listEntries(zip);
    const partBytes = async (path: string) => {
      const entry = entries.get(path);
      return entry && readPart(zip, entry).catch(damaged);
    };
    return {
      paths: () => [...entries.keys()],
      size: (path) => entries.get(path)?.uncompressedSize,
      text: async (path) => (await partBytes(path))?.toString('utf8'),
      bytes: partBytes,
    };
  } catch (error) {
    return damaged(error);
  }
}

/** @throws DossierError `archiveDamaged`, always */
export function damaged(error: unknown): never {
  if (error instanceof DossierError) throw error;
  throw new DossierError('archiveDamaged', {
    path: 'Word 文档',
    detail: error instanceof Error ? error.message : String(error),
  });
}

function open(bytes: Uint8Array): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    fromBuffer(buffer, { lazyEntries: true, validateEntrySizes: true }, (error, zip) =>
      zip ? resolve(zip) : reject(error ?? new Error('not an archive')),
    );
  });
}

function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    zip.on('entry', (entry: Entry) => {
      if (entries.has(entry.fileName)) return reject(new Error(`part twice: ${entry.fileName}`));
      entries.set(entry.fileName, entry);
      if (entries.size > MOST_ENTRIES) return reject(new Error(`more than ${MOST_ENTRIES} parts`));
      zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', reject);
    zip.readEntry();
  });
}

function readPart(zip: ZipFile, entry: Entry): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (entry.uncompressedSize > MOST_PART_BYTES)
      return reject(new Error(`${entry.fileName}: ${entry.uncompressedSize} bytes`));
    zip.openReadStream(entry, (error, stream) => {
      if (!stream) return reject(error ?? new Error(entry.fileName));
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', reject);
      stream.on('end', () => resolve(Buffer.concat(chunks)));
    });
  });
}

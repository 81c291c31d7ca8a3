import { FileNotSent } from './file-not-sent.ts';

/** A file of a dropped folder, by its path from the folder's own name on: `甲-标杆企业/01-申报书.docx`. */
export interface FolderFile {
  path: string;
  file: File;
}

/** More are no package, but somebody's disk. */
const MOST_FILES = 2_000;

function cannotRead(name: string, cause: unknown): FileNotSent {
  return new FileNotSent(
    `“${name}”读不出来：可能已被移走、改动，或正被其他程序占用。请关闭占用它的程序后再拖入，或者用按钮选择文件夹。`,
    cause,
  );
}

/** Chromium gives a hundred at a time. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}

/** How many files a dropped folder may hold, and what is said of one with more. */
export interface FolderLimit {
  mostFiles: number;
  remedy: string;
}
const ONE_PACKAGE: FolderLimit = {
  mostFiles: MOST_FILES,
  remedy: '不是申报包。请拖入申报包的文件夹本身。',
};

/** @throws FileNotSent where something in it cannot be read, or it holds more files than the limit */
export async function filesOfFolder(
  folder: FileSystemDirectoryEntry,
  signal: AbortSignal,
  { mostFiles, remedy }: FolderLimit = ONE_PACKAGE,
): Promise<FolderFile[]> {
  const found: FolderFile[] = [];
  const walk = async (entry: FileSystemEntry, path: string): Promise<void> => {
    signal.throwIfAborted();
    try {
      if (isFolder(entry))
        for (const each of await entriesOf(entry)) await walk(each, `${path}/${each.name}`);
      else if (isFile(entry)) {
        const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
        found.push({ path, file });
      }
    } catch (error) {
      throw error instanceof DOMException && !signal.aborted ? cannotRead(entry.name, error) : error;
    }
    if (found.length > mostFiles)
      throw new FileNotSent(`“${folder.name}”里的文件超过 ${mostFiles} 个，${remedy}`);
  };
  await walk(folder, folder.name);
  return found;
}

export function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

/** Lengths of a zip's records without their names (APPNOTE 4.3.7, 4.3.9, 4.3.12, 4.3.16). */
const LOCAL = 30;
const AFTER = 16;
const CENTRAL = 46;
const END = 22;
/** 1980-01-01: what is looked at is the content. */
const DAY = 0x21;
/** Lengths stand behind the data; names are UTF-8. */
const FLAGS = 0x0808;

const encoded = (path: string) => new TextEncoder().encode(path.normalize('NFC'));

/** Bytes of the archive that `archiveOf` gives. */
export function archiveSize(files: readonly FolderFile[]): number {
  return files.reduce(
    (sum, { path, file }) => sum + LOCAL + AFTER + CENTRAL + 2 * encoded(path).byteLength + file.size,
    END,
  );
}

/**
 * A dropped folder as a zip that packs nothing, in parts: the program takes it as any zipped package.
 *
 * @param mostBytes of a file that are read at a time
 * @throws FileNotSent for a file that cannot be read or has changed
 */
export async function* archiveOf(
  files: readonly FolderFile[],
  mostBytes: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  for (const { path, file } of files) {
    const name = encoded(path);
    yield record(LOCAL, [0x04034b50, 20, FLAGS, 0, 0, DAY, 0n, 0n, 0n, name.byteLength, 0], name);
    let checksum = 0;
    for (let from = 0; from < file.size; from += mostBytes) {
      const piece = await read(file, from, mostBytes);
      checksum = crc32(piece, checksum);
      yield piece;
    }
    const sizes = [BigInt(checksum), BigInt(file.size), BigInt(file.size)];
    yield record(AFTER, [0x08074b50, ...sizes]);
    directory.push(
      record(
        CENTRAL,
        [0x02014b50, 20, 20, FLAGS, 0, 0, DAY, ...sizes, name.byteLength, 0, 0, 0, 0, 0n, BigInt(offset)],
        name,
      ),
    );
    offset += LOCAL + AFTER + name.byteLength + file.size;
  }
  yield* directory;
  const length = directory.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const { length: count } = files;
  yield record(END, [0x06054b50, 0, 0, count, count, BigInt(length), BigInt(offset), 0]);
}

async function read(file: File, from: number, mostBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.slice(from, from + mostBytes).arrayBuffer());
  } catch (error) {
    throw cannotRead(file.name, error);
  }
}

/** The signature and every bigint are four bytes long, all else two; little-endian. */
function record(
  length: number,
  [signature = 0, ...values]: readonly (number | bigint)[],
  name = new Uint8Array(),
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length + name.byteLength);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Number(signature), true);
  let at = 4;
  for (const value of values) {
    if (typeof value === 'bigint') view.setUint32(at, Number(value), true);
    else view.setUint16(at, value, true);
    at += typeof value === 'bigint' ? 4 : 2;
  }
  bytes.set(name, length);
  return bytes;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 as zip has it; the browser offers none. */
function crc32(bytes: Uint8Array, before: number): number {
  let value = ~before;
  for (const byte of bytes) value = (value >>> 8) ^ (CRC_TABLE[(value ^ byte) & 0xff] ?? 0);
  return ~value >>> 0;
}

import { closeSync, openSync, readSync } from 'node:fs';

/** One face inside a font file, as its `name` table calls it. */
export interface NamedFace {
  path: string;
  postscriptName: string;
  /** Every family, full and typographic name in any language, lower case. */
  names: Set<string>;
}

/** Family, full, PostScript and typographic family names (OpenType `name` table, name IDs). */
const WANTED_NAME_IDS = new Set([1, 4, 6, 16]);
const LARGEST_NAME_TABLE = 1_000_000;
const LARGEST_COLLECTION = 64;

/**
 * Reads the names of the faces in a TrueType, OpenType or collection file without loading the file:
 * system folders hold hundreds of fonts of up to 30 MB each.
 * @returns no face where the file is not a font that we can read.
 */
export function readFaceNames(path: string): NamedFace[] {
  const file = openSync(path, 'r');
  try {
    const read = (position: number, length: number): Buffer => {
      const buffer = Buffer.alloc(length);
      return buffer.subarray(0, readSync(file, buffer, 0, length, position));
    };
    const start = read(0, 12);
    if (start.length < 12) return [];
    const offsets: number[] = [];
    if (start.toString('latin1', 0, 4) === 'ttcf') {
      const count = Math.min(start.readUInt32BE(8), LARGEST_COLLECTION);
      const table = read(12, count * 4);
      for (let at = 0; at + 4 <= table.length; at += 4) offsets.push(table.readUInt32BE(at));
    } else offsets.push(0);
    return offsets.flatMap((offset) => {
      const face = readFace(path, offset, read);
      return face === undefined ? [] : [face];
    });
  } finally {
    closeSync(file);
  }
}

function readFace(
  path: string,
  offset: number,
  read: (position: number, length: number) => Buffer,
): NamedFace | undefined {
  const header = read(offset, 12);
  if (header.length < 12 || !['\x00\x01\x00\x00', 'OTTO', 'true'].includes(header.toString('latin1', 0, 4))) {
    return undefined;
  }
  const directory = read(offset + 12, header.readUInt16BE(4) * 16);
  for (let at = 0; at + 16 <= directory.length; at += 16) {
    if (directory.toString('latin1', at, at + 4) !== 'name') continue;
    const length = directory.readUInt32BE(at + 12);
    if (length > LARGEST_NAME_TABLE) return undefined;
    return parseNames(path, read(directory.readUInt32BE(at + 8), length));
  }
  return undefined;
}

function parseNames(path: string, table: Buffer): NamedFace | undefined {
  if (table.length < 6) return undefined;
  const storage = table.readUInt16BE(4);
  const names = new Set<string>();
  let postscriptName = '';
  for (let index = 0; index < table.readUInt16BE(2); index++) {
    const at = 6 + index * 12;
    if (at + 12 > table.length) break;
    const nameId = table.readUInt16BE(at + 6);
    if (!WANTED_NAME_IDS.has(nameId)) continue;
    const from = storage + table.readUInt16BE(at + 10);
    const bytes = table.subarray(from, from + table.readUInt16BE(at + 8));
    const unicode = table.readUInt16BE(at) !== 1;
    // The Mac platform's Chinese names are GB2312; the same names stand there in Unicode as well.
    const name = (unicode ? decodeUtf16BE(bytes) : bytes.toString('latin1')).replaceAll('\0', '').trim();
    if (name === '') continue;
    names.add(name.toLowerCase());
    if (nameId === 6 && postscriptName === '') postscriptName = name;
  }
  return postscriptName === '' ? undefined : { path, postscriptName, names };
}

function decodeUtf16BE(bytes: Uint8Array): string {
  const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  return even.swap16().toString('utf16le');
}

import { inflateSync, constants as zlib } from 'node:zlib';
import { decodePDFRawStream, PDFName, PDFRawStream, type PDFStream } from '@cantoo/pdf-lib';
import { systemErrorCode } from '../package/file-errors.ts';
import { TooMuchUnpacked, unpackingAtOnce } from './decode-limit.ts';
import { IDENTITY, type Matrix, multiply } from './matrix.ts';

/** What a content stream does, as far as blank pages, scans and safe wrapping need to know it. */
export interface ContentScan {
  /** `Q` beyond the `q` before them: that many `q` must stand before the content. */
  surplusRestores: number;
  /** `q` never closed: that many `Q` must follow the content, given the `q` above. */
  unclosedSaves: number;
  /** Fills, strokes or shades anything, or holds an inline picture. */
  draws: boolean;
  /** Shows text other than blanks. */
  writes: boolean;
  /** How many there are. */
  operators: number;
  /** XObjects shown, with the matrix that holds there. */
  shown: { name: string; matrix: Matrix }[];
}

/** Content larger than this is not unpacked: it stays as it is and counts as drawn upon. */
const LARGEST_CONTENT = 128 * 1024 * 1024;
const PAINTING = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'S', 's', 'sh']);
const SHOWING = new Set(['Tj', 'TJ', "'", '"']);

/** The unpacked bytes of a content stream, or undefined where its filter is unknown, broken or a bomb. */
export function decodeContent(stream: PDFStream): Uint8Array | undefined {
  const content = readContent(stream);
  return content === 'tooLarge' ? undefined : content;
}

/** As `decodeContent`, telling a bomb from what cannot be read. */
export function readContent(stream: PDFStream): Uint8Array | 'tooLarge' | undefined {
  if (!(stream instanceof PDFRawStream)) return undefined;
  const filter = stream.dict.lookup(PDFName.of('Filter'));
  try {
    if (filter === undefined) return stream.contents;
    if (filter === PDFName.of('FlateDecode') && stream.dict.lookup(PDFName.of('DecodeParms')) === undefined) {
      // Z_SYNC_FLUSH: a stream without its end still gives what it holds, as in every viewer.
      return inflateSync(stream.contents, {
        finishFlush: zlib.Z_SYNC_FLUSH,
        maxOutputLength: LARGEST_CONTENT,
      });
    }
    if (stream.contents.length > LARGEST_CONTENT / 64) return undefined;
    // Filter upon filter, a small stream may still come to gigabytes.
    return unpackingAtOnce(LARGEST_CONTENT, () => decodePDFRawStream(stream).decode());
  } catch (error) {
    const isBomb = error instanceof TooMuchUnpacked || systemErrorCode(error) === 'ERR_BUFFER_TOO_LARGE';
    return isBomb ? 'tooLarge' : undefined;
  }
}

const isWhite = (byte: number) =>
  byte === 32 || byte === 10 || byte === 13 || byte === 9 || byte === 12 || byte === 0;
const isDelimiter = (byte: number) =>
  byte === 40 ||
  byte === 41 ||
  byte === 60 ||
  byte === 62 ||
  byte === 91 ||
  byte === 93 ||
  byte === 123 ||
  byte === 125 ||
  byte === 47 ||
  byte === 37;

/** Reads a page's content (its streams in order; a token never spans two) from the matrix given on. */
export function scanContent(parts: Uint8Array[], start: Matrix = IDENTITY): ContentScan {
  const scan: ContentScan = {
    ...{ surplusRestores: 0, unclosedSaves: 0, draws: false, writes: false },
    ...{ operators: 0, shown: [] },
  };
  const stack: Matrix[] = [];
  let matrix = start;
  let operands: number[] = [];
  let lastName = '';
  let textSeen = false;

  const operate = (operator: string): void => {
    scan.operators += 1;
    if (operator === 'q') {
      stack.push(matrix);
      scan.unclosedSaves += 1;
    } else if (operator === 'Q') {
      matrix = stack.pop() ?? start;
      if (scan.unclosedSaves > 0) scan.unclosedSaves -= 1;
      else scan.surplusRestores += 1;
    } else if (operator === 'cm') {
      const [a, b, c, d, e, f] = operands.slice(-6);
      if (f !== undefined) matrix = multiply([a ?? 1, b ?? 0, c ?? 0, d ?? 1, e ?? 0, f], matrix);
    } else if (operator === 'Do') scan.shown.push({ name: lastName, matrix });
    else if (PAINTING.has(operator)) scan.draws = true;
    else if (SHOWING.has(operator) && textSeen) scan.writes = true;
    operands = [];
    textSeen = false;
  };

  for (const bytes of parts) {
    const end = bytes.length;
    const at = (index: number) => bytes[index] ?? 0;
    let index = 0;
    while (index < end) {
      const byte = at(index);
      if (isWhite(byte)) index += 1;
      else if (byte === 37) {
        while (index < end && at(index) !== 10 && at(index) !== 13) index += 1;
      } else if (byte === 40) {
        let depth = 0;
        do {
          const character = at(index);
          if (character === 92) index += 1;
          else if (character === 40) depth += 1;
          else if (character === 41) depth -= 1;
          else if (!isBlankCode(character)) textSeen = true;
          index += 1;
        } while (index < end && depth > 0);
      } else if (byte === 60 && at(index + 1) !== 60) {
        const close = bytes.indexOf(62, index);
        const stop = close === -1 ? end : close;
        if (!isBlankHex(bytes.subarray(index + 1, stop))) textSeen = true;
        index = stop + 1;
      } else if (byte === 47) {
        const from = index + 1;
        index = from;
        while (index < end && !isWhite(at(index)) && !isDelimiter(at(index))) index += 1;
        lastName = latin(bytes, from, index);
      } else if (isDelimiter(byte)) index += 1;
      else {
        const from = index;
        while (index < end && !isWhite(at(index)) && !isDelimiter(at(index))) index += 1;
        const first = at(from);
        if ((first >= 48 && first <= 57) || first === 45 || first === 43 || first === 46) {
          const value = Number.parseFloat(latin(bytes, from, index));
          if (operands.length < 64) operands.push(Number.isFinite(value) ? value : 0);
          continue;
        }
        const operator = latin(bytes, from, index);
        if (operator === 'BI') {
          scan.draws = true;
          index = afterInlinePicture(bytes, index);
          operands = [];
        } else operate(operator);
      }
    }
  }
  return scan;
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let index = from; index < to; index += 1) text += String.fromCharCode(bytes[index] ?? 0);
  return text;
}

/** Blanks and the zero bytes of two-byte codes; Word's subset fonts keep the blank at glyph 3. */
const isBlankCode = (byte: number) =>
  byte === 32 || byte === 0 || byte === 3 || byte === 9 || byte === 10 || byte === 13;

function isBlankHex(hex: Uint8Array): boolean {
  const digits = Buffer.from(hex).toString('latin1').replace(/\s+/g, '');
  const codes = digits.match(/.{1,2}/g) ?? [];
  return codes.every((code) => isBlankCode(Number.parseInt(code, 16)));
}

/** Position after `EI`, which must stand between blanks, since picture data may hold the two letters. */
function afterInlinePicture(bytes: Uint8Array, from: number): number {
  for (let index = from; index + 1 < bytes.length; index += 1) {
    const closes = bytes[index] === 69 && bytes[index + 1] === 73 && isWhite(bytes[index - 1] ?? 32);
    const next = bytes[index + 2];
    if (closes && index > from + 2 && (next === undefined || isWhite(next))) return index + 2;
  }
  return bytes.length;
}

import { PDFArray, PDFName, PDFNumber, type PDFObject, PDFRawStream, type PDFStream } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { isBlankPicture, MOST_PIXELS } from './blank.ts';
import { decodeContent } from './pdf-content.ts';

/** An empty sheet packs to next to nothing: only such pictures are unpacked to look for ink. Bytes a pixel. */
const BLANK_BYTES_PER_PIXEL = 0.1;

/** Whether a decoder opens a scan's JPEG; only its header is read. Other kinds of picture are taken on trust. */
export async function isReadableScan(stream: PDFStream): Promise<boolean> {
  if (!(stream instanceof PDFRawStream) || onlyFilter(stream) !== PDFName.of('DCTDecode')) return true;
  try {
    await sharp(stream.contents, { failOn: 'none', limitInputPixels: false }).metadata();
    return true;
  } catch {
    return false;
  }
}

/** Whether a scan shows an empty sheet. */
export async function isBlankScan(stream: PDFStream): Promise<boolean> {
  const width = readNumber(stream, 'Width');
  const height = readNumber(stream, 'Height');
  if (!(stream instanceof PDFRawStream) || width * height > MOST_PIXELS) return false;
  if (stream.contents.length > width * height * BLANK_BYTES_PER_PIXEL) return false;
  if (stream.dict.has(PDFName.of('SMask')) || stream.dict.has(PDFName.of('Mask'))) return false;
  const only = onlyFilter(stream);
  try {
    if (only === PDFName.of('DCTDecode'))
      return await isBlankPicture(sharp(stream.contents, { failOn: 'none' }));
    if (only !== PDFName.of('FlateDecode') || readNumber(stream, 'BitsPerComponent') !== 8) return false;
    const channels = stream.dict.lookup(PDFName.of('ColorSpace')) === PDFName.of('DeviceGray') ? 1 : 3;
    const pixels = decodeContent(stream);
    if (pixels === undefined || pixels.length !== width * height * channels) return false;
    return await isBlankPicture(sharp(pixels, { raw: { width, height, channels } }));
  } catch {
    // A picture that only viewers understand is taken as printed upon: “blank” is a remark, not a verdict.
    return false;
  }
}

/** A number of the picture's dictionary; 0 where it has none. */
export const readNumber = (stream: PDFStream, key: string): number => {
  const value = stream.dict.lookup(PDFName.of(key));
  return value instanceof PDFNumber ? value.asNumber() : 0;
};

function onlyFilter(stream: PDFStream): PDFObject | undefined {
  const filter = stream.dict.lookup(PDFName.of('Filter'));
  return filter instanceof PDFArray && filter.size() === 1 ? filter.lookup(0) : filter;
}

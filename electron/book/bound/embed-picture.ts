import { type PDFContext, PDFRawStream, type PDFRef } from '@cantoo/pdf-lib';
import type { PreparedPicture } from '../book.ts';

/**
 * Registers a picture as an image XObject without unpacking it: a JPEG stays what it is, and the rows
 * of a PNG (8 bits, grey or RGB, no alpha, not interlaced: what `preparePicture` makes) are Flate data
 * with PNG predictors already.
 * @param channels of a JPEG, where known; read from its frame header otherwise
 */
export function registerPicture(context: PDFContext, picture: PreparedPicture, channels?: number): PDFRef {
  const base = {
    Type: 'XObject',
    Subtype: 'Image',
    Width: picture.widthPx,
    Height: picture.heightPx,
    BitsPerComponent: 8,
  };
  if (picture.format === 'jpeg') {
    const grey = (channels ?? jpegChannels(picture.bytes)) === 1;
    const dict = context.obj({ ...base, ColorSpace: grey ? 'DeviceGray' : 'DeviceRGB', Filter: 'DCTDecode' });
    return context.register(PDFRawStream.of(dict, picture.bytes));
  }
  const { data, colours } = pngRows(picture.bytes);
  const dict = context.obj({
    ...base,
    ColorSpace: colours === 1 ? 'DeviceGray' : 'DeviceRGB',
    Filter: 'FlateDecode',
    DecodeParms: { Predictor: 15, Colors: colours, BitsPerComponent: 8, Columns: picture.widthPx },
  });
  return context.register(PDFRawStream.of(dict, data));
}

/** Components of the frame header (SOF0 … SOF15 but DHT, JPG, DAC). */
function jpegChannels(bytes: Uint8Array): number {
  for (let at = 2; at + 9 < bytes.length; ) {
    const marker = bytes[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
      return bytes[at + 9] ?? 3;
    at += 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
  }
  return 3;
}

function pngRows(bytes: Uint8Array): { data: Uint8Array; colours: number } {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array[] = [];
  const [depth, type, interlaced] = [view[24], view[25], view[28]];
  if (depth !== 8 || (type !== 0 && type !== 2) || interlaced !== 0)
    throw new Error('PNG is not plain 8-bit grey or RGB');
  for (let at = 8; at + 12 <= view.length; ) {
    const length = view.readUInt32BE(at);
    if (view.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(view.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return { data: Buffer.concat(parts), colours: type === 0 ? 1 : 3 };
}

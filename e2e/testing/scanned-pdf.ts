import { PDFDocument, PDFName, PDFNumber, PDFRawStream } from '@cantoo/pdf-lib';
import sharp from 'sharp';

/** A PDF as scanners make them: each page one picture, compressed as only scans are. */

const SIDE = 64;

/** Black in the upper left quarter, white elsewhere, as JPEG 2000; written once by OpenJPEG 2.5. */
const JPEG_2000 =
  '/0//UQApAAAAAABAAAAAQAAAAAAAAAAAAAAAQAAAAEAAAAAAAAAAAAABBwEB/1IADAAAAAEABQQEAAH/XAATQEBISFBISFBISFBISFBISFD/ZAAlAAFDcmVhdGVkIGJ5IE9wZW5KUEVHIHZlcnNpb24gMi41LjT/kAAKAAAAAABbAAH/k99IUAez6Qwiz4wk+YLBwYANMRmWC1UkzPUJbdbPiDT4gwAV/11QAk4V/DaKJY/OEnwDACFtAl0AytJRA9bOFnhgNfI3nIVnaoHKb4mA/9k=';

/** The same picture in fax group 4: the one strip of a TIFF. */
async function fax(): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}"><rect width="100%" height="100%" fill="#fff"/><rect width="${SIDE / 2}" height="${SIDE / 2}" fill="#000"/></svg>`;
  const tiff = await sharp(Buffer.from(svg))
    .flatten({ background: '#fff' })
    .toColourspace('b-w')
    .tiff({ compression: 'ccittfax4', bitdepth: 1 })
    .toBuffer();
  const directory = tiff.readUInt32LE(4);
  const tags = new Map(
    Array.from({ length: tiff.readUInt16LE(directory) }, (_, index) => {
      const at = directory + 2 + index * 12;
      const value = tiff.readUInt16LE(at + 2) === 3 ? tiff.readUInt16LE(at + 8) : tiff.readUInt32LE(at + 8);
      return [tiff.readUInt16LE(at), value] as const;
    }),
  );
  const [start = 0, length = 0] = [tags.get(273), tags.get(279)];
  return tiff.subarray(start, start + length);
}

function segment(number: number, type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(11);
  head.writeUInt32BE(number, 0);
  head.writeUInt8(type, 4);
  // No segment is referred to; all belong to page 1.
  head.writeUInt8(1, 6);
  head.writeUInt32BE(data.length, 7);
  return Buffer.concat([head, data]);
}

/** JBIG2 as a PDF embeds it, its one region coded like the fax (ITU-T T.88, 7.4.6 with MMR). */
function jbig2(coded: Buffer): Buffer {
  const page = Buffer.alloc(19);
  page.writeUInt32BE(SIDE, 0);
  page.writeUInt32BE(SIDE, 4);
  const region = Buffer.alloc(18);
  region.writeUInt32BE(SIDE, 0);
  region.writeUInt32BE(SIDE, 4);
  region.writeUInt8(1, 17);
  return Buffer.concat([segment(0, 48, page), segment(1, 38, Buffer.concat([region, coded]))]);
}

/** Three square pages of one picture, black in its upper left quarter: fax group 4, JBIG2, JPEG 2000. */
export async function scannedPages(): Promise<Uint8Array> {
  const coded = await fax();
  const document = await PDFDocument.create();
  const { context } = document;
  const pictures = [
    { filter: 'CCITTFaxDecode', bits: 1, data: coded, parameters: { K: -1, Columns: SIDE, Rows: SIDE } },
    { filter: 'JBIG2Decode', bits: 1, data: jbig2(coded) },
    { filter: 'JPXDecode', bits: 8, data: Buffer.from(JPEG_2000, 'base64') },
  ];
  for (const { filter, bits, data, parameters } of pictures) {
    const dictionary = context.obj({
      Type: 'XObject',
      Subtype: 'Image',
      Width: SIDE,
      Height: SIDE,
      ColorSpace: 'DeviceGray',
      BitsPerComponent: bits,
      Filter: filter,
      // sharp writes white as 1.
      ...(bits === 1 ? { Decode: [1, 0] } : {}),
      ...(parameters === undefined ? {} : { DecodeParms: parameters }),
    });
    dictionary.set(PDFName.of('Length'), PDFNumber.of(data.length));
    const picture = context.register(PDFRawStream.of(dictionary, data));
    const page = document.addPage([400, 400]);
    const name = page.node.newXObject('Scan', picture);
    const content = context.stream(`q 400 0 0 400 0 0 cm /${name.decodeText()} Do Q`);
    page.node.set(PDFName.of('Contents'), context.register(content));
  }
  return document.save();
}

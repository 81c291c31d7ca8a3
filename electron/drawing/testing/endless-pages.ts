import { deflateSync } from 'node:zlib';
import { PDFDocument } from '@cantoo/pdf-lib';

/** A whole PDF from the text of its objects. */
function pdf(objects: readonly string[]): Uint8Array {
  const parts = ['%PDF-1.7\n', ...objects.map((body, index) => `${index + 1} 0 obj\n${body}\nendobj\n`)];
  let at = 0;
  const places = parts.map((part) => {
    at += part.length;
    return at;
  });
  const lines = places.slice(0, -1).map((place) => `${String(place).padStart(10, '0')} 00000 n \n`);
  const table = `xref\n0 ${parts.length}\n0000000000 65535 f \n${lines.join('')}`;
  const trailer = `trailer\n<< /Root 1 0 R /Size ${parts.length} >>\nstartxref\n${at}\n%%EOF\n`;
  return Buffer.from(`${parts.join('')}${table}${trailer}`, 'latin1');
}

const onePage = (resources: string, content: string, ...more: string[]) =>
  pdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>',
    `<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << ${resources} >> >>`,
    stream('', content),
    ...more,
  ]);
const stream = (entries: string, content: string) =>
  `<< /Length ${content.length} ${entries} >>\nstream\n${content}\nendstream`;

/** A page that takes minutes to draw: a pattern of a pattern, a hundred tiles to the point. */
export function slowPage(): Uint8Array {
  const tiles = (edge: number, step: number, resources: string) =>
    `/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 ${edge} ${edge}] /XStep ${step} /YStep ${step} /Resources << ${resources} >>`;
  return onePage(
    '/Pattern << /P 5 0 R >>',
    '/Pattern cs /P scn 0 0 595 842 re f\n'.repeat(50),
    stream(tiles(2, 0.05, '/Pattern << /Q 6 0 R >>'), '/Pattern cs /Q scn 0 0 2 2 re f'),
    stream(tiles(1, 0.01, ''), '0 0 1 1 re f 0 0 m 1 1 l S'),
  );
}

/** A page whose graphics lie in one another, eight deep and ten of each: they are drawn once all are held, in gigabytes. */
export function deepPage(innermost = '0 0 595 842 re f'): Uint8Array {
  const deep = 8;
  const font = '/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>';
  const form = (resources: string) =>
    `/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << ${resources} >>`;
  const next = (level: number) => `/XObject << /X ${5 + level} 0 R >>`;
  return onePage(
    next(0),
    '/X Do '.repeat(10),
    ...Array.from({ length: deep }, (_, level) => stream(form(next(level + 1)), '/X Do '.repeat(10))),
    stream(form(font), innermost),
  );
}

/** The same with a word in the innermost: its text has no end either. */
export const deepText = () => deepPage('BT /F 12 Tf 72 700 Td (word) Tj ET');

/** A page with a picture of four dots under a mask of 900 million, or of another edge. */
export function largePage(edge = 30_000): Uint8Array {
  const picture = (width: number, height: number, entries: string) =>
    `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /BitsPerComponent 8 ${entries}`;
  return onePage(
    '/XObject << /X 5 0 R >>',
    '595 0 0 842 0 0 cm /X Do',
    stream(picture(2, 2, '/ColorSpace /DeviceRGB /SMask 6 0 R'), '\0'.repeat(12)),
    stream(picture(edge, edge, '/ColorSpace /DeviceGray'), '\0'.repeat(1_000)),
  );
}

/** A page of so many black pictures over one another, each 25 MB unpacked. */
export function picturesPage(count: number): Uint8Array {
  const edge = 5_000;
  const entries = `/Type /XObject /Subtype /Image /Width ${edge} /Height ${edge} /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /FlateDecode`;
  const black = deflateSync(Buffer.alloc(edge * edge)).toString('latin1');
  const pictures = Array.from({ length: count }, (_, index) => index);
  return onePage(
    `/XObject << ${pictures.map((index) => `/X${index} ${5 + index} 0 R`).join(' ')} >>`,
    pictures.map((index) => `q 595 0 0 842 0 0 cm /X${index} Do Q`).join(' '),
    ...pictures.map(() => stream(entries, black)),
  );
}

/** A page of three black pictures, 16 million points each, and a small one; on the next page the small one alone. */
export function heavyThenLight(): Uint8Array {
  const black = (edge: number) =>
    stream(
      `/Type /XObject /Subtype /Image /Width ${edge} /Height ${edge} /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /FlateDecode`,
      deflateSync(Buffer.alloc(edge * edge)).toString('latin1'),
    );
  const shown = (names: string) =>
    stream('', [...names].map((name) => `q 595 0 0 842 0 0 cm /${name} Do Q`).join(' '));
  const page = (content: number) =>
    `<< /Type /Page /Parent 2 0 R /Contents ${content} 0 R /Resources << /XObject << /A 7 0 R /B 8 0 R /C 9 0 R /S 10 0 R >> >> >>`;
  return pdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 /MediaBox [0 0 595 842] >>',
    page(4),
    shown('ABCS'),
    page(6),
    shown('S'),
    ...[4_000, 4_000, 4_000, 400].map(black),
  ]);
}

/** A page with a JPEG in its upper half that should have one dot, and has more. */
export function lyingPage(jpeg: Uint8Array): Uint8Array {
  const entries = `/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode`;
  return onePage(
    '/XObject << /X 5 0 R >>',
    '595 0 0 421 0 421 cm /X Do',
    stream(entries, Buffer.from(jpeg).toString('latin1')),
  );
}

/** A page in a colour that is named by way of 5,000 others: PDFium breaks off, out of its stack. */
export function brokenPage(): Uint8Array {
  const other = (at: number) => `[/Separation /A ${at} 0 R << /FunctionType 2 /Domain [0 1] /N 1 >>]`;
  return onePage(
    '/ColorSpace << /C 5 0 R >>',
    '/C cs 0.5 scn 0 0 500 500 re f',
    ...Array.from({ length: 5_000 }, (_, index) => other(index + 6)),
    '/DeviceGray',
  );
}

/** A page of 200,000 strokes too small to be seen: pdfjs would hold more of it than a window should. */
export function crowdedPage(): Uint8Array {
  return onePage('', '9 9 m 9 10 l S\n'.repeat(200_000));
}

/** A page under many remarks, each a frame. */
export function remarkedPage(count: number): Uint8Array {
  return pdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>',
    `<< /Type /Page /Parent 2 0 R /Annots [${'4 0 R '.repeat(count)}] >>`,
    '<< /Type /Annot /Subtype /Square /Rect [10 10 500 800] /C [1 0 0] >>',
  ]);
}

/** A page with a large black square in its middle that is a letter, of a Chinese font that is not in the file. */
export function foreignFontPage(): Uint8Array {
  const font = '/Type /Font /BaseFont /SimSun';
  return onePage(
    '/Font << /F 5 0 R >>',
    'BT /F 400 Tf 97 269 Td <25a0> Tj ET',
    `<< ${font} /Subtype /Type0 /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>`,
    `<< ${font} /Subtype /CIDFontType2 /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R >>`,
    '<< /Type /FontDescriptor /FontName /SimSun /Flags 6 /FontBBox [0 -141 1000 859] /ItalicAngle 0 /Ascent 859 /Descent -141 /CapHeight 700 /StemV 80 >>',
  );
}

/** A page with a grey square in its middle. */
export function plainPage(): Uint8Array {
  return onePage('', '0.5 g 200 321 200 200 re f');
}

/** A book of two pages as ours are written: one that cannot be drawn, and a plain one. */
export async function bookWithDeepPage(): Promise<Uint8Array> {
  const book = await PDFDocument.load(deepPage());
  const [plain] = await book.copyPages(await PDFDocument.load(plainPage()), [0]);
  if (plain !== undefined) book.addPage(plain);
  const saved = Buffer.from(await book.save({ useObjectStreams: false })).toString('latin1');
  // pdf-lib leaves a line empty there.
  return Buffer.from(saved.replace('\n\ntrailer\n', '\ntrailer\n'), 'latin1');
}

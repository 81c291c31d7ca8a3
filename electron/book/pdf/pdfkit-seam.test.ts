import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { loadBookFonts } from '../fonts.ts';
import { openPicture, patchCurrentFont } from './pdfkit-seam.ts';
import { readPdf } from './read-pdf.ts';

const fonts = await loadBookFonts({ installed: false });
const face = fonts.chain('fangsong', false)[0];
if (face === undefined) throw new Error('no font');

async function print(draw: (document: PDFKit.PDFDocument) => void): Promise<Uint8Array> {
  const document = new PDFDocument({ autoFirstPage: false, margin: 0 });
  const chunks: Uint8Array[] = [];
  document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise((resolve) => document.on('end', resolve));
  document.addPage();
  draw(document);
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

function withFont(document: PDFKit.PDFDocument): PDFKit.PDFDocument {
  document.registerFont('face', face?.path ?? '');
  document.font('face').fontSize(20);
  if (face !== undefined) patchCurrentFont(document, face);
  return document;
}

test('patch 1: a text is as wide as its characters are measured, without kerning or ligatures', async () => {
  const text = 'AVAToffice申报';
  const measured =
    [...text].reduce((sum, character) => sum + face.advance(character.codePointAt(0) ?? 0), 0) / 50;
  let width = 0;
  const bytes = await print((document) => {
    width = withFont(document).widthOfString(text);
    document.text(text, 10, 50, { lineBreak: false, baseline: 'alphabetic' });
  });
  expect(width).toBeCloseTo(measured, 6);
  const item = (await readPdf(bytes)).pages[0]?.items[0];
  expect(item?.text).toBe(text);
  expect(item?.widthPt).toBeCloseTo(measured, 1);
  expect(item?.baseline).toBeCloseTo(50, 1);
});

test('patch 2: characters that share a glyph, and one without a glyph, are each read back', async () => {
  const text = '⼀一⼈人·‧😀';
  const bytes = await print((document) => withFont(document).text(text, 10, 50, { lineBreak: false }));
  expect((await readPdf(bytes)).pages[0]?.text).toBe(text);
});

test('patch 3: a character can be wider than its glyph, each in its own text, and is read without blanks', async () => {
  const advance = (character: string): number => face.advance(character.codePointAt(0) ?? 0);
  const bytes = await print((document) => {
    document.registerFont('face', face.path);
    document.font('face').fontSize(20);
    const patched = patchCurrentFont(document, face);
    const options = { lineBreak: false, baseline: 'alphabetic' as const };
    patched.widen(0, 200);
    document.text('约约', 10, 50, options);
    patched.widen(0, 0);
    document.text('19约约', 10 + (2 * advance('约') + 200) / 50, 50, options);
  });
  const page = (await readPdf(bytes)).pages[0];
  expect(page?.text).toBe('约约19约约');
  const width = page?.items.reduce((sum, item) => sum + item.widthPt, 0);
  expect(width).toBeCloseTo((4 * advance('约') + 200 + advance('1') + advance('9')) / 50, 1);
});

test('a pdfkit with another inside is refused rather than used', () => {
  const document = new PDFDocument({ autoFirstPage: false });
  document.font('Helvetica');
  expect(() => patchCurrentFont(document, face)).toThrow('0.19.1');
});

test('a picture that is shown twice is embedded once', async () => {
  const noise = await sharp({
    create: {
      width: 300,
      height: 300,
      channels: 3,
      background: 'red',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .jpeg({ quality: 90 })
    .toBuffer();
  const bytes = await print((document) => {
    const picture = openPicture(document, noise);
    document.image(picture, 0, 0, { width: 100 }).image(picture, 0, 200, { width: 50 });
  });
  expect(bytes.length).toBeLessThan(noise.length * 1.5);
});

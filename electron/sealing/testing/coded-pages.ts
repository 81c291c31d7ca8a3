import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { PAGE } from '../../book/layout.ts';
import { footerLayout, qrBars } from '../../book/pdf/footer.ts';
import type { PageCode } from '../page-code.ts';

/** Pages with nothing but their codes, where the book prints them; without one, an empty page. @returns a PDF */
export async function codedPdf(pages: readonly (PageCode | undefined)[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (const code of pages) {
    const page = document.addPage([PAGE.widthPt, PAGE.heightPt]);
    if (code === undefined) continue;
    const { qr } = footerLayout(code.page, code.twinCode, code.sidePaper);
    for (const bar of qrBars(qr.text))
      page.drawRectangle({
        x: qr.x + bar.x * qr.sizePt,
        y: PAGE.heightPt - qr.y - (bar.y + bar.height) * qr.sizePt,
        width: bar.width * qr.sizePt,
        height: bar.height * qr.sizePt,
      });
  }
  return document.save();
}

/** A photograph of a page on a table: turned, no larger than a phone would send it. @returns JPEG */
export async function codedPhoto(code: PageCode, turn: number): Promise<Buffer> {
  const perPt = 2;
  const [width, height] = [Math.round(PAGE.widthPt * perPt), Math.round(PAGE.heightPt * perPt)];
  const { qr } = footerLayout(code.page, code.twinCode, code.sidePaper);
  const place = (value: number, from: number) => (from + value * qr.sizePt) * perPt;
  const bars = qrBars(qr.text).map(
    (bar) =>
      `<rect x="${place(bar.x, qr.x)}" y="${place(bar.y, qr.y)}" width="${bar.width * qr.sizePt * perPt}" height="${bar.height * qr.sizePt * perPt}"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#f4f2ee"/>${bars.join('')}</svg>`;
  return sharp(Buffer.from(svg)).rotate(turn, { background: '#6b5a48' }).jpeg({ quality: 70 }).toBuffer();
}

import { rm, writeFile } from 'node:fs/promises';
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { PAGE } from '../../book/layout.ts';
import { footerLayout, qrBars } from '../../book/pdf/footer.ts';
import { copyFileHashed } from '../../package/file-hash.ts';
import { PdfFile } from '../pdf-file.ts';
import type { Pixels } from '../pixels.ts';
import { ReferencePages } from '../reference.ts';
import { addSealedPages, type SealedPicture, sealedPictureOf } from '../sealed-bound.ts';
import { makeScan, PLAIN, seeded } from './scan-maker.ts';

const DRAWN = 1754;

/** Prints pages of a bound book, stamps them, and scans them upside down and askew into one PDF, as office scanners do. */
export async function writeStampedScans(
  bound: string,
  pages: readonly number[],
  target: string,
): Promise<void> {
  const file = await PdfFile.open(bound);
  const drawn = await ReferencePages.open(file);
  const scanned = await PDFDocument.create();
  try {
    for (const page of pages) {
      const recipe = {
        ...PLAIN,
        ...{ dpi: 150, turn: 178 + page / 2, seal: { x: 140, y: 175 } },
        ...({ light: [1, 0.7, 0.85, 1], noise: 8, quality: 70 } as const),
      };
      const { jpeg } = await makeScan(await drawn.draw(page, DRAWN, true), recipe, seeded(page));
      const picture = await scanned.embedJpg(jpeg);
      const size = { width: (picture.width * 72) / recipe.dpi, height: (picture.height * 72) / recipe.dpi };
      scanned.addPage([size.width, size.height]).drawImage(picture, { x: 0, y: 0, ...size });
    }
  } finally {
    drawn.end();
    await file.close();
  }
  await writeFile(target, await scanned.save());
}

/** Covers the code of a printed page; or prints another book's over it, of which it is then a page. */
async function withOtherCode(page: Pixels, number: number, twinCode: string | undefined): Promise<Pixels> {
  const { width, height, channels } = page;
  const { qr } = footerLayout(number, twinCode ?? '');
  const perPoint = width / PAGE.widthPt;
  const side = Math.round((qr.sizePt + 8) * perPoint);
  const scale = side / (qr.sizePt + 8);
  const bars = twinCode === undefined ? [] : qrBars(qr.text);
  const drawn = bars.map(
    (bar) =>
      `<rect x="${(4 + bar.x * qr.sizePt) * scale}" y="${(4 + bar.y * qr.sizePt) * scale}" width="${bar.width * qr.sizePt * scale}" height="${bar.height * qr.sizePt * scale}"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><rect width="100%" height="100%" fill="#fff"/>${drawn.join('')}</svg>`;
  const place = { left: Math.round((qr.x - 4) * perPoint), top: Math.round((qr.y - 4) * perPoint) };
  const { data } = await sharp(page.data, { raw: { width, height, channels } })
    .composite([{ input: Buffer.from(svg), ...place }])
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { ...page, data };
}

/**
 * Scans one printed page on which something is wrong with the code.
 *
 * @param twinCode of another book; none for a code that is covered
 * @returns JPEG
 */
export async function scanWithoutCode(bound: string, page: number, twinCode?: string): Promise<Buffer> {
  const file = await PdfFile.open(bound);
  const drawn = await ReferencePages.open(file);
  try {
    const printed = await withOtherCode(await drawn.draw(page, DRAWN, true), page, twinCode);
    return (await makeScan(printed, { ...PLAIN, dpi: 150, turn: 181 }, seeded(page))).jpeg;
  } finally {
    drawn.end();
    await file.close();
  }
}

/** Writes a sealed book again with the pictures of two sealed pages exchanged, as somebody would who forges it. */
export async function swapSealedPages(
  boundPath: string,
  sealedPath: string,
  one: number,
  other: number,
): Promise<void> {
  const bound = await PdfFile.open(boundPath);
  const sealed = await PdfFile.open(sealedPath);
  const refs = await bound.pages();
  const pictures: SealedPicture[] = [];
  for (const [index, ref] of refs.entries()) {
    if (!sealed.newest.offsets.has(ref.objectNumber)) continue;
    const jpeg = await sealedPictureOf(bound, sealed, ref);
    if (jpeg === undefined) continue;
    const { width, height } = await sharp(jpeg).metadata();
    const page = index + 1;
    const to = page === one ? other : page === other ? one : page;
    pictures.push({ page: to, jpeg, width, height });
  }
  await sealed.close();
  await rm(sealedPath);
  await copyFileHashed(boundPath, sealedPath);
  await addSealedPages(
    bound,
    sealedPath,
    (async function* () {
      yield* pictures;
    })(),
  );
  await bound.close();
}

import { rm, writeFile } from 'node:fs/promises';
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { copyFileHashed } from '../../package/file-hash.ts';
import { PdfFile } from '../pdf-file.ts';
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

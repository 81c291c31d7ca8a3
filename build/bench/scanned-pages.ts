import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';

/** A page as a scanner makes it: 200 dpi A4, noise on paper, about 0.5 MB of JPEG. */
async function scannedPage(): Promise<Buffer> {
  const width = 1654;
  const height = 2339;
  const noise = randomBytes((width * height) / 4);
  const grain = await sharp(noise, { raw: { width: width / 2, height: Math.floor(height / 2), channels: 1 } })
    .resize(width, height)
    .linear(0.2, 200)
    .toBuffer();
  return await sharp(grain, { raw: { width, height, channels: 1 } })
    .toColourspace('srgb')
    .jpeg({ quality: 75 })
    .toBuffer();
}

/** `files` PDFs of `pages` scanned pages each; gives their paths. */
export async function writeScannedPdfs(folder: string, files: number, pages: number): Promise<string[]> {
  const written: string[] = [];
  for (let file = 0; file < files; file++) {
    const document = await PDFDocument.create();
    for (let page = 0; page < pages; page++) {
      const image = await document.embedJpg(await scannedPage());
      document.addPage([595.28, 841.89]).drawImage(image, { x: 0, y: 0, width: 595.28, height: 841.89 });
    }
    const target = path.join(folder, `扫描件${file + 1}.pdf`);
    await writeFile(target, await document.save());
    written.push(target);
  }
  return written;
}

import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';

/** What a scanner and a phone make of a paper: a little askew, grey paper, grain. */

/** A4 at 203 dpi. */
const SCAN = { width: 1680, height: 2376 } as const;
const PAPER_TINT = { r: 247, g: 246, b: 242 };

const run = promisify(execFile);

/** Pages of a PDF as PNG, drawn by poppler's pdftoppm. */
async function drawPages(pdf: Buffer): Promise<Buffer[]> {
  const folder = await mkdtemp(join(tmpdir(), 'dossier-examples-'));
  try {
    await writeFile(join(folder, 'paper.pdf'), pdf);
    await run('pdftoppm', ['-r', '203', '-png', join(folder, 'paper.pdf'), join(folder, 'page')]);
    const names = (await readdir(folder)).filter((name) => name.endsWith('.png')).sort();
    return await Promise.all(names.map((name) => readFile(join(folder, name))));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function grain(width: number, height: number, sigma: number): Promise<Buffer> {
  return sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma },
    },
  })
    .blur(0.7)
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** One page as a scanner gives it. `degrees` is how much the paper lay askew. */
async function scanPage(page: Buffer, degrees: number): Promise<Buffer> {
  const turned = await sharp(page)
    .flatten({ background: '#ffffff' })
    .resize(SCAN.width, SCAN.height, { fit: 'fill' })
    .rotate(degrees, { background: '#ffffff' })
    .toBuffer();
  const box = await sharp(turned).metadata();
  const cut = await sharp(turned)
    .extract({
      left: Math.floor((box.width - SCAN.width) / 2),
      top: Math.floor((box.height - SCAN.height) / 2),
      ...SCAN,
    })
    .blur(0.55)
    .toBuffer();
  const tint = await sharp({ create: { ...SCAN, channels: 3, background: PAPER_TINT } })
    .png()
    .toBuffer();
  return sharp(cut)
    .composite([
      { input: tint, blend: 'multiply' },
      { input: await grain(SCAN.width, SCAN.height, 4), blend: 'soft-light' },
    ])
    .jpeg({ quality: 40, mozjpeg: true })
    .withMetadata({ density: 203 })
    .toBuffer();
}

/** The paper as a scanned PDF: a JPEG a page, each a little askew in its own way. */
export async function scanToPdf(pdf: Buffer, documentTitle: string): Promise<Buffer> {
  const askew = [0.6, -0.4, 0.9, -0.7, 0.3, -0.5, 0.8];
  const scanned = await PDFDocument.create();
  scanned.setTitle(documentTitle);
  scanned.setCreationDate(new Date('2025-10-11T02:00:00Z'));
  const pages = await drawPages(pdf);
  for (const [index, page] of pages.entries()) {
    const jpeg = await scanned.embedJpg(await scanPage(page, askew[index % askew.length] ?? 0.5));
    scanned.addPage([595.28, 841.89]).drawImage(jpeg, { x: 0, y: 0, width: 595.28, height: 841.89 });
  }
  return Buffer.from(await scanned.save());
}

/** The first page of a paper as a scanned JPG. */
export async function scanToJpeg(pdf: Buffer, degrees: number): Promise<Buffer> {
  const [page] = await drawPages(pdf);
  if (page === undefined) throw new Error('the paper has no page');
  return scanPage(page, degrees);
}

/** A drawing as a scanned JPG of the size it is drawn in. */
export async function drawingToJpeg(svg: string, quality = 46): Promise<Buffer> {
  const drawn = sharp(Buffer.from(svg)).flatten({ background: '#ffffff' });
  return drawn.jpeg({ quality, mozjpeg: true }).withMetadata({ density: 203 }).toBuffer();
}

/**
 * An upright picture as a phone held on end stores it: the pixels lie on their side and EXIF
 * orientation 6 says so.
 */
async function asPhonePhoto(upright: Buffer): Promise<Buffer> {
  const { width, height } = await sharp(upright).metadata();
  const light = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><radialGradient id="v" cx="0.45" cy="0.4" r="0.85"><stop offset="0.35" stop-color="#ffffff"/><stop offset="1" stop-color="#8f8f8f"/></radialGradient></defs><rect width="${width}" height="${height}" fill="url(#v)"/></svg>`;
  const lit = await sharp(upright)
    .composite([
      { input: Buffer.from(light), blend: 'multiply' },
      { input: await grain(width, height, 9), blend: 'soft-light' },
    ])
    .png({ compressionLevel: 1 })
    .toBuffer();
  return sharp(lit)
    .rotate(270)
    .jpeg({ quality: 58, mozjpeg: true })
    .withMetadata({ orientation: 6 })
    .toBuffer();
}

/** A part of a drawing as a phone photo. `part` is in the drawing's own pixels. */
export async function photographDrawing(
  svg: string,
  part: { left: number; top: number; width: number; height: number },
): Promise<Buffer> {
  const scale = 1800 / part.width;
  const drawn = await sharp(Buffer.from(svg), { density: 72 * scale })
    .png({ compressionLevel: 1 })
    .toBuffer();
  const cut = await sharp(drawn)
    .extract({
      left: Math.round(part.left * scale),
      top: Math.round(part.top * scale),
      width: 1800,
      height: Math.round(part.height * scale),
    })
    .blur(1)
    .toBuffer();
  return asPhonePhoto(cut);
}

/** A page lying on a desk, photographed with a phone. `page` counts from 0. */
export async function photographPage(pdf: Buffer, page: number): Promise<Buffer> {
  const sheet = (await drawPages(pdf))[page];
  if (sheet === undefined) throw new Error(`the paper has no page ${page}`);
  const turned = await sharp(sheet)
    .flatten({ background: '#fbfaf6' })
    .resize(1600)
    .ensureAlpha()
    .rotate(1.6, { background: { r: 0, g: 0, b: 0, alpha: 0 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
  const { width, height } = await sharp(turned).metadata();
  const desk = await sharp({
    create: { width: width + 130, height: height + 130, channels: 3, background: '#8a6a4a' },
  })
    .composite([{ input: turned, left: 65, top: 65 }])
    .blur(0.7)
    .png({ compressionLevel: 1 })
    .toBuffer();
  return asPhonePhoto(desk);
}

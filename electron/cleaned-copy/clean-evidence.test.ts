import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EvidenceKind } from '../../shared/form/evidence-facts.ts';
import type { Mask } from '../../shared/masks/mask.ts';
import { readPdf } from '../book/pdf/read-pdf.ts';
import { PdfDrawer } from '../drawing/pdf-drawer.ts';
import { cleanEvidence } from './clean-evidence.ts';

let folder = '';
let number = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dossier-cleaned-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function cleaned(
  bytes: Uint8Array,
  kind: EvidenceKind,
  masks: Mask[],
  rotate: 0 | 90 = 0,
): Promise<Buffer> {
  number += 1;
  const source = join(folder, `${number}`);
  writeFileSync(source, bytes);
  await cleanEvidence({ source, kind, masks, rotate }, `${source}-cleaned`);
  return readFileSync(`${source}-cleaned`);
}

/** Colour at a place of a picture, by shares. */
async function colourAt(picture: Uint8Array, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
  return [...data.subarray(at, at + 3)];
}
const isBlack = (colour: number[]) => colour.every((value) => value < 12);
const isWhite = (colour: number[]) => colour.every((value) => value > 243);

test('a photo loses place, time and camera, stands upright, and is black where it was marked', async () => {
  const photo = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#ffffff' } })
    .withExif({
      IFD0: { Make: 'SecretCamera', Artist: 'Somebody', Orientation: '6' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '29/1 33/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  expect(photo.includes('Exif')).toBe(true);
  const bytes = await cleaned(photo, 'jpeg', [{ page: 1, x: 0.1, y: 0.6, width: 0.3, height: 0.2 }]);
  for (const secret of ['Exif', 'SecretCamera', 'Somebody', 'http://ns.adobe.com'])
    expect(bytes.includes(secret), secret).toBe(false);
  const { width, height, exif, orientation, icc } = await sharp(bytes).metadata();
  expect({ width, height, exif, orientation, icc }).toEqual({ width: 200, height: 300 });
  expect(isBlack(await colourAt(bytes, 0.25, 0.7))).toBe(true);
  expect(isWhite(await colourAt(bytes, 0.25, 0.3))).toBe(true);
  expect(isWhite(await colourAt(bytes, 0.6, 0.7))).toBe(true);
});

test('a picture larger than a copy can be is made smaller, and is black where it was marked', async () => {
  const strip = await sharp({ create: { width: 70_000, height: 20, channels: 3, background: '#ffffff' } })
    .png()
    .toBuffer();
  const bytes = await cleaned(strip, 'png', [{ page: 1, x: 0.5, y: 0, width: 0.25, height: 1 }]);
  const { width, height } = await sharp(bytes).metadata();
  expect([width, height]).toEqual([65_500, 19]);
  expect(isBlack(await colourAt(bytes, 0.6, 0.6))).toBe(true);
  expect(isWhite(await colourAt(bytes, 0.4, 0.6))).toBe(true);
});

test('of a PDF no text, property or attachment comes along, and the black is in its pixels', async () => {
  const document = await PDFDocument.create();
  document.setAuthor('Somebody');
  document.setTitle('SecretTitle');
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const text of ['ID 500101199001011234', 'second page']) {
    const page = document.addPage([400, 200]);
    page.drawText(text, { x: 20, y: 150, size: 20, font });
  }
  await document.attach(Buffer.from('attached secret'), 'secret.txt');
  const source = await document.save({ useObjectStreams: false });
  const masks = [{ page: 1, x: 0, y: 0, width: 1, height: 0.4 }];
  const bytes = await cleaned(source, 'pdf', masks);
  const read = await readPdf(bytes);
  expect(read.pages.map((page) => page.text.trim())).toEqual(['', '']);
  for (const secret of ['Somebody', 'SecretTitle', 'secret', '500101', 'pdf-lib', '/Info', '/Metadata'])
    expect(bytes.includes(secret), secret).toBe(false);

  const drawer = await PdfDrawer.start();
  try {
    const file = await drawer.open(bytes);
    const png = async (index: number) => {
      const { data, width, height, channels } = await file.draw(index, { longest: 400 }, true);
      return sharp(data, { raw: { width, height, channels } }).png().toBuffer();
    };
    expect(isBlack(await colourAt(await png(0), 0.1, 0.2))).toBe(true);
    expect(isWhite(await colourAt(await png(0), 0.1, 0.8))).toBe(true);
    const second = await sharp(await png(1)).stats();
    // Its letters are there.
    expect(second.channels[0]?.min).toBeLessThan(80);
    expect(isWhite(await colourAt(await png(1), 0.9, 0.1))).toBe(true);
    expect((await file.draw(0, { longest: 400 }, true)).longestPt).toBeCloseTo(400, 0);
  } finally {
    await drawer.end();
  }
});

test('what stands in a form field, as many seals do, is in the picture', async () => {
  const document = await PDFDocument.create();
  const page = document.addPage([400, 200]);
  const field = document.getForm().createTextField('seal');
  field.setText('SEALED');
  field.addToPage(page, { x: 0, y: 0, width: 400, height: 200, borderWidth: 0 });
  const bytes = await cleaned(await document.save(), 'pdf', []);
  const drawer = await PdfDrawer.start();
  try {
    const file = await drawer.open(bytes);
    const { data } = await file.draw(0, { longest: 400 }, false);
    expect(data.reduce((least, value) => Math.min(least, value), 255)).toBeLessThan(80);
  } finally {
    await drawer.end();
  }
});

test('what the applicant turned is turned, the black with it', async () => {
  const white = await sharp({ create: { width: 200, height: 100, channels: 3, background: '#ffffff' } })
    .png()
    .toBuffer();
  // Top left of the file is top right once it is turned clockwise.
  const bytes = await cleaned(white, 'png', [{ page: 1, x: 0, y: 0, width: 0.3, height: 0.3 }], 90);
  expect(await sharp(bytes).metadata()).toMatchObject({ width: 100, height: 200 });
  expect(isBlack(await colourAt(bytes, 0.9, 0.1))).toBe(true);
  expect(isWhite(await colourAt(bytes, 0.1, 0.1))).toBe(true);
});

import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { degrees, PDFDocument, PDFName, type PDFPage, rgb } from '@cantoo/pdf-lib';
import sharp, { type Sharp } from 'sharp';
import yazl from 'yazl';

/** Evidence of many kinds, made on the spot for the tests. */

export const A4: [number, number] = [595.28, 841.89];

export async function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'dossier-evidence-'));
}

export async function writeSample(folder: string, name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

/** A picture with a red upper left, green upper right, blue lower left and black lower right quarter mark. */
export function markedPicture(width: number, height: number): Sharp {
  const [w, h] = [Math.round(width / 5), Math.round(height / 5)];
  const mark = (x: number, y: number, colour: string) =>
    `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${colour}"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#ffffff"/>${mark(0, 0, '#ff0000')}${mark(width - w, 0, '#00ff00')}${mark(0, height - h, '#0000ff')}${mark(width - w, height - h, '#000000')}</svg>`;
  return sharp(Buffer.from(svg)).flatten({ background: '#ffffff' });
}

/** Draws the same four marks into the corners of a page, and a word. */
export function markPage(page: PDFPage, box: { x: number; y: number; width: number; height: number }): void {
  const [width, height] = [box.width / 5, box.height / 5];
  const right = box.x + box.width - width;
  const top = box.y + box.height - height;
  page.drawRectangle({ x: box.x, y: top, width, height, color: rgb(1, 0, 0) });
  page.drawRectangle({ x: right, y: top, width, height, color: rgb(0, 1, 0) });
  page.drawRectangle({ x: box.x, y: box.y, width, height, color: rgb(0, 0, 1) });
  page.drawRectangle({ x: right, y: box.y, width, height, color: rgb(0, 0, 0) });
  page.drawText('EVIDENCE', { x: box.x + box.width * 0.3, y: box.y + box.height * 0.5, size: 20 });
}

export interface PageRecipe {
  size?: [number, number];
  rotate?: 0 | 90 | 180 | 270;
  crop?: { x: number; y: number; width: number; height: number };
  /** Raw operators put before and after the marks: unbalanced `q` and `Q`. */
  before?: string;
  after?: string;
  /** A seal (stamp annotation) and a signature (widget), each a red disc of its own appearance. */
  sealed?: boolean;
  blank?: boolean;
}

export async function markedPdf(recipes: PageRecipe[]): Promise<PDFDocument> {
  const document = await PDFDocument.create();
  for (const recipe of recipes) {
    const page = document.addPage(recipe.size ?? A4);
    const box = recipe.crop ?? { x: 0, y: 0, width: page.getWidth(), height: page.getHeight() };
    if (recipe.crop !== undefined) page.setCropBox(box.x, box.y, box.width, box.height);
    if (recipe.rotate !== undefined) page.setRotation(degrees(recipe.rotate));
    if (recipe.before !== undefined) addContent(document, page, recipe.before);
    if (recipe.blank !== true) markPage(page, box);
    if (recipe.after !== undefined) addContent(document, page, recipe.after);
    if (recipe.sealed === true) sealPage(document, page, box);
  }
  return document;
}

function addContent(document: PDFDocument, page: PDFPage, operators: string): void {
  page.node.addContentStream(document.context.register(document.context.stream(`\n${operators}\n`)));
}

function sealPage(
  document: PDFDocument,
  page: PDFPage,
  box: { x: number; y: number; width: number; height: number },
): void {
  const { context } = document;
  // The appearance has a matrix and an offset box of its own, as real seals do.
  const appearance = (matrix: number[], colour: string) =>
    context.register(
      context.stream(`${colour} rg 10 10 80 80 re f`, {
        Type: 'XObject',
        Subtype: 'Form',
        BBox: [10, 10, 90, 90],
        Matrix: matrix,
        Resources: {},
      }),
    );
  const rect = (x: number, y: number) => [
    box.x + box.width * x,
    box.y + box.height * y,
    box.x + box.width * x + 60,
    box.y + box.height * y + 60,
  ];
  const seal = context.register(
    context.obj({
      Type: 'Annot',
      Subtype: 'Stamp',
      F: 4,
      Rect: rect(0.35, 0.25),
      AP: { N: appearance([0, 1, -1, 0, 200, 30], '1 0 0') },
    }),
  );
  const signature = context.register(
    context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      F: 4,
      V: { Type: 'Sig' },
      Rect: rect(0.6, 0.3),
      AP: { N: appearance([1, 0, 0, 1, 0, 0], '1 0 1') },
      P: page.ref,
    }),
  );
  const hidden = context.register(
    context.obj({
      Type: 'Annot',
      Subtype: 'Stamp',
      F: 2,
      Rect: rect(0.4, 0.7),
      AP: { N: appearance([1, 0, 0, 1, 0, 0], '0 1 1') },
    }),
  );
  const link = context.register(
    context.obj({
      Type: 'Annot',
      Subtype: 'Link',
      Rect: rect(0.1, 0.1),
      Dest: [page.ref, 'Fit'],
      Border: [0, 0, 0],
    }),
  );
  page.node.set(PDFName.of('Annots'), context.obj([seal, signature, hidden, link]));
}

/** A PDF whose pages are one picture each, as scanners make them. */
export async function scannedPdf(pictures: Buffer[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (const picture of pictures) {
    const page = document.addPage(A4);
    page.drawImage(await document.embedJpg(picture), { x: 0, y: 0, width: A4[0], height: A4[1] });
  }
  return document.save();
}

/** A whole PDF from the text of its objects, without cross-reference table: for hostile structures. */
export function handmadePdf(objects: string[]): string {
  return `%PDF-1.4\n${objects.map((body, index) => `${index + 1} 0 obj\n${body}\nendobj\n`).join('')}trailer\n<< /Root 1 0 R /Size ${objects.length + 1} >>\nstartxref\n0\n%%EOF\n`;
}

/** A zip archive of small texts. */
export function zip(entries: Record<string, string | Uint8Array>): Promise<Buffer> {
  const archive = new yazl.ZipFile();
  for (const [name, content] of Object.entries(entries))
    archive.addBuffer(typeof content === 'string' ? Buffer.from(content) : Buffer.from(content), name);
  archive.end();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    archive.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk));
    archive.outputStream.on('end', () => resolve(Buffer.concat(chunks)));
    archive.outputStream.on('error', reject);
  });
}

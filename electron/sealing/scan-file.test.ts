import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { degrees, PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deepPage, remarkedPage } from '../drawing/testing/endless-pages.ts';
import { handmadePdf } from '../evidence/sample-evidence.ts';
import { openScan } from './scan-file.ts';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'dossier-scan-'));
});
afterAll(() => rm(root, { recursive: true }));

async function given(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(root, name);
  await writeFile(path, bytes);
  return path;
}
const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#ddd' } });

/** The head of one with Windows's most common header, 40 bytes. */
function bitmap(): Uint8Array {
  const head = Buffer.alloc(64);
  head.write('BM');
  head.writeUInt32LE(40, 14);
  return head;
}

async function pdf(pages: number, change: (document: PDFDocument) => void = () => {}): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1) {
    const sheet = document.addPage([595, 842]);
    sheet.setRotation(degrees(page * 90));
    sheet.drawText('top', { x: 50, y: 780 });
  }
  change(document);
  return document.save();
}

async function sizes(path: string): Promise<string[]> {
  const scan = await openScan(path);
  try {
    const found: string[] = [];
    for (let page = 0; page < scan.pageCount; page += 1) {
      const { width, height, data, channels } = await scan.read(page);
      // A grey scan too is put into the book as colour.
      expect(channels).toBe(3);
      expect(data.length).toBe(width * height * channels);
      found.push(`${width}×${height}`);
    }
    return found;
  } finally {
    await scan.close();
  }
}

test('pages come as viewers show them: turned PDFs, turned photographs, grey and fax scans, HEIC', async () => {
  expect(await sizes(await given('two.pdf', await pdf(2)))).toEqual(['1752×2480', '2480×1752']);
  const photo = await picture(300, 200).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  expect(await sizes(await given('photo.pdf.jpg', photo))).toEqual(['200×300']);
  expect(await sizes(await given('large.png', await picture(6000, 100).png().toBuffer()))).toEqual([
    '3000×50',
  ]);
  const pages = await picture(80, 240)
    .tiff({ pageHeight: 80 } as object)
    .toBuffer();
  expect((await sizes(await given('pages.tif', pages))).length).toBeGreaterThanOrEqual(1);
  const heic = join(import.meta.dirname, '../evidence/testing/phone-photo.heic');
  expect(await sizes(heic)).toHaveLength(1);
});

test('a seal that a signing platform lays on the page as a field is part of the page', async () => {
  const sealed = await pdf(1, (document) => {
    const { context } = document;
    const looks = context.stream('1 0 0 rg 0 0 90 90 re f', {
      ...{ Type: 'XObject', Subtype: 'Form' },
      BBox: context.obj([0, 0, 90, 90]),
    });
    const field = context.register(
      context.obj({
        ...{ Type: 'Annot', Subtype: 'Widget', FT: 'Sig', F: 132, T: PDFString.of('章') },
        Rect: [300, 400, 390, 490],
        AP: { N: context.register(looks) },
      }),
    );
    document.getPage(0).node.set(PDFName.of('Annots'), context.obj([field]));
    document.catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: [field], SigFlags: 3 }));
  });
  const scan = await openScan(await given('e-seal.pdf', sealed));
  const { data, width, height } = await scan.read(0);
  await scan.close();
  const at = (Math.round(height * (1 - 445 / 842)) * width + Math.round(width * (345 / 595))) * 3;
  expect([...data.subarray(at, at + 3)]).toEqual([255, 0, 0]);
});

/** A page whose content is 200 MB of blanks. */
function endlessPdf(): Uint8Array {
  const content = deflateSync(Buffer.alloc(200 << 20, 32)).toString('latin1');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>',
    '<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>',
    `<< /Filter /FlateDecode /Length ${content.length} >>\nstream\n${content}\nendstream`,
  ];
  return Buffer.from(handmadePdf(objects), 'latin1');
}

test.each<[string, () => Promise<Uint8Array | string>, string]>([
  [
    'locked.pdf',
    () => pdf(1, (document) => document.encrypt({ userPassword: '1', ownerPassword: '2' })),
    '密码',
  ],
  ['cut.pdf', async () => (await pdf(1)).subarray(0, 300), '无法读取'],
  ['empty.jpg', async () => '', '空文件'],
  ['scan.bmp', async () => bitmap(), '另存为 JPG'],
  ['letter.docx', async () => 'hello', '不是 PDF，也不是图片'],
  ['cut.jpg', async () => (await picture(400, 400).jpeg().toBuffer()).subarray(0, 300), '不完整或已损坏'],
  ['endless.pdf', async () => endlessPdf(), '解压后过大'],
  ['crowded.pdf', async () => remarkedPage(10_001), '第 1 页有上万条批注'],
  ['deep.pdf', async () => deepPage(), '第 1 页过于复杂，画出来要很多内存'],
  ['strip.pdf', async () => pdf(1, (document) => document.getPage(0).setSize(10, 14_000)), '第 1 页已损坏'],
])('%s is refused by name, with the reason and what to do', async (name, bytes, words) => {
  const error = await sizes(await given(name, await bytes())).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'fileRefused', data: { name } });
  expect(String(error)).toContain(words);
});

test('a scan that is not there is told', async () => {
  await expect(openScan(join(root, 'nowhere.pdf'))).rejects.toThrow(/找不到/u);
});

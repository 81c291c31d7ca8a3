import { rm } from 'node:fs/promises';
import { deflateSync } from 'node:zlib';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FileFacts } from '../../shared/form/evidence-facts.ts';
import { remarkedPage } from '../drawing/testing/endless-pages.ts';
import { inspectFile } from './inspect.ts';
import {
  A4,
  handmadePdf,
  markedPdf,
  markedPicture,
  scannedPdf,
  temporaryFolder,
  writeSample,
} from './sample-evidence.ts';

let folder = '';
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => rm(folder, { recursive: true }));

async function inspect(name: string, bytes: Uint8Array | string): Promise<FileFacts> {
  return inspectFile(await writeSample(folder, name, bytes), `evidence/${name}`);
}

test('sizes as shown: crop box, /Rotate; landscape and blank pages', async () => {
  const document = await markedPdf([
    {},
    { size: [841.89, 595.28] },
    { rotate: 90 },
    { size: [1000, 1000], crop: { x: 200, y: 100, width: 400, height: 600 }, rotate: 270 },
    { blank: true },
    { blank: true, after: 'q 1 0 0 1 5 5 cm BT /F1 12 Tf ( ) Tj ET Q' },
  ]);
  const { pages, problem } = await inspect('pages.pdf', await document.save());
  expect(problem).toBeUndefined();
  expect(
    pages.map((page) => [Math.round(page.widthMm), Math.round(page.heightMm), page.landscape, page.blank]),
  ).toEqual([
    [210, 297, false, false],
    [297, 210, true, false],
    [297, 210, true, false],
    [212, 141, true, false],
    [210, 297, false, true],
    [210, 297, false, true],
  ]);
  expect(pages[0]).not.toHaveProperty('dpi');
});

test.each([
  ['45', '第 1 页的旋转角度不是 90 的倍数，各软件显示不一'],
  ['-450.0', undefined],
])('a page turned by %s degrees, which viewers turn in different ways, is told', async (rotate, detail) => {
  const turned = handmadePdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] /Rotate ${rotate} >>`,
    '<< /Type /Page /Parent 2 0 R >>',
  ]);
  const { problem, pages } = await inspect('turned.pdf', turned);
  expect(problem).toEqual(detail === undefined ? undefined : { code: 'damaged', detail });
  expect(pages.map(({ landscape }) => landscape)).toEqual(detail === undefined ? [true] : []);
});

test('scans: dots per inch, empty sheets', async () => {
  const sheet = await markedPicture(827, 1169).jpeg().toBuffer();
  const empty = await sharp({ create: { width: 827, height: 1169, channels: 3, background: '#f8f7f2' } })
    .jpeg()
    .toBuffer();
  const { pages } = await inspect('scan.pdf', await scannedPdf([sheet, empty]));
  expect(pages.map((page) => [page.dpi, page.blank])).toEqual([
    [100, false],
    [100, true],
  ]);
});

test('encryption: a user password keeps it out, an owner password is a remark', async () => {
  const locked = await markedPdf([{}, {}]);
  locked.encrypt({ userPassword: 'geheim', ownerPassword: 'owner' });
  expect((await inspect('user.pdf', await locked.save())).problem).toEqual({ code: 'encrypted' });
  const restricted = await markedPdf([{}, {}]);
  restricted.encrypt({ userPassword: '', ownerPassword: 'owner', permissions: {} });
  const facts = await inspect('owner.pdf', await restricted.save());
  expect(facts).toMatchObject({ remarks: ['ownerLocked'] });
  expect(facts.problem).toBeUndefined();
  expect(facts.pages.map((page) => page.blank)).toEqual([false, false]);
});

test('signature and comments are remarks', async () => {
  const { remarks } = await inspect('signed.pdf', await (await markedPdf([{ sealed: true }])).save());
  expect(remarks).toEqual(['signed']);
});

test('a seal on an otherwise empty page is not blank', async () => {
  const { pages } = await inspect(
    'seal.pdf',
    await (await markedPdf([{ blank: true, sealed: true }])).save(),
  );
  expect(pages[0]?.blank).toBe(false);
});

test('tolerant: leading bytes, no %%EOF, cut trailer, wrong cross-reference table', async () => {
  const bytes = Buffer.from(await (await markedPdf([{}, {}])).save({ useObjectStreams: false }));
  const text = bytes.toString('latin1');
  const variants = {
    leading: Buffer.concat([Buffer.from('\r\nmail gateway\r\n'), bytes]),
    noEnd: Buffer.from(text.replace(/%%EOF\s*$/, ''), 'latin1'),
    cutTrailer: bytes.subarray(0, bytes.length - 40),
    badTable: Buffer.from(text.replace(/\d{10} 00000 n/g, '0000000007 00000 n'), 'latin1'),
  };
  for (const [name, variant] of Object.entries(variants)) {
    const facts = await inspect(`${name}.pdf`, variant);
    expect([name, facts.problem, facts.pages.length]).toEqual([name, undefined, 2]);
  }
});

test('cut anywhere before its last object, it is damaged and never a shorter document', async () => {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  const picture = await document.embedJpg(await markedPicture(300, 400).jpeg().toBuffer());
  for (let page = 0; page < 3; page += 1) {
    const added = document.addPage(A4);
    added.drawImage(picture, { x: 0, y: 0 });
    added.drawText(`page ${page}`, { font, x: 50, y: 700 });
  }
  for (const useObjectStreams of [true, false]) {
    const bytes = await document.save({ useObjectStreams });
    const limit = Buffer.from(bytes).lastIndexOf('endobj');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 20, max: limit - 1 }), async (length) => {
        const facts = await inspect('cut.pdf', bytes.subarray(0, length));
        // Only unused objects (metadata) may be lost without harm.
        if (facts.problem === undefined) expect(facts.pages).toHaveLength(3);
        else expect(facts.problem.code).toBe('damaged');
      }),
      { numRuns: 40 },
    );
    expect((await inspect('cut80.pdf', bytes.subarray(0, Math.floor(limit * 0.8)))).problem?.code).toBe(
      'damaged',
    );
  }
});

test('cut after its pages but before their font, it is damaged: the text would be gone', async () => {
  const body = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    '<< /Length 35 >>\nstream\nBT /F1 12 Tf 10 10 Td (text) Tj ET  \nendstream',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  expect((await inspect('whole.pdf', handmadePdf(body))).problem).toBeUndefined();
  const cut = handmadePdf(body).split('5 0 obj')[0] ?? '';
  expect((await inspect('fontless.pdf', cut)).problem?.code).toBe('damaged');
});

test.each([
  ['/NeedsRendering true', '动态表单'],
  ['/Collection << /View /D >>', '文件包'],
])('a PDF whose pages hold nothing of it (%s) is refused', async (entry, why) => {
  const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>';
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${entry} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    page,
  ];
  const { problem } = await inspect('shell.pdf', handmadePdf(objects));
  expect(problem).toMatchObject({ code: 'unsupported', reason: expect.stringContaining(why) });
});

test.each([
  ['no pages', ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>'], 'noPages'],
  [
    'a page tree in a ring',
    ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R] /Count 1 >>'],
    'damaged',
  ],
  [
    'a page that is not there',
    ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [9 0 R] /Count 1 >>'],
    'damaged',
  ],
  ['no page tree', ['<< /Type /Catalog >>'], 'damaged'],
  ['no catalog', ['<< /Foo /Bar >>'], 'damaged'],
  [
    'lost content',
    [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 7 0 R >>',
    ],
    'damaged',
  ],
  [
    'arrays nested without end',
    ['<< /Type /Catalog /Pages 2 0 R >>', `<< /Type /Pages /Kids [3 0 R] /Count 1 >>`, '['.repeat(200_000)],
    'damaged',
  ],
])('hostile: %s', async (_name, objects, code) => {
  expect((await inspect('hostile.pdf', handmadePdf(objects))).problem?.code).toBe(code);
});

test('a scan whose picture cannot be opened is damaged, by page', async () => {
  const sheet = await markedPicture(300, 400).jpeg().toBuffer();
  const other = await markedPicture(310, 400).jpeg().toBuffer();
  const spoilt = Buffer.from(await scannedPdf([sheet, other]));
  const start = spoilt.indexOf(other);
  expect(start).toBeGreaterThan(0);
  spoilt.fill(0, start, start + 300);
  expect((await inspect('spoilt.pdf', spoilt)).problem).toEqual({
    code: 'damaged',
    detail: '第 2 页的扫描图像已损坏',
  });
});

/** 200 MB of blanks, packed twice over. */
const DOUBLY_PACKED = deflateSync(deflateSync(Buffer.alloc(200 * 1024 * 1024, 32)));
const packed = (entries: string, data: Uint8Array) =>
  `<< ${entries} /Length ${data.length} >>\nstream\n${Buffer.from(data).toString('latin1')}\nendstream`;
const TWICE = '/Filter [/FlateDecode /FlateDecode]';

test.each([
  ['packed once', '/Type /ObjStm /Filter /FlateDecode', deflateSync(Buffer.alloc(80 * 1024 * 1024, 32))],
  ['packed twice over', `/Type /ObjStm ${TWICE}`, DOUBLY_PACKED],
  ['under an escaped name', `/Type /Obj#53tm ${TWICE}`, DOUBLY_PACKED],
  ['far from its name', `/Type /ObjStm ${' '.repeat(5_000)} ${TWICE}`, DOUBLY_PACKED],
])('objects that unpack without measure are not unpacked: %s', async (_name, entries, data) => {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>',
    '<< /Type /Page /Parent 2 0 R >>',
    packed(`${entries} /N 1 /First 4`, data),
  ];
  const { problem } = await inspect('bomb.pdf', Buffer.from(handmadePdf(objects), 'latin1'));
  expect(problem).toEqual({ code: 'damaged', detail: '内部数据解压后过大' });
});

test('a page whose content unpacks without measure counts as drawn upon', async () => {
  const { pages } = await inspect(
    'content.pdf',
    Buffer.from(
      handmadePdf([
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>',
        '<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>',
        packed(TWICE, DOUBLY_PACKED),
      ]),
      'latin1',
    ),
  );
  expect(pages).toMatchObject([{ blank: false }]);
});

test('any bytes after a PDF header give facts, not an error', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      const facts = await inspect('random.pdf', Buffer.concat([Buffer.from('%PDF-1.4\n'), bytes]));
      expect(facts.problem).toBeDefined();
    }),
    { numRuns: 60 },
  );
});

test('a page under ten thousand remarks is refused: what shows it would hold them all', async () => {
  expect((await inspect('many.pdf', remarkedPage(10_000))).problem).toBeUndefined();
  const { problem } = await inspect('crowded.pdf', remarkedPage(10_001));
  expect(problem).toMatchObject({ code: 'unsupported', reason: '第 1 页有上万条批注，无法显示' });
});

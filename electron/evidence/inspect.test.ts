import { rm, truncate } from 'node:fs/promises';
import { deflateSync } from 'node:zlib';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import yazl from 'yazl';
import type { FileFacts } from '../../shared/form/evidence-facts.ts';
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

function zip(entries: Record<string, string>): Promise<Buffer> {
  const archive = new yazl.ZipFile();
  for (const [name, text] of Object.entries(entries)) archive.addBuffer(Buffer.from(text), name);
  archive.end();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    archive.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk));
    archive.outputStream.on('end', () => resolve(Buffer.concat(chunks)));
    archive.outputStream.on('error', reject);
  });
}

/** The least workbook of two sheets, the states as Excel marks them. */
function workbook(...states: string[]): Promise<Buffer> {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const sheets = states.map(
    (state, index) =>
      `<sheet name="S${index}" sheetId="${index + 1}" state="${state}" r:id="rId${index + 1}"/>`,
  );
  const parts = states.map(
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${office}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  const sheet = `<worksheet xmlns="${main}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c></row></sheetData></worksheet>`;
  return zip({
    '_rels/.rels': `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${relations}">${parts.join('')}</Relationships>`,
    ...Object.fromEntries(states.map((_, index) => [`xl/worksheets/sheet${index + 1}.xml`, sheet])),
  });
}

describe('kind by content', () => {
  test.each([
    ['photo.pdf', () => markedPicture(60, 40).jpeg().toBuffer(), 'jpeg'],
    ['scan.jpg', () => markedPdf([{}]).then((document) => document.save()), 'pdf'],
    ['a.txt', () => markedPicture(60, 40).png().toBuffer(), 'png'],
    ['b.jpg', () => markedPicture(60, 40).webp().toBuffer(), 'webp'],
    ['c.jpg', () => markedPicture(60, 40).tiff().toBuffer(), 'tiff'],
    ['d.jpg', () => markedPicture(60, 40).gif().toBuffer(), 'gif'],
  ] as const)('%s is told by its bytes', async (name, make, kind) => {
    const facts = await inspect(name, await make());
    expect(facts).toMatchObject({ kind, path: `evidence/${name}` });
    expect(facts.problem).toBeUndefined();
    expect(facts.pages).toHaveLength(1);
  });

  const ole = (stream: string) => {
    const bytes = Buffer.alloc(2048);
    Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
    bytes.writeUInt16LE(9, 30);
    bytes.writeUInt32LE(1, 48);
    bytes.write(`${stream}\0`, 1024 + 128, 'utf16le');
    return bytes;
  };
  const bitmap = Buffer.alloc(70);
  bitmap.write('BM');
  bitmap.writeUInt32LE(40, 14);
  const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1');
  test.each([
    ['phone.jpg', heic, 'heic', '另存为 JPG'],
    ['scan.bmp', bitmap, 'bmp', 'JPG、PNG 或 PDF'],
    ['old.xlsx', ole('Workbook'), 'xls', '.xlsx 或 PDF'],
    ['old.docx', ole('WordDocument'), 'doc', 'PDF'],
    ['note.pdf', Buffer.from('不是 PDF'), 'text', 'PDF'],
    ['invoice.pdf', Buffer.from('<?xml version="1.0"?><EInvoice/>'), 'xml', 'PDF'],
    ['noise.pdf', Buffer.from([1, 2, 3, 0, 255, 254, 7, 9]), 'unknown', 'PDF 或 JPG'],
  ])('%s cannot be bound, and the remedy is said', async (name, bytes, kind, remedy) => {
    const facts = await inspect(name, bytes);
    expect(facts.kind).toBe(kind);
    expect(facts.problem?.code === 'unsupported' ? facts.problem.remedy : '').toContain(remedy);
  });

  test.each([
    [{ 'word/document.xml': '<w/>', '[Content_Types].xml': '' }, 'docx'],
    [{ 'OFD.xml': '<ofd/>', 'Doc_0/Document.xml': '' }, 'ofd'],
    [{ 'readme.txt': 'x' }, 'zip'],
  ])('an archive is told by its entries', async (entries, kind) => {
    const facts = await inspect('archive.pdf', await zip(entries));
    expect(facts).toMatchObject({ kind, problem: { code: 'unsupported' } });
  });

  test('an Office file with a password is encrypted', async () => {
    expect((await inspect('secret.xlsx', ole('EncryptedPackage'))).problem).toEqual({ code: 'encrypted' });
  });
});

describe('files as such', () => {
  test('missing, empty, folder, changed', async () => {
    expect((await inspectFile(`${folder}/none.pdf`, 'evidence/none.pdf')).problem).toEqual({
      code: 'missing',
    });
    expect((await inspect('zero.pdf', '')).problem).toEqual({ code: 'empty' });
    expect((await inspectFile(folder, 'evidence')).problem?.code).toBe('unsupported');
    const path = await writeSample(folder, 'text.txt', 'abc');
    const actual = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    const changed = await inspectFile(path, 'x', '0'.repeat(64));
    expect(changed.problem).toEqual({ code: 'changed', expected: '0'.repeat(64), actual });
    expect((await inspectFile(path, 'x', actual)).problem?.code).toBe('unsupported');
  });

  test('larger than 200 MB is too large, without being read into memory', async () => {
    const path = await writeSample(folder, 'large.pdf', '%PDF-1.7\n');
    await truncate(path, 200 * 1024 * 1024 + 1);
    expect((await inspectFile(path, 'x')).problem).toMatchObject({ code: 'tooLarge', limitBytes: 209715200 });
  });

  test('a cancelled signal stops with `cancelled`', async () => {
    const path = await writeSample(folder, 'any.txt', 'abc');
    await expect(inspectFile(path, 'x', undefined, AbortSignal.abort())).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});

describe('PDF', () => {
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
    expect(problem).toMatchObject({ code: 'unsupported', remedy: expect.stringContaining(why) });
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

  test('an object stream that unpacks without measure is not unpacked', async () => {
    const packed = deflateSync(Buffer.alloc(80 * 1024 * 1024, 32));
    const head = `%PDF-1.5\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`;
    const facts = await inspect(
      'bomb.pdf',
      Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream\nendobj\n%%EOF')]),
    );
    expect(facts.problem).toEqual({ code: 'damaged', detail: '内部数据解压后过大' });
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
});

describe('pictures', () => {
  test('turned by EXIF, CMYK, 16 bits, transparency', async () => {
    const turned = await markedPicture(300, 200)
      .rotate(270)
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect(await inspect('turned.jpg', turned)).toMatchObject({
      pixels: { width: 300, height: 200 },
      remarks: ['exifRotated'],
    });
    const cmyk = await inspect(
      'cmyk.jpg',
      await markedPicture(300, 200).toColourspace('cmyk').jpeg().toBuffer(),
    );
    expect(cmyk).toMatchObject({ remarks: ['cmyk'] });
    expect(cmyk.problem).toBeUndefined();
    const deep = await inspect(
      'deep.png',
      await markedPicture(300, 200).toColourspace('rgb16').png().toBuffer(),
    );
    expect(deep.pages).toHaveLength(1);
    const empty = await inspect(
      'alpha.png',
      await sharp({ create: { width: 50, height: 50, channels: 4, background: '#0000' } })
        .png()
        .toBuffer(),
    );
    expect(empty.pages[0]?.blank).toBe(true);
  });

  test('a page of a licence at A4 has its dots per inch; a sheet with one line is not blank', async () => {
    const facts = await inspect('licence.jpg', await markedPicture(1654, 2339).jpeg().toBuffer());
    expect(facts.pages[0]?.dpi).toBeGreaterThan(200);
    const line = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="1654" height="2339"><rect width="100%" height="100%" fill="white"/><text x="700" y="900" font-size="40">None 2024</text></svg>',
    );
    expect((await inspect('line.png', await sharp(line).png().toBuffer())).pages[0]?.blank).toBe(false);
  });

  test('every page of a TIFF, the first frame of an animation', async () => {
    const frames = await Promise.all([
      markedPicture(60, 80).png().toBuffer(),
      markedPicture(60, 80).negate().png().toBuffer(),
    ]);
    const tiff = await sharp(frames, { join: { animated: true } })
      .tiff()
      .toBuffer();
    expect((await inspect('two.tif', tiff)).pages).toHaveLength(2);
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    expect((await inspect('two.gif', gif)).pages).toHaveLength(1);
  });

  test('a long screenshot fills several pages', async () => {
    const { pages } = await inspect('long.png', await markedPicture(600, 4000).png().toBuffer());
    expect(pages.length).toBeGreaterThan(3);
  });

  test('12,000 × 9,000 pixels are read; a cut file is damaged; too many pixels are refused', async () => {
    const large = await sharp({ create: { width: 12000, height: 9000, channels: 3, background: '#8ac' } })
      .jpeg()
      .toBuffer();
    expect((await inspect('large.jpg', large)).pixels).toEqual({ width: 12000, height: 9000 });
    const photo = await markedPicture(800, 600).jpeg().toBuffer();
    expect((await inspect('cut.jpg', photo.subarray(0, photo.length / 2))).problem?.code).toBe('damaged');
    const drawing = await markedPicture(800, 600).png().toBuffer();
    expect((await inspect('cut.png', drawing.subarray(0, drawing.length / 2))).problem?.code).toBe('damaged');
    const header = Buffer.from(drawing);
    header.writeUInt32BE(60_000, 16);
    header.writeUInt32BE(60_000, 20);
    expect((await inspect('bomb.png', header)).problem?.code).toMatch(/unsupported|damaged/);
  });
});

describe('spreadsheets', () => {
  test('pages as printed; a long sheet has several; an empty one none', async () => {
    const rows = (count: number) =>
      Array.from({ length: count }, (_, row) => [
        { value: `发票${row}` },
        { value: row * 1.5, type: Number },
        { value: '重庆示例' },
      ]);
    const short = await writeExcelFile(rows(5)).toBuffer();
    expect(await inspect('short.xlsx', short)).toMatchObject({
      kind: 'xlsx',
      pages: [{ widthMm: 210, heightMm: 297, landscape: false }],
    });
    const long = await writeExcelFile(rows(200)).toBuffer();
    expect((await inspect('long.xlsx', long)).pages.length).toBeGreaterThan(3);
    expect((await inspect('shown.xlsx', await workbook('visible', 'visible'))).pages).toHaveLength(2);
    expect(
      (await inspect('hidden.xlsx', await workbook('visible', 'hidden', 'veryHidden'))).pages,
    ).toHaveLength(1);
    const chart = await zip({ 'xl/workbook.xml': '<workbook/>', 'xl/charts/chart1.xml': '<c/>' });
    expect((await inspect('chart.xlsx', chart)).problem).toMatchObject({
      code: 'unsupported',
      remedy: expect.stringContaining('PDF'),
    });
    const empty = await writeExcelFile([[]]).toBuffer();
    expect((await inspect('empty.xlsx', empty)).problem).toEqual({ code: 'noPages' });
    expect((await inspect('cut.xlsx', long.subarray(0, long.length - 60))).problem?.code).toBe('damaged');
  });
});

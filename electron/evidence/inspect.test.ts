import { rm, truncate } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FileFacts } from '../../shared/form/evidence-facts.ts';
import { describeProblem } from '../../shared/form/evidence-problem.ts';
import { inspectFile } from './inspect.ts';
import { markedPdf, markedPicture, temporaryFolder, writeSample, zip } from './sample-evidence.ts';
import { sniffHead } from './sniff.ts';

let folder = '';
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => rm(folder, { recursive: true }));

async function inspect(name: string, bytes: Uint8Array | string): Promise<FileFacts> {
  return inspectFile(await writeSample(folder, name, bytes), `evidence/${name}`);
}

test('an archive is one by its first bytes, also when a PDF lies unpacked right behind them', async () => {
  const head = Buffer.from('PK\x03\x04\x14\0\0\0\0\0 02.pdf%PDF-1.7', 'latin1');
  expect(await sniffHead(await writeSample(folder, 'package.zip', head))).toBe('zip');
});

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
  const avif = Buffer.from('\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf', 'latin1');
  test.each([
    ['phone.jpg', heic, 'heic', '另存为 JPG'],
    ['scan.bmp', bitmap, 'bmp', 'JPG、PNG 或 PDF'],
    ['web.jpg', avif, 'avif', 'JPG 或 PNG'],
    ['old.xlsx', ole('Workbook'), 'xls', '.xlsx 或 PDF'],
    ['old.docx', ole('WordDocument'), 'doc', 'PDF'],
    ['note.pdf', Buffer.from('不是 PDF'), 'text', 'PDF'],
    ['invoice.pdf', Buffer.from('<?xml version="1.0"?><EInvoice/>'), 'xml', 'PDF'],
    ['noise.pdf', Buffer.from([1, 2, 3, 0, 255, 254, 7, 9]), 'unknown', 'PDF 或 JPG'],
  ])('%s cannot be bound, and the remedy is said', async (name, bytes, kind, remedy) => {
    const facts = await inspect(name, bytes);
    expect(facts.kind).toBe(kind);
    const problem = facts.problem?.code === 'unsupported' ? facts.problem : undefined;
    expect(problem?.remedy).toContain(remedy);
    // What is wrong and what to do are two sentences, neither within the other.
    expect(problem?.remedy).not.toContain(problem?.reason ?? '');
    expect(problem === undefined ? '' : describeProblem(problem)).not.toContain('请');
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

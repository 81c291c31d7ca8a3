import { beforeAll, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { readDocx } from './read-docx.ts';
import { sampleBook, samplePictures } from './sample-books.ts';
import { editDocx } from './testing/edit-docx.ts';
import { writeDocx } from './write-docx.ts';

let bytes: Uint8Array;

beforeAll(async () => {
  bytes = await writeDocx(
    sampleBook(),
    await samplePictures(),
    { wordFamily: () => '仿宋' },
    new Map(),
    new Map(),
  );
});

const DAMAGED = { code: 'archiveDamaged' };
const withDocument = (edit: (xml: string) => string | undefined) =>
  editDocx(bytes, 'word/document.xml', edit);

test('tables are read by their grid: spans, covered places, tables in cells', async () => {
  const { blocks } = await readDocx(bytes);
  const form = blocks.filter((block) => block.kind === 'table')[1];
  const row = form?.rows[4]?.map(({ column, columnSpan, rowSpan }) => [column, columnSpan, rowSpan]);
  expect(row).toEqual([
    [0, 1, 3],
    [1, 2, 1],
    [3, 1, 1],
    [4, 2, 1],
  ]);
  expect(form?.rows[5]?.map(({ column }) => column)).toEqual([1, 3, 4]);
  const nested = form?.rows[8]?.[1]?.blocks.find((block) => block.kind === 'table');
  expect(nested).toMatchObject({
    columnCount: 3,
    rows: [{}, [{}, {}, { blocks: [{ text: '良品率由92%升至98%' }] }]],
  });
});

test('properties, footers and pictures are read', async () => {
  const { properties, footers, pictureCount } = await readDocx(bytes);
  expect(properties.keywords).toBe('对照码 7K3M-9QXZ');
  expect([...footers.keys()].sort()).toEqual(['default', 'even', 'first']);
  expect(pictureCount).toBe(2);
});

test('text that someone deleted with tracked changes does not count, inserted text does', async () => {
  const edited = await withDocument((xml) =>
    xml.replace(
      /<w:r>(?:(?!<w:r>).)*?我单位承诺所提交的材料真实、完整。<\/w:t><\/w:r>/u,
      '<w:del w:id="900"><w:r><w:delText>我单位承诺</w:delText></w:r></w:del><w:ins w:id="901"><w:r><w:t>本单位保证</w:t></w:r></w:ins>',
    ),
  );
  const { blocks } = await readDocx(edited);
  expect(blocks).toContainEqual({ kind: 'paragraph', text: '本单位保证' });
});

test.each([
  ['no bytes', () => new Uint8Array()],
  ['text', () => Buffer.from('not a zip')],
  ['a document cut short', () => bytes.slice(0, bytes.length / 2)],
  ['a document without its text', () => withDocument(() => undefined)],
  ['broken XML', () => withDocument((xml) => xml.slice(0, -20))],
  ['a document type', () => withDocument((xml) => xml.replace('?>', '?><!DOCTYPE a [<!ENTITY b "c">]>'))],
  ['another root', () => withDocument(() => '<html/>')],
  [
    'elements nested without end',
    () => withDocument((xml) => xml.replace('<w:body>', `<w:body>${'<w:sdt><w:sdtContent>'.repeat(5000)}`)),
  ],
])('%s is refused with its own error', async (_name, make) => {
  await expect(readDocx(await make())).rejects.toMatchObject(DAMAGED);
});

test('a part that unpacks to more than it may is refused before it is unpacked', async () => {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.alloc(130 * 1024 * 1024, 32), 'word/document.xml');
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  await expect(readDocx(Buffer.concat(chunks))).rejects.toMatchObject(DAMAGED);
});

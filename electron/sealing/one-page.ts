import { PDFArray, PDFDict, PDFName, type PDFObject, PDFRef, PDFStream } from '@cantoo/pdf-lib';
import type { PdfFile } from './pdf-file.ts';

const key = (text: string) => PDFName.of(text);
const INHERITED = ['Resources', 'MediaBox', 'CropBox', 'Rotate'].map(key);
const PAGE_TREE = new Set<PDFObject | undefined>(['Page', 'Pages', 'Catalog'].map(key));
const DEEPEST_TREE = 50;

/**
 * One page of a large PDF as a PDF of its own, so that it can be drawn without the others in memory.
 * Objects keep their numbers and bytes.
 *
 * @throws ForeignPdf, and what the file system throws
 */
export async function onePagePdf(file: PdfFile, page: PDFRef): Promise<Buffer> {
  const dict = await withInherited(file, await file.dict(page));
  dict.delete(key('Annots'));
  const [catalog, tree] = [file.newest.size, file.newest.size + 1];
  dict.set(key('Parent'), PDFRef.of(tree));
  const parts = new Map<number, Buffer>([[page.objectNumber, bytesOf(page.objectNumber, dict.toString())]]);
  const waiting = refsOf(dict);
  for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
    if (parts.has(ref.objectNumber) || ref.objectNumber >= catalog) continue;
    const object = await file.object(ref);
    const isTree = object instanceof PDFDict && PAGE_TREE.has(object.get(key('Type')));
    if (isTree) continue;
    parts.set(ref.objectNumber, await file.rawObject(ref));
    waiting.push(...refsOf(object));
  }
  parts.set(catalog, bytesOf(catalog, `<< /Type /Catalog /Pages ${tree} 0 R >>`));
  const kids = `[ ${page.objectNumber} 0 R ]`;
  parts.set(tree, bytesOf(tree, `<< /Type /Pages /Kids ${kids} /Count 1 >>`));
  return assemble(parts, catalog);
}

const bytesOf = (number: number, text: string) => Buffer.from(`${number} 0 obj\n${text}\nendobj\n`, 'latin1');

async function withInherited(file: PdfFile, page: PDFDict): Promise<PDFDict> {
  let parent = page.get(key('Parent'));
  for (let depth = 0; parent instanceof PDFRef && depth < DEEPEST_TREE; depth += 1) {
    const node = await file.dict(parent);
    for (const name of INHERITED) {
      const value = node.get(name);
      if (value !== undefined && !page.has(name)) page.set(name, value);
    }
    parent = node.get(key('Parent'));
  }
  return page;
}

/** Every reference within an object, its parents in the page tree left out. */
function refsOf(object: PDFObject): PDFRef[] {
  if (object instanceof PDFRef) return [object];
  if (object instanceof PDFArray) return object.asArray().flatMap(refsOf);
  const dict = object instanceof PDFStream ? object.dict : object;
  if (!(dict instanceof PDFDict)) return [];
  return dict.entries().flatMap(([name, value]) => (name === key('Parent') ? [] : refsOf(value)));
}

function assemble(parts: ReadonlyMap<number, Buffer>, catalog: number): Buffer {
  const chunks: Uint8Array[] = [Buffer.from('%PDF-1.7\n')];
  let at = 9;
  const lines = ['xref', '0 1', '0000000000 65535 f '];
  for (const [number, bytes] of [...parts].sort(([a], [b]) => a - b)) {
    lines.push(`${number} 1`, `${String(at).padStart(10, '0')} 00000 n `);
    chunks.push(bytes);
    at += bytes.length;
  }
  lines.push(
    'trailer',
    `<< /Size ${catalog + 2} /Root ${catalog} 0 R >>`,
    'startxref',
    String(at),
    '%%EOF',
    '',
  );
  return Buffer.concat([...chunks, Buffer.from(lines.join('\n'))]);
}

import { type FileHandle, open } from 'node:fs/promises';
import {
  PDFArray,
  PDFContext,
  PDFDict,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFObjectParser,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib';

/** A PDF that is not built as `PdfOutput` builds them, with the Chinese reason. */
export class ForeignPdf extends Error {}

/** One cross-reference table with its trailer: the file as first written, or a change added to its end. */
export interface Section {
  /** Where the table begins in the file. */
  start: number;
  offsets: ReadonlyMap<number, number>;
  trailer: PDFDict;
  size: number;
  root: PDFRef;
}

const TAIL = 1024;
const LARGEST_TABLE = 64 << 20;
const LARGEST_OBJECT = 300 << 20;
const MOST_SECTIONS = 8;
const MOST_PAGES = 20_000;
const key = (text: string) => PDFName.of(text);

/**
 * A bound book on the disk, read object by object: it may be hundreds of megabytes, of which a few pages
 * are of interest. Reads classical cross-reference tables, which is what we write.
 */
export class PdfFile {
  readonly bytes: number;
  /** The newest first. */
  readonly sections: readonly Section[];
  readonly #file: FileHandle;
  readonly #ends: readonly number[];

  private constructor(file: FileHandle, bytes: number, sections: readonly Section[]) {
    this.#file = file;
    this.bytes = bytes;
    this.sections = sections;
    const starts = sections.flatMap(({ start, offsets }) => [start, ...offsets.values()]);
    this.#ends = [...new Set([...starts, bytes])].sort((a, b) => a - b);
  }

  /** @throws ForeignPdf, and what the file system throws */
  static async open(path: string): Promise<PdfFile> {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      return new PdfFile(file, size, await readSections(file, size));
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  get newest(): Section {
    const [newest] = this.sections;
    if (newest === undefined) throw new ForeignPdf('没有交叉引用表');
    return newest;
  }

  /** The bytes between `n 0 obj` and `endobj`, both included, and what the writer put behind. */
  async rawObject(ref: PDFRef): Promise<Buffer> {
    const holder = this.sections.find(({ offsets }) => offsets.has(ref.objectNumber));
    const from = holder?.offsets.get(ref.objectNumber);
    if (from === undefined) throw new ForeignPdf(`缺少对象 ${ref.objectNumber}`);
    const to = this.#ends.find((end) => end > from) ?? this.bytes;
    if (to - from > LARGEST_OBJECT) throw new ForeignPdf(`对象 ${ref.objectNumber} 过大`);
    const bytes = await readPart(this.#file, from, to);
    if (!bytes.subarray(0, 32).toString('latin1').startsWith(`${ref.objectNumber} 0 obj`))
      throw new ForeignPdf(`对象 ${ref.objectNumber} 的位置不对`);
    return bytes;
  }

  /** An object; what it refers to stays a reference. */
  async object(ref: PDFRef): Promise<PDFObject> {
    const raw = await this.rawObject(ref);
    return parseObject(raw.subarray(raw.indexOf('obj') + 3));
  }

  /** A value of a dictionary, through one reference if it is one. */
  async resolve(value: PDFObject | undefined): Promise<PDFObject | undefined> {
    return value instanceof PDFRef ? this.object(value) : value;
  }

  async dict(ref: PDFRef): Promise<PDFDict> {
    const found = await this.object(ref);
    if (!(found instanceof PDFDict)) throw new ForeignPdf(`对象 ${ref.objectNumber} 不是字典`);
    return found;
  }

  /** The pages in order. */
  async pages(): Promise<PDFRef[]> {
    const catalog = await this.dict(this.newest.root);
    const found: PDFRef[] = [];
    const seen = new Set<PDFRef>();
    const visit = async (ref: PDFObject | undefined): Promise<void> => {
      if (!(ref instanceof PDFRef) || seen.has(ref)) throw new ForeignPdf('页面目录不完整');
      seen.add(ref);
      const node = await this.dict(ref);
      const kids = await this.resolve(node.get(key('Kids')));
      if (node.get(key('Type')) === key('Page')) found.push(ref);
      else if (kids instanceof PDFArray) for (const kid of kids.asArray()) await visit(kid);
      else throw new ForeignPdf('页面目录不完整');
      if (found.length > MOST_PAGES) throw new ForeignPdf('页数过多');
    };
    await visit(catalog.get(key('Pages')));
    return found;
  }
}

/** @throws ForeignPdf where it is no PDF object */
function parseObject(bytes: Uint8Array): PDFObject {
  try {
    const parser = PDFObjectParser.forBytes(bytes, PDFContext.create(), true);
    return parser.parseObject();
  } catch {
    throw new ForeignPdf('有对象无法读取');
  }
}

async function readPart(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const bytes = Buffer.alloc(Math.max(0, to - from));
  const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
  return bytes.subarray(0, bytesRead);
}

async function readSections(file: FileHandle, size: number): Promise<Section[]> {
  const tail = (await readPart(file, Math.max(0, size - TAIL), size)).toString('latin1');
  const last = /startxref\n(\d{1,15})\n%%EOF\n?$/.exec(tail)?.[1];
  if (last === undefined) throw new ForeignPdf('文件末尾不完整');
  const sections: Section[] = [];
  let end = size;
  for (let start: number | undefined = Number(last); start !== undefined; ) {
    if (start >= end || sections.length >= MOST_SECTIONS) throw new ForeignPdf('交叉引用表不合格式');
    const section: Section = await readSection(file, start, end);
    sections.push(section);
    end = start;
    const before: PDFObject | undefined = section.trailer.get(key('Prev'));
    start = before instanceof PDFNumber ? before.asNumber() : undefined;
  }
  return sections;
}

async function readSection(file: FileHandle, start: number, end: number): Promise<Section> {
  if (end - start > LARGEST_TABLE) throw new ForeignPdf('交叉引用表过大');
  const text = (await readPart(file, start, end)).toString('latin1');
  const split = text.indexOf('trailer\n');
  if (!text.startsWith('xref\n') || split === -1) throw new ForeignPdf('没有交叉引用表');
  const offsets = new Map<number, number>();
  const lines = text.slice(5, split).split('\n');
  for (let at = 0; at < lines.length - 1; ) {
    const [, first, count] = /^(\d{1,9}) (\d{1,9})$/.exec(lines[at] ?? '') ?? [];
    if (first === undefined || count === undefined) throw new ForeignPdf('交叉引用表不合格式');
    at += 1;
    for (let number = Number(first); number < Number(first) + Number(count); number += 1, at += 1) {
      const [, offset, state] = /^(\d{10}) \d{5} ([nf]) ?$/.exec(lines[at] ?? '') ?? [];
      if (offset === undefined) throw new ForeignPdf('交叉引用表不合格式');
      if (state === 'n') offsets.set(number, Number(offset));
    }
  }
  const trailer = parseObject(Buffer.from(text.slice(split + 8), 'latin1'));
  if (!(trailer instanceof PDFDict) || trailer instanceof PDFStream) throw new ForeignPdf('文件尾不合格式');
  const [total, root] = [trailer.get(key('Size')), trailer.get(key('Root'))];
  if (!(total instanceof PDFNumber) || !(root instanceof PDFRef)) throw new ForeignPdf('文件尾不合格式');
  return { start, offsets, trailer, size: total.asNumber(), root };
}

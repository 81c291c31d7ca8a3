import { type FileHandle, open } from 'node:fs/promises';
import { type PDFContext, PDFHexString, type PDFObject, PDFRawStream, PDFRef } from '@cantoo/pdf-lib';

/** Small objects are gathered up to this size before they are written. */
const GATHER_BYTES = 1 << 20;

/**
 * Writes a PDF object by object, so that a bound book never stands in memory whole: what is written
 * is forgotten by the context, and only its place in the file is kept.
 */
export class PdfOutput {
  readonly #file: FileHandle;
  readonly #context: PDFContext;
  readonly #offsets = new Map<number, number>();
  #written = 0;
  #gathered: Uint8Array[] = [];
  #gatheredBytes = 0;

  private constructor(file: FileHandle, context: PDFContext) {
    this.#file = file;
    this.#context = context;
  }

  /** Creates the file, which must not exist yet, and writes the header. */
  static async create(path: string, context: PDFContext): Promise<PdfOutput> {
    const output = new PdfOutput(await open(path, 'wx'), context);
    await output.#write(Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'));
    return output;
  }

  /** Opens a PDF of ours to add a change to its end; `finishChange` ends it. */
  static async extend(path: string, context: PDFContext): Promise<PdfOutput> {
    const file = await open(path, 'a');
    const output = new PdfOutput(file, context);
    output.#written = (await file.stat()).size;
    return output;
  }

  /** Writes the objects with numbers above `after`, but those to keep, and drops them from the context. */
  async flush(after: number, keep: ReadonlySet<PDFRef>): Promise<void> {
    for (let number = after + 1; number <= this.#context.largestObjectNumber; number += 1) {
      const ref = PDFRef.of(number);
      const object = keep.has(ref) ? undefined : this.#context.lookup(ref);
      if (object === undefined) continue;
      await this.#writeObject(ref, object);
      this.#context.delete(ref);
    }
  }

  /** Writes what is left, the cross-reference table and the trailer, and puts all of it on the disk. */
  async finish(identifier: string): Promise<void> {
    for (const [ref, object] of this.#context.enumerateIndirectObjects())
      await this.#writeObject(ref, object);
    const start = this.#written;
    const size = Math.max(0, ...this.#offsets.keys()) + 1;
    const lines = ['xref', `0 ${size}`, '0000000000 65535 f '];
    for (let number = 1; number < size; number += 1) {
      const offset = this.#offsets.get(number);
      lines.push(
        offset === undefined ? '0000000000 65535 f ' : `${String(offset).padStart(10, '0')} 00000 n `,
      );
    }
    const { Root, Info } = this.#context.trailerInfo;
    const id = PDFHexString.of(identifier);
    const trailer = this.#context.obj({
      Size: size,
      Root,
      ...(Info === undefined ? {} : { Info }),
      ID: [id, id],
    });
    lines.push('trailer', trailer.toString(), 'startxref', String(start), '%%EOF', '');
    await this.#end(lines);
  }

  /**
   * Writes what is left, and a table of the added and changed objects only, which leads on to the one before
   * (PDF 1.7, 7.5.6).
   *
   * @param before where the last cross-reference table of the file begins
   * @param identifier /ID of the file as it was
   */
  async finishChange(before: number, identifier: PDFObject | undefined): Promise<void> {
    for (const [ref, object] of this.#context.enumerateIndirectObjects())
      await this.#writeObject(ref, object);
    const start = this.#written;
    const lines = ['xref'];
    for (const [number, offset] of [...this.#offsets].sort(([a], [b]) => a - b))
      lines.push(`${number} 1`, `${String(offset).padStart(10, '0')} 00000 n `);
    const { Root, Info } = this.#context.trailerInfo;
    const trailer = this.#context.obj({
      Size: this.#context.largestObjectNumber + 1,
      Prev: before,
      Root,
      ...(Info === undefined ? {} : { Info }),
      ...(identifier === undefined ? {} : { ID: identifier }),
    });
    lines.push('trailer', trailer.toString(), 'startxref', String(start), '%%EOF', '');
    await this.#end(lines);
  }

  async #end(lines: readonly string[]): Promise<void> {
    await this.#write(Buffer.from(lines.join('\n'), 'latin1'));
    await this.#drain();
    await this.#file.sync();
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #writeObject(ref: PDFRef, object: PDFObject): Promise<void> {
    this.#offsets.set(ref.objectNumber, this.#written);
    const head = `${ref.objectNumber} 0 obj\n`;
    if (object instanceof PDFRawStream) {
      object.updateDict();
      const dict = bytesOf(object.dict);
      await this.#write(Buffer.concat([Buffer.from(head), dict, Buffer.from('\nstream\n')]));
      await this.#write(object.contents);
      await this.#write(Buffer.from('\nendstream\nendobj\n'));
      return;
    }
    await this.#write(Buffer.concat([Buffer.from(head), bytesOf(object), Buffer.from('\nendobj\n')]));
  }

  async #write(bytes: Uint8Array): Promise<void> {
    this.#written += bytes.length;
    this.#gathered.push(bytes);
    this.#gatheredBytes += bytes.length;
    if (this.#gatheredBytes >= GATHER_BYTES) await this.#drain();
  }

  async #drain(): Promise<void> {
    for (let at = 0; at < this.#gathered.length; at += 500)
      await writeAll(this.#file, this.#gathered.slice(at, at + 500));
    this.#gathered = [];
    this.#gatheredBytes = 0;
  }
}

/** `writev` may write less than asked where the disk is full or slow. */
async function writeAll(file: FileHandle, parts: Uint8Array[]): Promise<void> {
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  const { bytesWritten } = await file.writev(parts);
  if (bytesWritten === total) return;
  const rest = Buffer.concat(parts).subarray(bytesWritten);
  for (let at = 0; at < rest.length; ) at += (await file.write(rest, at, rest.length - at)).bytesWritten;
}

function bytesOf(object: PDFObject): Buffer {
  const buffer = Buffer.alloc(object.sizeInBytes());
  object.copyBytesInto(buffer, 0);
  return buffer;
}

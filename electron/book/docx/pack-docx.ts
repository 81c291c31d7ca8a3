import { type Document, Packer } from 'docx';
import { ZipFile } from 'yazl';
import type { PreparedPicture } from '../book.ts';
import { openDocxParts } from './docx-parts.ts';

/**
 * Pictures by stand-ins of some bytes: the library hashes and deflates what it is given, which for 200 MB of
 * JPEG takes 8 s and twice the memory, and gains nothing.
 */
export class EmbeddedPictures {
  private readonly standIns = new Map<PreparedPicture, string>();
  private readonly pictures = new Map<string, PreparedPicture>();

  /** What the library is to embed for the picture; the same for the same picture. */
  standIn(picture: PreparedPicture): Uint8Array {
    const known = this.standIns.get(picture);
    const name = known ?? `picture ${this.standIns.size + 1}`;
    this.standIns.set(picture, name);
    this.pictures.set(name, picture);
    return Buffer.from(name);
  }

  /** @throws Error for bytes that are no stand-in */
  pictureOf(standIn: Buffer): Uint8Array {
    const picture = this.pictures.get(standIn.toString());
    if (!picture) throw new Error('not a stand-in of a picture');
    return picture.bytes;
  }
}

/**
 * The document as an archive, pictures stored as they are.
 * @param parts take the place of the library's own, by path
 */
export async function packDocx(
  document: Document,
  embedded: EmbeddedPictures,
  parts: readonly { path: string; data: string }[],
): Promise<Uint8Array> {
  const draft = await openDocxParts(await Packer.toBuffer(document, undefined, parts));
  const zip = new ZipFile();
  for (const path of draft.paths()) {
    const content = (await draft.bytes(path)) ?? Buffer.alloc(0);
    if (path.startsWith('word/media/'))
      zip.addBuffer(asBuffer(embedded.pictureOf(content)), path, { compress: false });
    else zip.addBuffer(content, path);
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream)
    chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks);
}

/** The same memory as a Buffer. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

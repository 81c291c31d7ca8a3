import { AsyncLocalStorage } from 'node:async_hooks';
import { decodePDFRawStream, PDFContext, PDFName, PDFRawStream } from '@cantoo/pdf-lib';

/** More came out of a file's streams than its work may hold. */
export class TooMuchUnpacked extends Error {}

/** What work may still unpack, in bytes that the decoders set aside. */
interface Allowance {
  left: number;
}

/** pdf-lib's base of every decoder, which it does not export. */
interface Decoder {
  buffer: Uint8Array;
  ensureBuffer(requested: number): Uint8Array;
}

const present = new AsyncLocalStorage<Allowance>();

/**
 * Patches pdf-lib: it unpacks whatever a stream claims, filter upon filter, names escaped and ciphertext too, so only
 * its decoders themselves see how much that comes to. They take room by doubling it, and stop where the allowance does.
 */
function limitDecoders(): void {
  const dict = PDFContext.create().obj({ Filter: PDFName.of('FlateDecode') });
  // A Flate stream has two bytes of header, which are checked at once.
  const stream = decodePDFRawStream(PDFRawStream.of(dict, Uint8Array.of(0x78, 0x9c)));
  const decoder: Decoder = Object.getPrototypeOf(Object.getPrototypeOf(stream));
  const { ensureBuffer } = decoder;
  decoder.ensureBuffer = function (this: Decoder, requested: number) {
    const before = this.buffer.byteLength;
    const allowance = present.getStore();
    if (allowance === undefined || requested <= before) return ensureBuffer.call(this, requested);
    if (requested - before > allowance.left) {
      // What is unpacked next fails as well: the parser takes the first failure for a fault of one object.
      allowance.left = 0;
      throw new TooMuchUnpacked();
    }
    const buffer = ensureBuffer.call(this, requested);
    allowance.left -= buffer.byteLength - before;
    return buffer;
  };
}
limitDecoders();

/**
 * Lets work unpack streams of PDFs up to a size, all of them together.
 *
 * @param most bytes
 * @throws TooMuchUnpacked, also where the work itself passed over it; and what the work throws
 */
export async function unpackingAtMost<T>(most: number, work: () => Promise<T>): Promise<T> {
  const allowance = { left: most };
  const done = await present.run(allowance, work).catch((error: unknown) => {
    throw allowance.left <= 0 ? new TooMuchUnpacked() : error;
  });
  if (allowance.left <= 0) throw new TooMuchUnpacked();
  return done;
}

/** The same for work that waits for nothing. */
export function unpackingAtOnce<T>(most: number, work: () => T): T {
  return present.run({ left: most }, work);
}

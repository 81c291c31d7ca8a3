import { createHash } from 'node:crypto';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';

/** SHA-256 and size of every entry of a zip that we wrote ourselves, by its name; nothing is unpacked to the disk. */
export async function hashArchive(
  path: string,
  signal?: AbortSignal,
): Promise<Map<string, { sha256: string; bytes: number }>> {
  const zip = await openPromise(path, { autoClose: false, validateEntrySizes: true });
  const found = new Map<string, { sha256: string; bytes: number }>();
  try {
    for await (const entry of zip.eachEntry()) {
      const hash = createHash('sha256');
      let bytes = 0;
      const sink = new Writable({
        write(piece: Buffer, _encoding, done) {
          hash.update(piece);
          bytes += piece.length;
          done();
        },
      });
      const content = await zip.openReadStreamPromise(entry);
      await pipeline(content, sink, signal === undefined ? {} : { signal });
      found.set(String(entry.fileName), { sha256: hash.digest('hex'), bytes });
    }
    return found;
  } finally {
    zip.close();
  }
}

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

const PIECE = 1 << 20;

/** SHA-256 (64 hex digits) and size of a file, read in pieces: while one is hashed, the next is read. */
export async function hashFile(
  path: string,
  signal?: AbortSignal,
): Promise<{ sha256: string; bytes: number }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    // One byte more than there is finds the end with the first reading of a small file.
    const piece = Math.min(PIECE, size + 1);
    const buffers = [Buffer.allocUnsafe(piece), Buffer.allocUnsafe(piece)] as const;
    const hash = createHash('sha256');
    let bytes = 0;
    let reading = file.read(buffers[0], 0, piece, null);
    for (let turn = 1; ; turn += 1) {
      const { buffer, bytesRead } = await reading;
      signal?.throwIfAborted();
      if (bytesRead === 0) break;
      reading = file.read(buffers[turn % 2 === 0 ? 0 : 1], 0, piece, null);
      hash.update(buffer.subarray(0, bytesRead));
      bytes += bytesRead;
    }
    return { sha256: hash.digest('hex'), bytes };
  } finally {
    await file.close();
  }
}

/** SHA-256 (64 hex digits) of a file's first `bytes` bytes, read as a stream. */
export async function hashPrefix(path: string, bytes: number, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  if (bytes > 0) {
    const options = { start: 0, end: bytes - 1, highWaterMark: 1 << 20 };
    for await (const chunk of createReadStream(path, signal === undefined ? options : { ...options, signal }))
      hash.update(chunk);
  }
  return hash.digest('hex');
}

/** Copies a file byte for byte in pieces, never over an existing one, and tells the hash of what was copied. */
export async function copyFileHashed(
  from: string,
  to: string,
  signal?: AbortSignal,
): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const target = await open(to, 'wx');
  try {
    for await (const chunk of chunksOf(from, signal)) {
      hash.update(chunk);
      bytes += chunk.length;
      await target.writeFile(chunk);
    }
    await target.sync();
  } finally {
    await target.close();
  }
  return { sha256: hash.digest('hex'), bytes };
}

function chunksOf(path: string, signal: AbortSignal | undefined): AsyncIterable<Buffer> {
  return createReadStream(path, { highWaterMark: 1 << 20, ...(signal === undefined ? {} : { signal }) });
}

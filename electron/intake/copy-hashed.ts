import { createHash } from 'node:crypto';
import { constants, type FileHandle, open } from 'node:fs/promises';
import { stopIfCancelled } from '../package/file-errors.ts';
import type { HashedFile } from '../package/verify-files.ts';

const PIECE = 1 << 20;
export type CopyBuffers = readonly [Buffer, Buffer];

/** A failure of the file that is read, not of the place that is written to. */
export class SourceFailed extends Error {
  override readonly cause: unknown;

  constructor(cause: unknown) {
    super('the source cannot be read');
    this.cause = cause;
  }
}

/** Marks what goes wrong as the source's. @throws SourceFailed */
export async function fromSource<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new SourceFailed(error);
  }
}

async function writeAll(target: FileHandle, piece: Buffer): Promise<void> {
  for (let written = 0; written < piece.length; )
    written += (await target.write(piece, written, piece.length - written)).bytesWritten;
}

/**
 * Copies a file byte for byte into a new one, not flushed yet, and tells what was copied. Two buffers take turns:
 * while one is written, the next is read and hashed. A link in the file's place is not followed.
 *
 * @param count told of the bytes of each piece
 * @throws SourceFailed; what the file system says of the target; cancelled
 */
export async function copyHashed(
  from: string,
  to: string,
  buffers: CopyBuffers,
  count: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<HashedFile> {
  // Windows knows no such flag; there the listing has looked.
  const source = await fromSource(() => open(from, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)));
  try {
    const target = await open(to, 'wx', 0o600);
    try {
      const hash = createHash('sha256');
      let bytes = 0;
      let writing: Promise<void> = Promise.resolve();
      for (let turn = 0; ; turn += 1) {
        stopIfCancelled(signal);
        const buffer = turn % 2 === 0 ? buffers[0] : buffers[1];
        const { bytesRead } = await fromSource(() => source.read(buffer, 0, buffer.length, null));
        const piece = buffer.subarray(0, bytesRead);
        hash.update(piece);
        await writing;
        if (bytesRead === 0) break;
        writing = writeAll(target, piece);
        // Awaited in the next turn; one that fails before is no unhandled rejection.
        writing.catch(() => undefined);
        bytes += bytesRead;
        count(bytesRead);
      }
      return { sha256: hash.digest('hex'), bytes };
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** Files that are copied at the same time. */
const LANES = 3;

/** The buffers of all copying: made anew for each file, they would keep the collector busy. */
export function copyBuffers(): CopyBuffers[] {
  return Array.from({ length: LANES }, () => [Buffer.allocUnsafe(PIECE), Buffer.allocUnsafe(PIECE)] as const);
}

import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { basename } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Encrypter } from 'age-encryption';
import { DossierError } from '../../shared/errors.ts';
import { hashFile } from '../package/file-hash.ts';
import { flush } from '../package/publish.ts';
import { WORK_FACTOR } from './protected-header.ts';

/** Who can open it: whoever knows the password, or holds the key that belongs to `recipient` (`age1…`). */
export type Lock = { password: string; workFactor?: number } | { recipient: string };

/** The same characters, however the keyboard composes them, are the same password. */
export function passwordText(password: string): string {
  return password.normalize('NFC');
}

/** The library is loaded where it is used: the window's process starts without it. */
async function encrypterFor(lock: Lock): Promise<Encrypter> {
  const age = await import('age-encryption');
  const encrypter = new age.Encrypter();
  if ('recipient' in lock) encrypter.addRecipient(lock.recipient);
  else {
    encrypter.setPassphrase(passwordText(lock.password));
    encrypter.setScryptWorkFactor(lock.workFactor ?? WORK_FACTOR);
  }
  return encrypter;
}

/** Size of the protected file of so many bytes. */
export async function protectedSize(lock: { recipient: string }, bytes: number): Promise<number> {
  const nothing = new ReadableStream<Uint8Array>({ start: (controller) => controller.close() });
  const sealed = await (await encrypterFor(lock)).encrypt(nothing);
  const size = sealed.size(bytes);
  await sealed.cancel();
  return size;
}

/**
 * Writes a stream to a new file in the age format, piece by piece, flushes it and reads it back.
 *
 * @param target absolute; an existing one is an error (EEXIST)
 * @throws readBackDiffers, cancelled as an AbortError, and what the system says
 */
export async function writeProtected(
  target: string,
  plain: NodeJS.ReadableStream,
  lock: Lock,
  signal?: AbortSignal,
): Promise<void> {
  const hash = createHash('sha256');
  const count = new Transform({
    transform(piece: Uint8Array, _encoding, done) {
      hash.update(piece);
      done(null, piece);
    },
  });
  const pieces = Readable.from(plain, { objectMode: false });
  try {
    const sealed = await (await encrypterFor(lock)).encrypt(Readable.toWeb(pieces));
    const options = signal === undefined ? {} : { signal };
    await pipeline(Readable.fromWeb(sealed), count, createWriteStream(target, { flags: 'wx' }), options);
  } finally {
    pieces.destroy();
  }
  await flush(target);
  const { sha256 } = await hashFile(target, signal);
  if (sha256 !== hash.digest('hex'))
    throw new DossierError('readBackDiffers', {
      file: basename(target),
      differences: ['读出来的内容与写入的不同'],
    });
}

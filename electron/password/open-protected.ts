import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DossierError } from '../../shared/errors.ts';
import { stopIfCancelled, systemErrorCode } from '../package/file-errors.ts';
import { passwordText } from './protect-file.ts';
import { readProtectedHeader } from './protected-header.ts';

/** What opens it: the password, or the key (`AGE-SECRET-KEY-1…`). */
export type Key = { password: string } | { identity: string };

/** What the library says where the password is another one; all else is a fault of the file. */
const NO_MATCH = 'no identity matched';

function asProtectedError(error: unknown, path: string): unknown {
  if (error instanceof DossierError || systemErrorCode(error) !== undefined) return error;
  if (!(error instanceof Error) || error.name === 'AbortError') return error;
  if (error.message.includes(NO_MATCH)) return new DossierError('wrongPassword', {});
  return new DossierError('archiveDamaged', {
    path: basename(path),
    detail: '加密内容不完整，或被改动过',
  });
}

/** @throws protectedRefused for a file that would take all memory, or that no password opens */
async function refuseForeign(source: string): Promise<void> {
  const header = await readProtectedHeader(source);
  if (header.kind === 'password') return;
  const detail = header.kind === 'refused' ? header.detail : '没有加密码';
  throw new DossierError('protectedRefused', { path: basename(source), detail });
}

/**
 * Writes what a protected file holds to a new file that only its owner may read, piece by piece. Every piece is
 * authenticated; what is missing at the end is noticed, too. After an error the caller removes what was written.
 *
 * @param progress told of the bytes that were read
 * @throws wrongPassword, protectedRefused, archiveDamaged, and what the system says
 */
export async function openProtected(
  source: string,
  target: string,
  key: Key,
  progress: (done: number, total: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<void> {
  if ('password' in key) await refuseForeign(source);
  const { size } = await stat(source);
  const { Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  if ('password' in key) decrypter.addPassphrase(passwordText(key.password));
  else decrypter.addIdentity(key.identity);
  const file = createReadStream(source);
  let done = 0;
  const count = new Transform({
    transform(piece: Uint8Array, _encoding, next) {
      done += piece.length;
      progress(done, size);
      next(null, piece);
    },
  });
  try {
    stopIfCancelled(signal);
    const plain = await decrypter.decrypt(Readable.toWeb(file));
    const options = signal === undefined ? {} : { signal };
    const written = createWriteStream(target, { flags: 'wx', mode: 0o600 });
    await pipeline(Readable.fromWeb(plain), count, written, options);
  } catch (error) {
    throw asProtectedError(error, source);
  } finally {
    file.destroy();
  }
}

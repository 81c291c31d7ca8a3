import { createHmac } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DossierError } from '../../shared/errors.ts';
import { makeUnpackingFolder, removeTemporaryFolder } from '../package/temporary-folder.ts';
import { openProtected } from './open-protected.ts';
import { writeProtected } from './protect-file.ts';

/**
 * What a protected second copy is locked with: files are locked to `recipient`, which opens nothing; what opens them
 * lies in the copy as `KEY_FILE`, itself locked with the password. So copies are made without asking for the password,
 * which is kept nowhere.
 */
export interface CopyKey {
  /** `age1…`. Not in the copy: names of its files are made with it. */
  recipient: string;
  /** Content of `KEY_FILE`, base64. */
  sealed: string;
}

export const KEY_FILE = '钥匙.age';
/** About 350 bytes. */
const LARGEST_KEY_FILE = 4_096;
const IDENTITY = /^AGE-SECRET-KEY-1[0-9A-Z]{10,200}$/m;

async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await makeUnpackingFolder();
  try {
    return await work(folder);
  } finally {
    await removeTemporaryFolder(folder);
  }
}

/** Makes the key of a copy. @param workFactor lower in tests only */
export async function makeCopyKey(
  password: string,
  workFactor?: number,
  signal?: AbortSignal,
): Promise<CopyKey> {
  const age = await import('age-encryption');
  const identity = await age.generateX25519Identity();
  const recipient = await age.identityToRecipient(identity);
  return inTemporaryFolder(async (folder) => {
    const file = join(folder, 'key.age');
    const lock = { password, ...(workFactor === undefined ? {} : { workFactor }) };
    await writeProtected(file, Readable.from([Buffer.from(`${identity}\n`)]), lock, signal);
    return { recipient, sealed: (await readFile(file)).toString('base64') };
  });
}

/**
 * Opens the key of a copy.
 *
 * @param copy the copy's folder
 * @throws wrongPassword, protectedRefused, archiveDamaged, and what the system says
 */
export async function openCopyKey(
  copy: string,
  password: string,
  signal?: AbortSignal,
): Promise<{ identity: string; recipient: string }> {
  const file = join(copy, KEY_FILE);
  if ((await stat(file)).size > LARGEST_KEY_FILE)
    throw new DossierError('protectedRefused', { path: KEY_FILE, detail: '文件过大，不是第二份备份的钥匙' });
  return inTemporaryFolder(async (folder) => {
    const plain = join(folder, 'key.txt');
    await openProtected(file, plain, { password }, undefined, signal);
    const [identity] = IDENTITY.exec(await readFile(plain, 'latin1')) ?? [];
    if (identity === undefined)
      throw new DossierError('protectedRefused', { path: KEY_FILE, detail: '里面不是钥匙' });
    const { identityToRecipient } = await import('age-encryption');
    return { identity, recipient: await identityToRecipient(identity) };
  });
}

/**
 * Name of a file in a protected copy. Its own hash would tell who has the same document that it is there; without the
 * recipient nobody can make this one.
 */
export function nameInCopy(sha256: string, recipient: string): string {
  return createHmac('sha256', recipient).update(sha256).digest('hex');
}

import { createReadStream, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decrypter } from 'age-encryption';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProtected } from './open-protected.ts';
import { protectedSize, writeProtected } from './protect-file.ts';
import { judgeProtectedHeader, readProtectedHeader } from './protected-header.ts';

let folder = '';
let number = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dossier-password-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** 2^10 rounds: the test is of the format, not of the processor. */
const LOCK = { password: '渝A·2025 申报', workFactor: 10 };

function place(): string {
  number += 1;
  return join(folder, String(number));
}
async function sealed(bytes: Uint8Array, lock: { password: string; workFactor?: number } = LOCK) {
  const [plain, target] = [place(), place()];
  writeFileSync(plain, bytes);
  await writeProtected(target, createReadStream(plain), lock);
  return target;
}

test('what was protected opens with the password, byte for byte, here and in any other age program', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(0, 1, 65_535, 65_536, 65_537, 200_000), async (size) => {
      const bytes = Buffer.alloc(size, 'dossier ');
      const file = await sealed(bytes);
      expect(readFileSync(file).includes('dossier dossier')).toBe(false);
      const target = place();
      await openProtected(file, target, { password: LOCK.password });
      expect(readFileSync(target).equals(bytes)).toBe(true);
      const other = new Decrypter();
      other.addPassphrase(LOCK.password);
      expect(Buffer.from(await other.decrypt(readFileSync(file))).equals(bytes)).toBe(true);
    }),
    { numRuns: 8 },
  );
});

test('composed and decomposed letters are the same password', async () => {
  const file = await sealed(Buffer.from('x'), { password: 'é', workFactor: 10 });
  await openProtected(file, place(), { password: 'e\u0301' });
});

test('another password, a byte that was changed, and an end that is missing are told apart', async () => {
  const file = await sealed(Buffer.alloc(150_000, 'dossier '));
  const open = (source: string, password = LOCK.password) => openProtected(source, place(), { password });
  await expect(open(file, 'another')).rejects.toMatchObject({ code: 'wrongPassword' });
  const bytes = readFileSync(file);
  const changed = place();
  writeFileSync(changed, bytes.with(100_000, (bytes[100_000] ?? 0) ^ 1));
  await expect(open(changed)).rejects.toMatchObject({ code: 'archiveDamaged' });
  for (const end of [bytes.length - 1, 70_000, 300]) {
    const cut = place();
    writeFileSync(cut, bytes.subarray(0, end));
    await expect(open(cut)).rejects.toMatchObject({ code: 'archiveDamaged' });
  }
});

test('a foreign file cannot ask for more memory than every age program takes, nor feed an endless header', async () => {
  const header = (factor: string) =>
    Buffer.from(
      `age-encryption.org/v1\n-> scrypt ${'a'.repeat(22)} ${factor}\n${'b'.repeat(43)}\n--- ${'c'.repeat(43)}\n`,
    );
  expect(judgeProtectedHeader(header('18'))).toEqual({ kind: 'password' });
  for (const factor of ['19', '22', '30', '999'])
    expect(judgeProtectedHeader(header(factor))).toMatchObject({
      kind: 'refused',
      detail: expect.stringContaining(`${factor} 超过上限 18`),
    });
  for (const factor of ['', '0', '018', '-1', '1e9', '9999'])
    expect(judgeProtectedHeader(header(factor))).toMatchObject({ kind: 'refused' });
  const endless = place();
  writeFileSync(endless, `age-encryption.org/v1\n-> scrypt ${'a'.repeat(100_000)}`);
  expect(await readProtectedHeader(endless)).toMatchObject({ kind: 'refused' });
  await expect(openProtected(endless, place(), { password: 'x' })).rejects.toMatchObject({
    code: 'protectedRefused',
  });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
      expect(judgeProtectedHeader(bytes)).toEqual({ kind: 'none' });
    }),
  );
});

test('the size of a protected file is known before it is written', async () => {
  const { generateX25519Identity, identityToRecipient } = await import('age-encryption');
  const recipient = await identityToRecipient(await generateX25519Identity());
  for (const bytes of [0, 65_536, 65_537]) {
    const [plain, target] = [place(), place()];
    writeFileSync(plain, Buffer.alloc(bytes));
    await writeProtected(target, createReadStream(plain), { recipient });
    expect(statSync(target).size).toBe(await protectedSize({ recipient }, bytes));
  }
});

test('cancelled in the middle, it ends', async () => {
  const stop = new AbortController();
  stop.abort();
  const plain = place();
  writeFileSync(plain, Buffer.alloc(1_000_000));
  await expect(writeProtected(place(), createReadStream(plain), LOCK, stop.signal)).rejects.toMatchObject({
    name: 'AbortError',
  });
});

import { open } from 'node:fs/promises';

/** How every file in the age format begins (https://age-encryption.org/v1). */
const BEGIN = 'age-encryption.org/v1\n';
/** A header with one password is about 150 bytes. */
const LONGEST_HEADER = 512;
/** One stanza for a password, the last line of the header, and nothing else. */
const PASSWORD_HEADER =
  /^age-encryption\.org\/v1\n-> scrypt [A-Za-z0-9+/]{22} ([1-9]\d{0,2})\n[A-Za-z0-9+/]{43}\n--- [A-Za-z0-9+/]{43}\n/;

/**
 * What a password costs: 2^18 rounds of scrypt take 256 MB and about a second, as in every other age program. A
 * foreign file may ask for no more: 2^30 would take a terabyte.
 */
export const WORK_FACTOR = 18;

export type ProtectedHeader = { kind: 'none' } | { kind: 'password' } | { kind: 'refused'; detail: string };

/** What the first bytes of a file say of its protection, before anything is computed for it. Pure. */
export function judgeProtectedHeader(first: Uint8Array): ProtectedHeader {
  const text = Buffer.from(first.subarray(0, LONGEST_HEADER)).toString('latin1');
  if (!text.startsWith(BEGIN)) return { kind: 'none' };
  const [, workFactor] = PASSWORD_HEADER.exec(text) ?? [];
  if (workFactor === undefined)
    return { kind: 'refused', detail: '文件开头已损坏，或不是用密码、而是用密钥加密的' };
  if (Number(workFactor) > WORK_FACTOR)
    return { kind: 'refused', detail: `加密强度参数 ${workFactor} 超过上限 ${WORK_FACTOR}，会占满内存` };
  return { kind: 'password' };
}

/** The same of a file. @throws what the system says */
export async function readProtectedHeader(path: string): Promise<ProtectedHeader> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LONGEST_HEADER), 0, LONGEST_HEADER, 0);
    return judgeProtectedHeader(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

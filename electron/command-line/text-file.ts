import { readFile, stat } from 'node:fs/promises';
import { DossierError } from '../../shared/errors.ts';
import { systemErrorCode, withFileErrors } from '../package/file-errors.ts';
import { misused } from './usage.ts';

/** Larger than any application by far, and still counted in seconds. Bytes. */
const LARGEST_TEXT_FILE = 64 << 20;

function decodeAs(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function encodings(bytes: Uint8Array): string[] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return ['utf-16le'];
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return ['utf-16be'];
  // 记事本 of Chinese Windows saves GBK (“ANSI”) by habit; hardly any Chinese GBK text is also valid UTF-8.
  return ['utf-8', 'gb18030'];
}

/**
 * Text of a file in UTF-8 (with or without mark), UTF-16 with mark, or GB18030/GBK.
 *
 * @throws misused for a file that is no text
 */
export async function readTextFile(path: string): Promise<string> {
  const bytes = await withFileErrors(path, async () => {
    try {
      const found = await stat(path);
      if (!found.isFile()) throw misused(`不是文件：${path}`);
      if (found.size > LARGEST_TEXT_FILE)
        throw misused(`文件过大：${path}，最多 ${LARGEST_TEXT_FILE >> 20} MB`);
      return await readFile(path);
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT' || systemErrorCode(error) === 'ENOTDIR')
        throw misused(`找不到文件：${path}`);
      throw error;
    }
  });
  for (const encoding of encodings(bytes)) {
    const text = decodeAs(encoding, bytes);
    if (text === undefined) continue;
    if (text.includes('\0')) break;
    return text;
  }
  throw new DossierError('misused', {
    detail: `无法统计：${path} 不是文本文件，或编码无法识别。请另存为 UTF-8 编码的 .txt 文件再试。`,
  });
}

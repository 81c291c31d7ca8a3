import { PdfProblem } from './pdf-problem.ts';

/** Bytes of one request; the program answers at most 4 MB (design.md 2). */
const LARGEST_PART = 4 * 1024 * 1024;
/** What is read before anything is known of the file. */
const FIRST_PART = 64 * 1024;

const GONE = '文件已经不在了，不能显示。请重新添加。';

/** A part of a file behind one of the program's addresses, and how long the whole is. */
interface Part {
  bytes: Uint8Array;
  total: number;
}

async function readPart(address: string, begin: number, end: number, signal?: AbortSignal): Promise<Part> {
  const response = await fetch(address, {
    headers: { Range: `bytes=${begin}-${end - 1}` },
    ...(signal === undefined ? {} : { signal }),
  });
  if (response.status === 416) throw new PdfProblem('是空文件，没有页面可以显示。');
  const total = /^bytes (\d+)-\d+\/(\d+)$/.exec(response.headers.get('Content-Range') ?? '');
  if (response.status !== 206 || total === null || Number(total[1]) !== begin) {
    await response.body?.cancel();
    throw new PdfProblem(GONE);
  }
  return { bytes: new Uint8Array(await response.arrayBuffer()), total: Number(total[2]) };
}

/** The beginning of a file and its length. @throws PdfProblem */
export function readBeginning(address: string, signal?: AbortSignal): Promise<Part> {
  return readPart(address, 0, FIRST_PART, signal);
}

/**
 * The bytes from `begin` up to, but not including, `end`, asked for in parts: the program may give
 * less than was asked.
 *
 * @throws PdfProblem when the file ends before
 */
export async function readBytes(
  address: string,
  begin: number,
  end: number,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(end - begin);
  for (let at = begin; at < end; ) {
    const part = await readPart(address, at, Math.min(end, at + LARGEST_PART), signal);
    if (part.bytes.byteLength === 0) throw new PdfProblem(GONE);
    bytes.set(part.bytes.subarray(0, end - at), at - begin);
    at += part.bytes.byteLength;
  }
  return bytes;
}

/** A part that is asked for is given in pieces of at most this, so that no host holds a whole scan. */
export const LARGEST_PART = 4 * 1024 * 1024;

export interface ByteRange {
  /** First and last byte, both inclusive. */
  start: number;
  end: number;
}

/**
 * Reads a Range header for a file of `size` bytes (RFC 9110 §14): one range; a longer one is cut, and
 * the answer says so by its Content-Range.
 *
 * @returns undefined when the whole file is meant (no header, or one that the standard says to ignore),
 * `unsatisfiable` when the file has no such bytes
 */
export function readRange(header: string | null, size: number): ByteRange | 'unsatisfiable' | undefined {
  const found = header === null ? null : /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  if (found === null) return undefined;
  const [, from = '', to = ''] = found;
  if (from === '' && to === '') return undefined;
  if (from === '') {
    const length = Math.min(Number(to), size);
    if (length === 0) return 'unsatisfiable';
    return cut({ start: size - length, end: size - 1 });
  }
  const start = Number(from);
  if (to !== '' && Number(to) < start) return undefined;
  if (start >= size) return 'unsatisfiable';
  return cut({ start, end: to === '' ? size - 1 : Math.min(Number(to), size - 1) });
}

function cut({ start, end }: ByteRange): ByteRange {
  return { start, end: Math.min(end, start + LARGEST_PART - 1) };
}
